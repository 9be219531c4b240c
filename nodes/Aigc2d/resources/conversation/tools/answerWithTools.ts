import type { JsonObject } from '../../../../api/json';
import type { ToolRun } from '../../../../api/tool/tool';
import { usualToolRounds } from '../../../../fields/toolRounds';
import type { OperationContext, ToolContext } from '../../operation';
import { checkTools } from './checkTools';
import type { Answered, Dialect } from './dialect';
import { withTools } from './loop';

/** How a conversation is answered. */
interface Asking<Answer> {
	ask(body: JsonObject): Promise<Answer>;
	/** Absent: as many as usual. */
	maxRounds: number | undefined;
}

/** An answer, and what led to it. */
export interface AnswerWithTools<Answer> {
	answer: Answer;
	/** The conversation so far, and whether the answer is among it. */
	messages: unknown;
	hasAnswer: boolean;
	/** What tools were run for it; absent: none are connected. */
	tool_runs: ToolRun[] | undefined;
}

/**
 * The answer to a conversation, with the tools that are connected to the node; without any, of one request.
 *
 * @throws Failed (`input`) when a tool cannot be used: nothing is sent
 */
export async function answerWithTools<Answer extends Answered>(
	body: JsonObject,
	dialect: Dialect<Answer>,
	{ ask, maxRounds = usualToolRounds }: Asking<Answer>,
	{ tools: connected, runTool, hint }: Pick<OperationContext, 'hint'> & ToolContext,
): Promise<AnswerWithTools<Answer>> {
	const tools = await connected();
	if (tools.length === 0) {
		const { messages } = body;
		return { answer: await ask(body), messages, hasAnswer: false, tool_runs: undefined };
	}
	checkTools(body, tools, dialect);
	const { runs, ...outcome } = await withTools(body, dialect, {
		ask,
		tools,
		runTool,
		maxRounds,
		hint,
	});
	return { ...outcome, tool_runs: runs };
}
