import type { JsonObject, Reader, Reading, ResponseHead } from './call';
import { failure, type Failure } from './failure';
import { isObject, tryParseJson } from './json';
import { claimedRefusal, requestId, spokenRefusal } from './refusal';
import { EventCutter, type ServerEvent } from './sse';

/** Code of the failure of a stream that says it is over although an answer in it is not. */
export const noFinishReason = 'no_finish_reason';

/** Longest stream that is read, in bytes. */
const longestStream = 64 * 1024 * 1024;

/** Puts the events of one dialect together. */
export interface Assembly<T> {
	/** Takes the data of the next event. */
	add(chunk: JsonObject): void;
	/** Whether nothing more is to come; `[DONE]` says so in any dialect. */
	isOver?(): boolean;
	/** Whether every part of the answer has said why it ended. */
	isComplete(): boolean;
	/** Whether anything of an answer has arrived. */
	hasBegun(): boolean;
	/** What there is of the answer so far. */
	partial(): { text: string; usage: JsonObject | null };
	/** The value of a complete answer, or why it is unusable. */
	result(): Reading<T>;
}

/**
 * Reads an answer that comes as server-sent events with JSON in them. A failure told in the middle, broken
 * JSON and an end before the answer is complete are failures; they keep what had come.
 */
export function eventReader<T>(head: ResponseHead, assembly: Assembly<T>): Reader<T> {
	const cutter = new EventCutter();
	let size = 0;
	let done = false;
	let failed: Failure | undefined;

	const partial = (): Partial<Failure> => {
		const { text, usage } = assembly.partial();
		return { ...(text === '' ? {} : { text }), ...(usage === null ? {} : { usage }) };
	};
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
		// Half of an event that would have told the usage, or an odd `[DONE]`.
		if (!isObject(chunk) && assembly.isComplete()) return;
		if (!isObject(chunk))
			failed = broken('The gateway sent broken JSON in the middle of its answer');
		else if (event === 'error')
			failed = spokenRefusal(head, chunk) ?? broken('The gateway broke off its answer');
		else failed = claimedRefusal(head, chunk);
		if (failed || !isObject(chunk)) return;
		assembly.add(chunk);
		done = assembly.isOver?.() ?? false;
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
			if (failed) return { failure: { ...failed, ...partial() } };
			if (assembly.isComplete()) return assembly.result();
			if (!assembly.hasBegun()) {
				return { failure: broken('The gateway answered without a message') };
			}
			const code = done ? { code: noFinishReason } : {};
			return { failure: broken('The answer ended in the middle', { ...partial(), ...code }) };
		},
		isComplete: () => failed === undefined && assembly.isComplete(),
		partial,
	};
}
