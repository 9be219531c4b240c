import { defined, unlessEmpty } from '../defined';
import { failure, type Failure } from '../failure';
import { isObject, type JsonObject, objectsIn } from '../json';
import { type Completion, readCompletion } from '../chat/completion';
import { endingWord } from '../answer/endings';
import { partialAnswer } from '../answer/partial';
import { readContent } from '../answer/content';
import { headFacts } from '../readers/head';
import type { Reading, ResponseHead } from '../readers/reader';
import { readDeclaredError } from '../refusal/refusal';
import { readItems, type SaidByItems } from './outputItems';
import { reasoningItems, reasoningPhase } from './passBack';
import { toChatUsage } from './usage';

/** States of an answer that is not over: a gateway that gives it out as one has nothing else. */
const unfinished = /^(queued|in_progress|pending|running)$/;

/** Whether a body is an answer of POST /v1/responses, whatever route was asked. */
export function isResponse(body: JsonObject): boolean {
	if (Array.isArray(body.choices) && body.choices.length > 0) return false;
	return (
		body.object === 'response' ||
		(Array.isArray(body.output) && (body.output as unknown[]).every(isItem))
	);
}

/** The answer in a body, or in the member around it. */
export function unwrapResponse(body: JsonObject): JsonObject {
	if (isResponse(body)) return body;
	const inside = [body.response, body.data, body.result].find(
		(member) => isObject(member) && isResponse(member),
	);
	return (inside as JsonObject | undefined) ?? body;
}

/**
 * Reads an answer of POST /v1/responses as the completion that Chat Completions would have given; its body stays as it
 * came.
 */
export function readResponse(body: JsonObject, head: ResponseHead): Reading<Completion> {
	const why = failureIn(body, head);
	if (why) return { failure: { ...why, ...textInResponse(body) } };
	const reading = readCompletion(toCompletion(body), head);
	return reading.value
		? { ...reading, value: { ...reading.value, body, api: 'responses' } }
		: reading;
}

/** What there is of an answer in a body, whether it can be used or not. */
export function textInResponse(body: JsonObject): Partial<Failure> {
	const { content, thoughts } = readItems(objectsIn(body.output));
	const { text } = readContent(content);
	return partialAnswer({ text, reasoning: thoughts, usage: toChatUsage(body.usage) });
}

/** The failure that a body claims under a status of 200. */
function failureIn(body: JsonObject, head: ResponseHead): Failure | undefined {
	const declared = readDeclaredError(head, { error: body.error });
	if (declared) return declared;
	const status = endingWord(body.status)?.toLowerCase() ?? '';
	if (!unfinished.test(status)) return undefined;
	const message = `The gateway answered before the model was done: ${status}`;
	return failure('server', { ...headFacts(head), message });
}

/** The body in the form of Chat Completions. */
export function toCompletion(body: JsonObject): JsonObject {
	const items = objectsIn(body.output);
	const said = readItems(items);
	const { calls, images, thoughts, reasoning, phase } = said;
	const { content, refusal } = spokenIn(said, body.output_text);
	const isSilent = content === '' && refusal === undefined;
	const isNothing = isSilent && calls.length === 0 && images.length === 0;
	const message = {
		role: 'assistant',
		content: isSilent && calls.length > 0 ? null : content,
		...defined({
			refusal,
			reasoning_content: unlessEmpty(thoughts),
			annotations: unlessEmpty(annotationsIn(said.content)),
			tool_calls: unlessEmpty(calls),
			images: unlessEmpty(images),
			[reasoningItems]: calls.length > 0 ? unlessEmpty(reasoning.filter(isComplete)) : undefined,
			[reasoningPhase]: calls.length > 0 ? phase : undefined,
		}),
	};
	const choice = {
		index: 0,
		// Items of kinds that nobody knows, and nothing else: a part that cannot be read stands for them.
		message: isNothing && said.hasUnknown ? { ...message, content: [{ items }] } : message,
		finish_reason: finishReason(body, calls.length > 0),
	};
	return {
		id: body.id ?? null,
		object: 'chat.completion',
		...defined({ created: body.created_at, model: body.model }),
		choices: isNothing && items.length === 0 ? [] : [choice],
		usage: toChatUsage(body.usage),
	};
}

/** The text, as Chat Completions sends it; the parts where they hold more than that. */
function spokenIn(
	{ content }: Pick<SaidByItems, 'content'>,
	ofSdk: unknown,
): { content: unknown; refusal: string | undefined } {
	const { text, refusal, isUnread, hasOthers } = readContent(content);
	if (isUnread || hasOthers) return { content, refusal: undefined };
	const isOfSdk = text === '' && refusal === '' && typeof ofSdk === 'string';
	return { content: isOfSdk ? ofSdk : text, refusal: unlessEmpty(refusal) };
}

function annotationsIn(content: unknown[]): JsonObject[] {
	return objectsIn(content).flatMap((part) => objectsIn(part.annotations));
}

/** Why it ended, in the words of Chat Completions; a status that says more than that it is over stays as it is. */
function finishReason({ status, incomplete_details }: JsonObject, isCall: boolean): string {
	const reason = isObject(incomplete_details) ? endingWord(incomplete_details.reason) : null;
	if (reason !== null) return reason === 'max_output_tokens' ? 'length' : reason;
	const word = endingWord(status);
	if (word !== null && !/^completed?$/i.test(word)) return word === 'incomplete' ? 'length' : word;
	return isCall ? 'tool_calls' : 'stop';
}

/** Without its encrypted content a thought cannot be handed back to a gateway that keeps nothing. */
function isComplete({ encrypted_content }: JsonObject): boolean {
	return typeof encrypted_content === 'string';
}

function isItem(value: unknown): boolean {
	return isObject(value) && typeof value.type === 'string';
}
