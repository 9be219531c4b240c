import type { Call, JsonObject, Reading, ResponseHead } from '../call';
import { failure, type FailureKind } from '../failure';
import { isObject, textOf } from '../json';
import { readObject } from '../jsonReader';
import { requestId, spokenRefusal } from '../refusal/refusal';
import { wholeReader } from '../wholeReader';

/** Largest answer that is read, in MB. */
const largestAnswer = 16;

/** A task that was taken on. */
export interface Submitted {
	/** Its ID, a text with all its digits. */
	id: string;
	/** Whether it waits for an answer to a window, as some buttons of Midjourney open. */
	opensWindow: boolean;
	/** What the window has in its prompt; null when that is not told. */
	suggestion: string | null;
}

/**
 * Asks for a picture. The task is charged when it is taken on, so the request is never sent again once it
 * may have arrived.
 *
 * @param family names the lane: the limit of a queue is not that of its models
 */
export function submitCall(path: string, body: JsonObject, family: string): Call<Submitted> {
	return {
		request: { method: 'POST', path, body },
		lane: family,
		repeat: 'never',
		reader: () => wholeReader(largestAnswer, { what: 'The answer' }, interpret),
	};
}

/** Codes under which a task was taken on: AIGC2D's, then midjourney-proxy's (done, exists or asks, queued). */
const accepted = ['0', '1', '21', '22', '200', 'success', 'SUCCESS'];

/** Codes of midjourney-proxy for a refusal, under status 200. */
const refusals: { [code: string]: FailureKind } = {
	'3': 'notFound',
	'4': 'badRequest',
	'9': 'server',
	'23': 'rateLimit',
	'24': 'contentFilter',
};

function interpret(bytes: Buffer, head: ResponseHead): Reading<Submitted> {
	const { value: body, failure: why } = readObject(bytes, head);
	if (why) return { failure: why };
	const code = textOf(body.code);
	const id = code === null || accepted.includes(code) ? idIn(body) : null;
	if (id !== null) return { value: { id, ...windowIn(body, code) } };
	const facts = { status: head.status, request_id: requestId(head), code };
	const said = spokenRefusal(head, body);
	const kind = refusals[code ?? ''];
	if (kind !== undefined) {
		const words = said === undefined ? {} : { message: said.message + banned(body) };
		return { failure: failure(kind, { ...facts, ...words }) };
	}
	if (said !== undefined && !isSuccess(said.message)) return { failure: { ...said, ...facts } };
	const message = 'The gateway took the request, but named no task';
	return { failure: failure('malformed', { ...facts, message, retryable: false }) };
}

/** Code 21 of midjourney-proxy means that a window is open, or that the same task is there already. */
function windowIn({ properties }: JsonObject, code: string | null): Omit<Submitted, 'id'> {
	const told = isObject(properties) ? properties : {};
	const exists = textOf(told.status) !== null || textOf(told.imageUrl) !== null;
	return { opensWindow: code === '21' && !exists, suggestion: textOf(told.finalPrompt) };
}

/** The ID, in AIGC2D's member, in midjourney-proxy's, or one level down. */
function idIn(body: JsonObject): string | null {
	for (const name of ['task_id', 'taskId', 'result', 'id', 'data']) {
		const value = body[name];
		const id = isObject(value) ? idIn(value) : textOf(value);
		if (id !== null) return id.trim();
	}
	return null;
}

function isSuccess(words: string): boolean {
	return /^(success|ok|submit success)$/i.test(words.trim());
}

/** midjourney-proxy names the word that it does not allow. */
function banned({ properties }: JsonObject): string {
	const word = isObject(properties) ? textOf(properties.bannedWord) : null;
	return word === null ? '' : ` (${word})`;
}
