import type { Reader, Reading, ResponseHead } from '../call';
import { failure, type Failure } from '../failure';
import { isObject, tryParseJson } from '../json';
import { jsonReader } from '../jsonReader';
import { claimedRefusal, requestId, spokenRefusal } from '../refusal';
import { EventCutter, type ServerEvent } from '../sse';
import { ChatAssembly } from './assembly';
import { readCompletion, type Completion } from './completion';

/** Code of the failure of a stream that says it is over although an answer in it is not. */
export const noFinishReason = 'no_finish_reason';

/**
 * Reads a chat completion, streamed or not: what counts is what arrives, because gateways answer with
 * JSON where a stream was asked for and the other way round.
 */
export function chatReader(): Reader<Completion> {
	const plain = jsonReader(readCompletion);
	let head: ResponseHead = { status: 0, headers: {} };
	let reader: Reader<Completion> | undefined;
	return {
		head(received) {
			head = received;
			plain.head(received);
		},
		push(bytes) {
			reader ??= begins(bytes, head) ? streamReader(head) : undefined;
			if (reader === undefined && !isBlank(bytes)) reader = plain;
			return (reader ?? plain).push(bytes);
		},
		end: () => (reader ?? plain).end(),
		partial: () => reader?.partial?.() ?? {},
	};
}

/** First letters of what a line of an event stream can begin with: data, event, id, retry, a comment. */
const eventStart = /^\uFEFF?\s*[deir:]/;

function begins(bytes: Uint8Array, { status }: ResponseHead): boolean {
	return status < 300 && eventStart.test(startOf(bytes));
}

function isBlank(bytes: Uint8Array): boolean {
	return startOf(bytes).trim() === '';
}

function startOf(bytes: Uint8Array): string {
	return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, 256));
}

/** Longest stream that is read, in bytes. */
const longestStream = 64 * 1024 * 1024;

function streamReader(head: ResponseHead): Reader<Completion> {
	const cutter = new EventCutter();
	const assembly = new ChatAssembly();
	let size = 0;
	let done = false;
	let failed: Failure | undefined;

	const partial = (): Partial<Failure> => ({
		...(assembly.text === '' ? {} : { text: assembly.text }),
		...(assembly.spent === null ? {} : { usage: assembly.spent }),
	});
	const broken = (message: string, facts: Partial<Failure> = {}): Failure =>
		failure('malformed', { status: head.status, request_id: requestId(head), message, ...facts });

	const take = ({ event, data }: ServerEvent): void => {
		if (done || failed) return;
		// Exactly this text; what comes after it does not count.
		if (data === '[DONE]') {
			done = true;
			return;
		}
		const chunk = tryParseJson(data);
		if (!isObject(chunk))
			failed = broken('The gateway sent broken JSON in the middle of its answer');
		else if (event === 'error')
			failed = spokenRefusal(head, chunk) ?? broken('The gateway broke off its answer');
		else failed = claimedRefusal(head, chunk);
		if (!failed && isObject(chunk)) assembly.add(chunk);
	};
	const result = (): Reading<Completion> => {
		if (failed) return { failure: { ...failed, ...partial() } };
		if (assembly.complete) return readCompletion(assembly.body(), head);
		if (!assembly.begun) return { failure: broken('The gateway answered without a message') };
		const message = 'The answer ended in the middle';
		return {
			failure: broken(message, { ...partial(), ...(done ? { code: noFinishReason } : {}) }),
		};
	};

	return {
		head: () => {},
		push(bytes) {
			size += bytes.byteLength;
			if (size > longestStream)
				failed ??= broken('The answer is larger than 64 MB', { retryable: false });
			else cutter.push(bytes).forEach(take);
			return !done && !failed;
		},
		end() {
			cutter.end().forEach(take);
			return result();
		},
		partial,
	};
}
