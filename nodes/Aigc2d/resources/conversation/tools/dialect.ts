import type { JsonObject } from '../../../../api/json';
import type { SentCall } from '../../../../api/chat/sentCalls';
import type { CallResult, NamedCall } from '../../../../api/tool/calledTools';

/** What the loop needs to know of an answer. */
export interface Answered {
	usage: JsonObject | null;
}

/** How a conversation and its answers are put; all that differs between the forms in which a model is asked. */
export interface Dialect<Answer extends Answered> {
	/** One tool as a request names it. */
	toolOf(name: string, description: string, parameters: JsonObject): JsonObject;
	/** Names of the tools and functions that a request has already: the user's own. */
	namesIn(body: JsonObject): string[];
	/** `tool_choice` by which no tool may be called. */
	none: unknown;
	callsOf(answer: Answer): SentCall[];
	textOf(answer: Answer): string;
	/** The message of an answer, as it goes back. */
	said(answer: Answer, calls: readonly NamedCall[]): JsonObject;
	/** The results of its calls as messages. */
	results(results: readonly CallResult[]): JsonObject[];
	/** The same answer with this usage, and with only some of its calls, by their positions. */
	changed(answer: Answer, change: { usage: JsonObject | null; kept?: ReadonlySet<number> }): Answer;
}
