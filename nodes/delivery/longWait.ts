import { day, formatDuration, minute } from '../api/duration';
import type { Failure } from '../api/failure';
import type { LimitHints } from '../api/rateLimit/limitHints';
import { forOthers } from './forOthers';
import type { MaxWait } from './maxWait';

/** A stated wait up to this, in milliseconds, is kept also for a limit of the day: it may refill bit by bit. */
const shortWait = minute;
/** Longest time for which one refusal shuts a lane, in milliseconds: another run may not want to wait as long. */
const longestHold = 10 * minute;

/** Whether a refusal says that waiting is of no use: the limit is that of a day, or the stated wait is too long. */
export function isLong(
	{ perDay, wait = 0 }: LimitHints,
	{ hopelessFrom }: Pick<MaxWait, 'hopelessFrom'>,
): boolean {
	return wait > hopelessFrom || (perDay === true && hopelessFrom < day);
}

/** How long to wait for a limit of the day that may refill bit by bit, in milliseconds; 0: not at all. */
export function shortWaitOf({ wait = 0 }: LimitHints, { longest }: Pick<MaxWait, 'longest'>) {
	return wait <= Math.min(shortWait, longest) ? wait : 0;
}

/** What a refusal says, as the lane is to keep it: without a wait that is too long for it. */
export function withoutLongWait(
	hints: LimitHints,
	maxWait: Pick<MaxWait, 'longest' | 'hopelessFrom'>,
): LimitHints {
	const { wait, ...others } = hints;
	if (wait === undefined || shortWaitOf(hints, maxWait) > 0) return hints;
	return isLong(hints, maxWait) ? others : { ...hints, wait: Math.min(wait, longestHold) };
}

/**
 * The failure of a request at a limit that lasts longer than a run waits: the gateway's words, and how to go on.
 *
 * @param waited how long it has waited, in milliseconds
 */
export function usedUp(refusal: Failure, { wait }: LimitHints, waited: number): Failure {
	const sentences = [
		'The limit of this key and model is used up for longer than a run waits.',
		asksToWait(wait),
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
 * @param hasNext whether another model is asked
 */
export function tooLate(
	why: Failure,
	wait: number,
	{ waited = 0, hasNext = false }: { waited?: number; hasNext?: boolean | undefined } = {},
): Failure {
	const asks = waited === 0 ? asksToWait(wait) : asksAgain(wait, waited);
	const then = hasNext
		? 'That is longer than an item waits while another model is left: run it again then.'
		: `That is longer than a run waits: run the item again then. ${howLong}`;
	return { ...why, description: `${asks} ${then}` };
}

const howLong = 'Max Rate Limit Wait, under Limits and Retries, says how long a run waits.';

function asksToWait(wait: number | undefined): string {
	return wait === undefined ? '' : `The gateway asks to wait ${formatDuration(wait)}.`;
}

function asksAgain(wait: number, waited: number): string {
	return `The gateway asked to wait ${formatDuration(waited)}, and then asks for another ${formatDuration(wait)}.`;
}
