import { inWords, minute } from '../../api/duration';
import type { Call } from '../../api/call';
import type { Failure } from '../../api/failure';
import { isOnce } from '../arrival';
import type { Trouble } from './trouble';

/** Longest unbroken trouble that a run sits out once the gateway has answered it, in milliseconds. */
const longest = 10 * minute;
/** The same before it ever has, and where only a few calls fail: it may be what they ask for. */
const longestInDoubt = 3 * minute;

/** What matters for how long a run waits for a gateway in trouble. */
export interface Outlook {
	/** Since when the request waits, on the lane's clock. */
	waitsSince: number;
	/** Whether the run has had a good answer. */
	hasAnswer: boolean;
}

/** How much longer to wait, in milliseconds; what has no trouble yet may have it from now on. */
export function timeLeft(trouble: Trouble, { waitsSince, hasAnswer }: Outlook, now: number): number {
	const since = trouble.since === undefined ? now : Math.max(trouble.since, waitsSince);
	return since + patienceFor(trouble, hasAnswer) - now;
}

/** Whether all requests of the run on the lane are given up with the one that has waited long enough. */
export function isForAll(trouble: Trouble, { hasAnswer }: Outlook): boolean {
	return !hasAnswer || !trouble.mayBeOfOneCall;
}

/** The failure of who has waited for long enough: the last one's own words. */
export function outage(
	{ repeat }: Pick<Call<unknown>, 'repeat'>,
	trouble: Trouble & { last: Failure },
	{ hasAnswer }: Outlook,
): Failure {
	const waited = inWords(patienceFor(trouble, hasAnswer));
	const description = `Waited ${waited} for the gateway, which failed each time it was tried. Run the item again when it works, or ask whoever runs it.`;
	return { ...trouble.last, description, ...(isOnce({ repeat }) ? { unsent: true } : {}) };
}

function patienceFor(trouble: Trouble, hasAnswer: boolean): number {
	return hasAnswer && trouble.isOfMany ? longest : longestInDoubt;
}
