import { day, formatDuration, minute } from '../api/duration';
import type { Failure } from '../api/failure';
import type { LimitHints } from '../api/rateLimit/limitHints';
import { forOthers } from './forOthers';
import type { Patience } from './patience';

/** A wait as short as this, in milliseconds, is tried whatever is said beside it: the limit of a day may refill bit by bit. */
const shortWait = minute;
/** Longest time that a lane is shut in one go for one run, in milliseconds: another one may not wait as long. */
const longestHold = 10 * minute;

/** Whether a refusal says that waiting is of no use within a run: the limit is of the day, or the stated wait too long. */
export function isLong(
	{ perDay, wait = 0 }: LimitHints,
	{ hopeless }: Pick<Patience, 'hopeless'>,
): boolean {
	return wait > hopeless || (perDay === true && hopeless < day);
}

/** How long it is worth while to wait for a limit of the day that may refill bit by bit, in milliseconds. */
export function shortWaitOf({ wait = 0 }: LimitHints, { longest }: Pick<Patience, 'longest'>) {
	return wait <= Math.min(shortWait, longest) ? wait : 0;
}

/** The hints of a refusal for the lane: without a wait that is not to be kept, as the first probe ignores it. */
export function withoutLongWait(
	hints: LimitHints,
	patience: Pick<Patience, 'longest' | 'hopeless'>,
): LimitHints {
	const { wait, ...others } = hints;
	if (wait === undefined || shortWaitOf(hints, patience) > 0) return hints;
	return isLong(hints, patience) ? others : { ...hints, wait: Math.min(wait, longestHold) };
}

/**
 * The failure of a request for a limit that nobody waits for: the gateway's words, and how to go on.
 *
 * @param waited how long it has waited, in milliseconds
 */
export function usedUp(refusal: Failure, { wait }: LimitHints, waited: number): Failure {
	const sentences = [
		'The limit of this key and model is used up for longer than a run waits.',
		asked(wait),
		`Waited ${formatDuration(waited)}, and the gateway said the same again.`,
		`Wait until the limit is renewed, or use another key or model. ${howLong}`,
	];
	return {
		...forOthers(refusal),
		description: sentences.filter((sentence) => sentence !== '').join(' '),
	};
}

/**
 * The failure of a request that the gateway wants to see again when it is too late for this run.
 *
 * @param waited how long it has waited already because the gateway asked for it, in milliseconds
 */
export function tooLate(why: Failure, wait: number, waited = 0): Failure {
	const asks = waited === 0 ? asked(wait) : askedAgain(wait, waited);
	const description = `${asks} That is longer than a run waits: run the item again then. ${howLong}`;
	return { ...why, description };
}

const howLong = 'Max Rate Limit Wait, under Limits and Retries, says how long a run waits.';

function asked(wait: number | undefined): string {
	return wait === undefined ? '' : `The gateway asks to wait ${formatDuration(wait)}.`;
}

function askedAgain(wait: number, waited: number): string {
	return `The gateway asked to wait ${formatDuration(waited)}, and then asks for another ${formatDuration(wait)}.`;
}
