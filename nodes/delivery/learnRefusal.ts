import type { Failure } from '../api/failure';
import { failureKinds } from '../api/failureKinds';
import { refusalTarget, type RefusalTarget } from '../api/refusal/refusalTarget';
import { forOthers } from './forOthers';
import type { Alone } from './lane/doubt/tries';
import { isApart, type EndedRequest } from './pendingCall';

/** What a refusal of the balance or the key comes to. */
interface Consequence {
	/** How long the item steps back, in milliseconds, before it goes again; absent: it fails. */
	stepBack?: number;
	/** The failure to show. */
	failure: Failure;
}

/**
 * Tells the lane's doubt whether balance and key were good for a request. Where a refusal of one of them is a refusal
 * of all, it ends the run, or its part on the lane. Returns undefined where there was no such refusal.
 */
export function learnRefusal(ended: EndedRequest): Consequence | undefined {
	const { failure: why } = ended.reading;
	if (isApart(ended.pending.call)) return undefined;
	if (wasAdmitted(why)) return void admit(ended);
	const whom = why && refusalTarget(why);
	return whom && refuse(why, whom, ended);
}

function refuse(
	refusal: Failure,
	whom: RefusalTarget,
	{ pending, services, permit }: EndedRequest,
): Consequence {
	const { size, state, tally } = pending;
	const { lane } = pending.call;
	const { clock, verdicts, admission, units } = services;
	let why = refusal;
	const end = (on: ReadonlyMap<string | null, Failure> | 'key'): Consequence => {
		if (on === 'key') verdicts.endKey(forOthers(why));
		else for (const [of, last] of on) verdicts.endLane(of, forOthers(last));
		admission.recheck();
		return { failure: why };
	};
	if (lane === null) {
		// What costs nothing counts against no lane, so there is nothing to doubt: it says nothing of a key that was accepted.
		if (whom === 'key') return state.doubt.isKeyAccepted ? { failure: why } : end('key');
		return end(new Map([[null, why]]));
	}
	// Others may wait for the first answer of the lane: they need not wait until this is decided.
	state.firstAnswers.show();
	const judged = state.doubt.refused(permit, size, whom, clock.now());
	const wereOthersAdmitted = judged.then === 'alone' && judged.wereOthersAdmitted;
	// Of a balance that is used up nobody would get anything, whatever the model.
	if (whom === 'balance' && (wereOthersAdmitted || state.doubt.wasAdmittedElsewhere))
		why = { ...why, isOfModel: true };
	if (judged.then === 'verdict') return end(judged.on === 'key' ? 'key' : new Map([[lane, why]]));
	const left = units.refused(tally, lane, why);
	if (left !== 'unknown' && permit.others === 0)
		return left === 'all' ? end(units.lastRefusals) : { failure: why };
	if (judged.window === 'halve') permit.crowded();
	if (judged.window === 'undo') permit.uncrowded();
	if (judged.then === 'alone') return { failure: alone(why, judged) };
	return { stepBack: judged.milliseconds, failure: why };
}

function admit({ pending, services, permit }: EndedRequest): void {
	const { call, size, state } = pending;
	if (call.lane === null) return;
	state.doubt.admitted(permit, size, services.clock.now());
	services.units.admitted();
}

/** Whether the gateway took the request on: what it answered may be of no use for other reasons. */
function wasAdmitted(why: Failure | undefined): boolean {
	return why === undefined || why.kind === 'truncated' || why.kind === 'invalidOutput';
}

/** The failure of an item that was refused again and again although it might have been bad luck. */
function alone(why: Failure, { refusals, wereOthersAdmitted }: Alone): Failure {
	if (!wereOthersAdmitted) return why;
	const description =
		why.kind === 'auth'
			? `The gateway refused the key ${refusals} times for this item, and accepted it for others meanwhile: one of its channels may have a key that is dead. Run the item again later, or ask the gateway.`
			: `Refused ${refusals} times while other items were admitted: this one is too dear for what is left of the balance. ${failureKinds.quota.description}`;
	return { ...why, description };
}
