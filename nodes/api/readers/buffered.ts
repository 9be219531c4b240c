import { defined } from '../defined';
import type { Failure } from '../failure';
import { readErrorResponse } from '../refusal/refusal';
import { decode } from './charset';
import { noHead } from './head';
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

/** Largest answer that is read, in MB. */
const largestAnswer = 64;
/** The same where files may be in it. */
export const largestWithFiles = 256;

/** Largest refusal that is read, in MB; of a larger one the beginning is. Its words are at its start. */
const largestRefusal = 4;

/** Advice for answers that are too large where no file is asked for. */
export const checkBaseUrl = 'It was not read any further. Check the Base URL in the credential.';

const megabyte = 1024 * 1024;

/**
 * Reads an answer whole and hands its bytes to `interpret`. A status of 300 and more is a failure, and so
 * is an answer of more than `most` MB: a gateway that sends more is broken or hostile.
 */
export function bufferedReader<T>(
	interpret: (bytes: Buffer, head: ResponseHead) => Reading<T>,
	{ most = largestAnswer, what = 'The answer', advice, cutOff }: BufferedOptions = {},
): Reader<T> {
	let head = noHead;
	let parts: Uint8Array[] = [];
	let size = 0;
	let progress = new WholeProgress(head);
	const isRefusal = () => head.status >= 300;
	const isTooLarge = () => size > (isRefusal() ? largestRefusal : most) * megabyte;
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
		end() {
			const bytes = Buffer.concat(parts);
			if (isRefusal()) return { failure: readErrorResponse(head, decode(bytes, head)) };
			if (isTooLarge()) {
				const message = `${what} is larger than ${most} MB`;
				return { failure: unusable(head, message, defined({ description: advice })) };
			}
			return interpret(bytes, head);
		},
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
