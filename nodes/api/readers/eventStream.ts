import { defined } from '../defined';
import { failure, type Failure } from '../failure';
import type { JsonObject } from '../json';
import { readDeclaredError, readErrorText, readImpliedError } from '../refusal/refusal';
import { eventParts, type Part } from './eventParts';
import { headFacts } from './head';
import { checkBaseUrl, largestAnswer, megabyte } from './largest';
import { EventProgress, growsLong, heartbeat } from './progress';
import type { Reader, Reading, ResponseHead } from './reader';
import { type ServerEvent, SseParser } from './sse';
import { unusable } from './unusable';

/** Code of the failure of a stream that says it is over although an answer in it has no finish reason. */
export const noFinishReason = 'no_finish_reason';

/** Puts the events of one dialect together. */
export interface Assembly<T> {
	/** Takes the data of the next event. Returns whether it was anything of an answer. */
	add(chunk: JsonObject): boolean;
	/** Whether nothing more is to come; `[DONE]` says so in any dialect. */
	isOver?(): boolean;
	/** Whether every part of the answer has said why it ended. */
	isComplete(): boolean;
	/** Whether anything of an answer has arrived. */
	hasBegun(): boolean;
	/** What there is of the answer so far. */
	partial(): Partial<Failure>;
	/** The value of a complete answer, or why it is unusable. */
	result(): Reading<T>;
	/**
	 * The answer of a stream that ended without saying that it is complete, for routes each of whose events is whole.
	 * Absent, or undefined: such a stream was cut off.
	 */
	ended?(): Reading<T> | undefined;
}

/**
 * Reads an answer that comes as server-sent events with JSON in them. A failure told in the middle, broken
 * JSON and an end before the answer is complete are failures; they keep what had come. Once every part of
 * the answer has said why it ended, nothing that follows can make it a failure.
 */
export function eventReader<T>(head: ResponseHead, assembly: Assembly<T>): Reader<T> {
	const parser = new SseParser(head);
	const progress = new EventProgress();
	let size = 0;
	let done = false;
	let failed: Failure | undefined;
	/** What an event that is no part of an answer says: why none came. */
	let spoken: Failure | undefined;
	/** Whether there were events that cannot be read: such an answer would come the same again. */
	let hasUnread = false;
	/** A failure told after the end; it counts only where the answer itself says that it broke off. */
	let late: Failure | undefined;

	const broken = (message: string, facts: Partial<Failure> = {}): Failure =>
		failure('malformed', { ...headFacts(head), message, ...facts });

	const take = (part: Part, event: string): void => {
		if (part.kind === 'done') done = true;
		else if (part.kind === 'broken')
			failed = broken('The gateway sent broken JSON in the middle of its answer');
		else if (part.kind === 'words') failed = readErrorText(head, part.words, true);
		else if (event === 'error')
			failed =
				readImpliedError(head, part.chunk, true) ?? broken('The gateway broke off its answer');
		else {
			// The chunk that tells of a failure may have a last piece of text as well.
			const isPiece = assembly.add(withType(part.chunk, event));
			failed = readDeclaredError(head, part.chunk);
			hasUnread ||= !isPiece;
			if (!isPiece) spoken = readImpliedError(head, part.chunk) ?? spoken;
			if (spoken?.code) failed ??= spoken;
			done = assembly.isOver?.() ?? false;
		}
	};
	const takeEvent = ({ event, data }: ServerEvent): void => {
		if (heartbeat.test(event) && !data.includes('choices')) return;
		const parts = eventParts(data);
		if (parts.length === 0 && event === 'error') parts.push({ kind: 'chunk', chunk: {} });
		for (const part of parts) {
			if (done || failed) return;
			const wasComplete = assembly.isComplete();
			take(part, event);
			if (part.kind === 'chunk') progress.addChunk(part.chunk);
			else progress.addOther();
			if (!wasComplete) continue;
			late ??= failed;
			failed = undefined;
		}
	};

	return {
		head: () => {},
		push(bytes) {
			size += bytes.byteLength;
			const before = parser.unfinished;
			if (size > largestAnswer * megabyte) failed ??= tooLarge(head);
			else parser.push(bytes).forEach(takeEvent);
			if (growsLong(before, parser.unfinished)) progress.addOther();
			return !done && !failed;
		},
		end() {
			parser.end().forEach(takeEvent);
			if (failed) return { failure: { ...failed, ...assembly.partial() } };
			if (assembly.isComplete()) {
				const reading = assembly.result();
				const isExplained = reading.failure?.kind === 'server' && late !== undefined;
				if (isExplained) return { failure: { ...late!, ...assembly.partial() } };
				// It came whole: asked for again it would be the same.
				return reading.failure?.kind === 'malformed'
					? { failure: { ...reading.failure, retryable: false } }
					: reading;
			}
			const ended = assembly.ended?.();
			if (ended?.value !== undefined) return ended;
			if (spoken) return { failure: { ...spoken, ...assembly.partial() } };
			if (ended) return ended;
			if (!assembly.hasBegun()) {
				const again = hasUnread && done ? { retryable: false } : {};
				const facts = { ...assembly.partial(), ...again };
				return { failure: broken('The gateway answered without a message', facts) };
			}
			const message = 'The answer ended in the middle';
			if (!done) return { failure: broken(message, assembly.partial()) };
			const why = broken(message, { ...assembly.partial(), code: noFinishReason });
			const { value, usage } = assembly.result();
			const isWorth = value !== undefined && why.text !== undefined;
			return { failure: why, ...defined({ ifEnded: isWorth ? { value, usage } : undefined }) };
		},
		partial: () => assembly.partial(),
		progress: () => progress.amount,
		isComplete: () => failed === undefined && assembly.isComplete(),
	};
}

/** Some gateways say only in the line before the data which event it is. */
function withType(chunk: JsonObject, event: string): JsonObject {
	const isUntold = chunk.type === undefined && event.startsWith('response.');
	return isUntold ? { type: event, ...chunk } : chunk;
}

function tooLarge(head: ResponseHead): Failure {
	const message = `The answer is larger than ${largestAnswer} MB`;
	return unusable(head, message, { description: checkBaseUrl });
}
