import { defined, unlessEmpty } from '../api/defined';
import { isObject, type JsonObject } from '../api/json';
import type { Cost, RequestSummary } from '../api/output';

/**
 * n8n's Agents build the message of a call anew for the next turn. Of its `additional_kwargs` they keep
 * (n8n 2.41.1, `createEngineRequests` and `buildSteps` of `utils/agent-execution`) the text under
 * `reasoning_content`, unless the message has several calls; and, since 2.16, one text of this map from
 * IDs of calls to signatures of Gemini: that of the first call, for the whole message. So the whole is in
 * every text, and it goes there as JSON that begins with a mark of ours.
 */
const signatures = '__gemini_function_call_thought_signatures__';
const reasoning = 'reasoning_content';

/** What travels beside the messages of one request, because n8n's SDK has no place for it. */
export interface CarriedData {
	/** What came with each message, by its position. */
	received: ReadonlyArray<string | undefined>;
	/** What is to go along with the message of the answer; filled in when there is one. */
	outgoing?: JsonObject;
	/** What the answer cost; filled in when there is one. */
	cost?: () => Cost | null | undefined;
	/** Models that could not give it; filled in when there is one. */
	fallbacks?: () => RequestSummary['fallbacks'];
}

/** How what is ours begins. */
export const mark = '{"aigc2d":';

/** The `additional_kwargs` of a message. */
export function toKwargs(thoughts: string, carried: string | null, ids: string[]): JsonObject {
	const texts = Object.fromEntries(ids.map((id) => [id, carried]));
	return defined({
		[reasoning]: unlessEmpty(thoughts),
		[signatures]: carried === null ? undefined : texts,
	});
}

/** What was carried with a message of LangChain, if it is ours. */
export function carriedWith(message: unknown): string | undefined {
	const kwargs = isObject(message) ? message.additional_kwargs : undefined;
	const texts = isObject(kwargs) ? kwargs[signatures] : undefined;
	if (!isObject(texts)) return undefined;
	return Object.values(texts).find(isOurs);
}

/** Adds what goes along to the message of an answer, once: LangChain joins the texts of all pieces. */
export function addTo(message: unknown, beside: CarriedData): void {
	if (!isObject(message) || beside.outgoing === undefined) return;
	const given = isObject(message.additional_kwargs) ? message.additional_kwargs : {};
	message.additional_kwargs = { ...given, ...beside.outgoing };
	delete beside.outgoing;
}

function isOurs(text: unknown): text is string {
	return typeof text === 'string' && text.startsWith(mark);
}
