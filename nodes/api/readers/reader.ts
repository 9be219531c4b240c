import type { Failure } from '../failure';
import type { InSlices } from '../slices';

/** Status line and headers of an answer; header names in lower case. */
export interface ResponseHead {
	status: number;
	headers: { [name: string]: string };
	/** Address that answered; addresses without a host in the answer are meant on it. */
	url?: string;
}

/**
 * What a reader makes of an answer: the value that was asked for with its token usage, or why there is none. The hint
 * tells the user what is unusual about an answer that can be used.
 */
export type Reading<T> =
	| { value: T; usage?: unknown; hint?: string; failure?: undefined }
	| {
			failure: Failure;
			value?: undefined;
			usage?: undefined;
			hint?: undefined;
			/** The value, in case this gateway never sends a finish reason. */
			ifEnded?: { value: T; usage?: unknown };
	  };

/** Turns the bytes of one answer into a value. A fresh one is made for every attempt. */
export interface Reader<T> {
	/** Once, before any bytes. */
	head(head: ResponseHead): void;
	/** Bytes as they arrive, cut anywhere. Returns false when nothing more is wanted. */
	push(bytes: Uint8Array): boolean;
	/**
	 * Does in slices what would take long at the end of a large answer; `end` then has nothing left to do. Absent: the
	 * end is short, as the work was done with every piece.
	 */
	prepare?(): InSlices<unknown>;
	/** Once, after the last byte of an answer that ended cleanly. */
	end(): Reading<T>;
	/**
	 * Whether all that was asked for is there although the answer has not ended: every choice has its finish reason.
	 * However the connection ends after that, the answer counts. Absent: only its end can tell.
	 */
	isComplete?(): boolean;
	/** What there is of an answer that did not end: its text and usage, for the failed item. */
	partial?(): Partial<Failure>;
	/**
	 * A number that grows when the bytes bring a part of the answer, and not with what only keeps the connection open:
	 * comments, blank lines, empty pieces. Absent: all bytes count.
	 */
	progress?(): number;
}
