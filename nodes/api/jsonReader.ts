import type { JsonObject, Reader, Reading, ResponseHead } from './call';
import { failure, type Failure } from './failure';
import { isObject, tryParseJson } from './json';
import { claimedRefusal, isPage, refusal, requestId, spokenRefusal } from './refusal';

/** Largest answer that is read, in bytes: a gateway that sends more is broken or hostile. */
const largestAnswer = 64 * 1024 * 1024;

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
	let head: ResponseHead = { status: 0, headers: {} };
	let parts: Uint8Array[] = [];
	let size = 0;
	return {
		head(received) {
			head = received;
		},
		push(bytes) {
			size += bytes.byteLength;
			if (size > largestAnswer) parts = [];
			else parts.push(bytes);
			return size <= largestAnswer;
		},
		end() {
			if (size > largestAnswer) return { failure: tooLarge(head) };
			const text = decode(parts);
			if (head.status >= 300) return { failure: refusal(head, text) };
			const body = tryParseJson(text);
			if (!isObject(body)) return { failure: notJson(head, text) };
			const claimed = claimedRefusal(head, body);
			if (claimed !== undefined) return { failure: claimed };
			const reading = interpret(body, head);
			if (reading.failure?.kind !== 'malformed') return reading;
			return { failure: spokenRefusal(head, body) ?? reading.failure };
		},
	};
}

function decode(parts: readonly Uint8Array[]): string {
	return new TextDecoder().decode(parts.length === 1 ? parts[0] : Buffer.concat(parts));
}

function tooLarge(head: ResponseHead): Failure {
	return failure('malformed', {
		status: head.status,
		request_id: requestId(head),
		message: `The answer is larger than ${largestAnswer / 1024 / 1024} MB`,
		description: 'It was not read any further. Check the Base URL in the credential.',
		retryable: false,
	});
}

function notJson(head: ResponseHead, text: string): Failure {
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
