import { inWords, minute } from '../api/duration';
import type { Failure } from '../api/failure';
import type { LimitHints } from '../api/limitHints';

/** Longest wait for a gateway that lets nothing through, in milliseconds. */
export const maxQueueWait = 10 * minute;

/** A wait as short as this, in milliseconds, is kept whatever the limit: that of a day may refill bit by bit. */
const shortWait = minute;

/** Whether a refusal says that waiting is of no use within a run: the limit is of the day, or the stated wait as long. */
export function isLong({ perDay, wait = 0 }: LimitHints): boolean {
	return perDay === true || wait > maxQueueWait;
}

/** How long it is worth while to wait for a limit of the day that may refill bit by bit, in milliseconds. */
export function shortWaitOf({ wait = 0 }: LimitHints): number {
	return wait <= shortWait ? wait : 0;
}

/** The hints of a refusal without a wait that is not to be kept: the first probe ignores it. */
export function withoutLongWait(hints: LimitHints): LimitHints {
	const { wait, ...others } = hints;
	return wait === undefined || !isLong(hints) || wait <= shortWait ? hints : others;
}

/** The failure of a request for a limit that nobody waits for: the gateway's words, and how to go on. */
export function usedUp(refusal: Failure, { wait }: LimitHints): Failure {
	const sentences = [
		'The limit of this key and model is used up for longer than a run waits.',
		asked(wait),
		'Wait until the limit is renewed, or use another key or model.',
	];
	return { ...refusal, description: sentences.filter((sentence) => sentence !== '').join(' ') };
}

/** The failure of a request that the gateway wants to see again when it is too late for this run. */
export function tooLate(why: Failure, wait: number): Failure {
	const description = `${asked(wait)} That is longer than a run waits: run the item again then.`;
	return { ...why, description };
}

function asked(wait: number | undefined): string {
	return wait === undefined ? '' : `The gateway asks to wait ${inWords(wait)}.`;
}
