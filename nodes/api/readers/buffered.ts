import { defined } from '../defined';
import type { Failure } from '../failure';
import { tryParseInSlices } from '../jsonInSlices';
import { readErrorBody, readErrorResponse } from '../refusal/refusal';
import { atOnce, type InSlices, sliceLength } from '../slices';
import { decode } from './charset';
import { noHead } from './head';
import { largestAnswer, largestRefusal, megabyte } from './largest';
import type { Reader, Reading, ResponseHead } from './reader';
import { unusable } from './unusable';
import { WholeProgress } from './wholeProgress';

/** How an answer is read whole. */
interface BufferedOptions {
	/** Largest answer that is read, in MB; {@link largestAnswer} when absent. */
	most?: number;
	/** What an answer beyond it is called; `The answer` when absent. */
	what?: string;
	/** What to do about one; that of an answer that cannot be used when absent. */
	advice?: string;
	/** What the bytes of an answer that did not end tell for the failed item. */
	cutOff?: (bytes: Buffer, head: ResponseHead) => Partial<Failure>;
}

/**
 * Reads an answer whole and hands its bytes to `interpret`. A status of 300 and more is a failure, and so
 * is an answer of more than `most` MB: a gateway that sends more is broken or hostile.
 *
 * @param interpret what takes long is done in slices
 */
export function bufferedReader<T>(
	interpret: (bytes: Buffer, head: ResponseHead) => Reading<T> | InSlices<Reading<T>>,
	{ most = largestAnswer, what = 'The answer', advice, cutOff }: BufferedOptions = {},
): Reader<T> {
	let head = noHead;
	let parts: Uint8Array[] = [];
	let size = 0;
	let progress = new WholeProgress(head);
	/** What was made of a large answer when it was so long: what fails is looked at several times. */
	let read: { size: number; reading: Reading<T> } | undefined;
	const isRefusal = () => head.status >= 300;
	const isTooLarge = () => size > (isRefusal() ? largestRefusal : most) * megabyte;

	const tooLarge = (): Reading<T> => {
		const message = `${what} is larger than ${most} MB`;
		return { failure: unusable(head, message, defined({ description: advice })) };
	};
	function* readInSlices(): InSlices<Reading<T>> {
		const bytes = Buffer.concat(parts);
		if (isRefusal()) {
			const text = decode(bytes, head);
			yield;
			return { failure: readErrorBody(head, text, yield* tryParseInSlices(text)) };
		}
		if (isTooLarge()) return tooLarge();
		const reading = interpret(bytes, head);
		return 'next' in reading ? yield* reading : reading;
	}
	/** What is small is read without slices: they cost some microseconds. */
	const readSmall = (): Reading<T> => {
		const bytes = Buffer.concat(parts);
		if (isRefusal()) return { failure: readErrorResponse(head, decode(bytes, head)) };
		const reading = interpret(bytes, head);
		return 'next' in reading ? atOnce(reading) : reading;
	};
	function* prepare(): InSlices<Reading<T>> {
		if (read?.size !== size) read = { size, reading: yield* readInSlices() };
		return read.reading;
	}
	return {
		head(received) {
			head = received;
			progress = new WholeProgress(head);
		},
		push(bytes) {
			size += bytes.byteLength;
			if (isTooLarge() && !isRefusal()) parts = [];
			else parts.push(bytes);
			progress.push(bytes);
			return !isTooLarge();
		},
		prepare,
		end: () => (size < sliceLength ? readSmall() : atOnce(prepare())),
		progress: () => progress.amount,
		partial: () => cutOff?.(Buffer.concat(parts), head) ?? {},
	};
}

/** What a reader makes of an answer that is there as a whole. */
export function readAtOnce<T>(
	reader: Reader<T>,
	bytes: Uint8Array,
	head: ResponseHead,
): Reading<T> {
	reader.head(head);
	reader.push(bytes);
	return reader.end();
}
