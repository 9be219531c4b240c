import type { Reader, ResponseHead } from './call';

/** First letters of what a line of an event stream can begin with: data, event, id, retry, a comment. */
const eventStart = /^\uFEFF?\s*[deir:]/;

/**
 * Reads an answer as one body or as an event stream: what counts is what arrives, because gateways answer
 * with JSON where a stream was asked for and the other way round.
 *
 * @param plain reads one body, and every status of 300 and more
 * @param streamed makes a reader for the events of a good answer
 */
export function eitherReader<T>(
	plain: Reader<T>,
	streamed: (head: ResponseHead) => Reader<T>,
): Reader<T> {
	let head: ResponseHead = { status: 0, headers: {} };
	let reader: Reader<T> | undefined;
	return {
		head(received) {
			head = received;
			plain.head(received);
		},
		push(bytes) {
			reader ??= begins(bytes, head) ? streamed(head) : undefined;
			if (reader === undefined && !isBlank(bytes)) reader = plain;
			return (reader ?? plain).push(bytes);
		},
		end: () => (reader ?? plain).end(),
		isComplete: () => (reader ?? plain).isComplete?.() ?? false,
		partial: () => reader?.partial?.() ?? {},
	};
}

function begins(bytes: Uint8Array, { status }: ResponseHead): boolean {
	return status < 300 && eventStart.test(startOf(bytes));
}

function isBlank(bytes: Uint8Array): boolean {
	return startOf(bytes).trim() === '';
}

function startOf(bytes: Uint8Array): string {
	return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, 256));
}
