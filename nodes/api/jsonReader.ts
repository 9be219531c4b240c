import type { JsonObject, Reader, Reading, ResponseHead } from './call';
import { failure, type Failure } from './failure';
import { isObject, tryParseJson } from './json';
import { claimedRefusal, isPage, requestId, spokenRefusal } from './refusal';
import { decoded, wholeReader } from './wholeReader';

/** Largest answer that is read, in MB. */
const largestAnswer = 64;

const tooLarge = {
	what: 'The answer',
	description: 'It was not read any further. Check the Base URL in the credential.',
};

/**
 * Reads one JSON object and hands it to `interpret`. Failures of every shape are read here: status
 * of 300 and more, failures under status 200, web pages, empty and cut bodies.
 *
 * @param interpret makes the value of a body that claims no failure, or says why it is unusable;
 *   `malformed` when what was asked for is not in it
 */
export function jsonReader<T>(
	interpret: (body: JsonObject, head: ResponseHead) => Reading<T>,
): Reader<T> {
	const reader = wholeReader(largestAnswer, tooLarge, (bytes, head) => {
		const { value: body, failure: why } = readObject(bytes, head);
		if (why) return { failure: why };
		const reading = interpret(body, head);
		if (reading.failure?.kind !== 'malformed') return reading;
		return { failure: spokenRefusal(head, body) ?? reading.failure };
	});
	// An object is closed by its last brace, so half of one is never taken for a whole.
	return { ...reader, isComplete: () => reader.end().failure === undefined };
}

/** The JSON object that an answer is; or why it is none, or the failure that it claims. */
export function readObject(bytes: Uint8Array, head: ResponseHead): Reading<JsonObject> {
	const text = decoded(bytes);
	const body = tryParseJson(text);
	if (!isObject(body)) return { failure: notJson(head, text) };
	const claimed = claimedRefusal(head, body);
	return claimed === undefined ? { value: body } : { failure: claimed };
}

/** The failure of an answer that should be a JSON object and is none. */
export function notJson(head: ResponseHead, text: string): Failure {
	const facts = { status: head.status, request_id: requestId(head) };
	if (text.trim() === '') {
		return failure('malformed', { ...facts, message: 'The gateway answered with an empty body' });
	}
	if (isPage(text)) {
		const message = 'The gateway answered with a web page instead of a completion';
		return failure('malformed', { ...facts, message, retryable: false });
	}
	return failure('malformed', { ...facts, message: 'The gateway answered with broken JSON' });
}
