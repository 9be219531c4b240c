import type { Failure } from '../api/failure';
import { refusalTarget } from '../api/refusal/refusalTarget';
import { forOthers } from './forOthers';
import type { Alone } from './lane/doubt/tries';
import type { Permit } from './lane/queue';
import { isApart, type PendingCall, type RunServices } from './pendingCall';

/** What a refusal of the balance or the key comes to. */
export interface RefusedOutright {
	/** How long the item steps back, in milliseconds, before it goes again; absent: it fails. */
	stepBack?: number;
	/** The failure to show. */
	failure: Failure;
}

/**
 * Lets the lane judge a refusal of the balance or the key, and ends the run, or its part on the lane, where it is
 * one for all. Returns undefined where a failure is none.
 */
export function refusedOutright(
	why: Failure,
	{ call, size, state, tally }: PendingCall<unknown>,
	{ clock, breaker, admission, units }: RunServices,
	permit: Permit,
): RefusedOutright | undefined {
	const whom = isApart(call) ? undefined : refusalTarget(why);
	if (whom === undefined) return undefined;
	const { lane } = call;
	const end = (on: ReadonlyMap<string | null, Failure> | 'key'): RefusedOutright => {
		if (on === 'key') breaker.refuseKey(forOthers(why));
		else for (const [of, last] of on) breaker.trip(of, forOthers(last));
		admission.recheck();
		return { failure: why };
	};
	if (lane === null) {
		// What costs nothing waits for no turn: a key that others were served with is not judged by it.
		if (whom === 'key') return state.doubt.isKeyAccepted ? { failure: why } : end('key');
		return end(new Map([[null, why]]));
	}
	// Whoever waits for it to show the way would wait until it is through.
	state.firstAnswer.show();
	const judged = state.doubt.refused(permit, size, whom, clock.now());
	if (judged.then === 'verdict') return end(judged.on === 'key' ? 'key' : new Map([[lane, why]]));
	const left = units.refused(tally, lane, why);
	if (left !== 'unknown' && permit.others === 0)
		return left === 'all' ? end(units.lastRefusals) : { failure: why };
	if (judged.window === 'halve') permit.crowded();
	if (judged.window === 'undo') permit.uncrowded();
	if (judged.then === 'alone') return { failure: alone(why, judged) };
	return { stepBack: judged.milliseconds, failure: why };
}

/** A request was taken on by the gateway: neither balance nor key were refused. */
export function admittedOutright(
	{ call, size, state }: PendingCall<unknown>,
	{ clock, units }: RunServices,
	permit: Permit,
): void {
	if (isApart(call) || call.lane === null) return;
	state.doubt.admitted(permit, size, clock.now());
	units.admitted();
}

/** The failure of an item that was refused again and again although it might have been bad luck. */
function alone(why: Failure, { refusals, wereOthersAdmitted }: Alone): Failure {
	if (!wereOthersAdmitted) return why;
	const description =
		why.kind === 'auth'
			? `The gateway refused the key ${refusals} times for this item, and accepted it for others meanwhile: one of its channels may have a key that is dead. Run the item again later, or ask the gateway.`
			: `Refused ${refusals} times while other items were admitted: this one is too dear for what is left of the balance. Top up the account, or lower Max Tokens: the gateway reserves points for the longest possible answer before it starts.`;
	return { ...why, description };
}
