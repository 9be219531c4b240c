import type { Call } from '../api/call';
import type { Reading } from '../api/readers/reader';
import type { Sign } from '../api/adaptation';
import type { Failure } from '../api/failure';
import { attemptOnce } from './attemptOnce';
import { nothing, unknown } from './budget/spent';
import { decide, type Decision } from './decide';
import { withOwn } from './forOthers';
import { longestBeforeNext } from './lane/nextModelEnd';
import { signsOf, type PendingCall, type RunServices } from './pendingCall';
import { waitFor } from './wait';

/** Sends a call until it has its value, or a failure that no repetition would cure. */
export async function sendWithRetries<T>(
	pending: PendingCall<T>,
	services: RunServices,
): Promise<Reading<T>> {
	try {
		return await sendUntilDecided(pending, services);
	} catch (thrown) {
		// A fault of our own: without this its tokens would stay set aside.
		services.capacity.settle(pending.size, unknown);
		return await Promise.reject(thrown);
	} finally {
		pending.form.end();
	}
}

/** The one loop: an attempt, and then what {@link decide} says. */
async function sendUntilDecided<T>(
	pending: PendingCall<T>,
	services: RunServices,
): Promise<Reading<T>> {
	const { call, form, retryAndTimeouts: limits, size, state, tally, yieldSlot } = pending;
	const { admission, capacity, clock, maxWait, random, stop } = services;
	const { repeat, repeatFor, hasNext } = call;
	const hasRetryBudget = repeatFor === undefined;
	const longestWait = hasNext ? Math.min(longestBeforeNext, maxWait.longest) : maxWait.longest;
	const endFirst = await beginFirst(pending, services);
	const started = clock.now();
	let attempt = 1;
	let waited = 0;
	let sent = 0;
	pending.since = started;
	let last: Decision['then'] | undefined;
	let refusal: Failure | undefined;
	let before: Failure | undefined;
	let stepBack = 0;
	for (;;) {
		size.reservation?.measure(form.outline());
		const acquiring = admission.acquire(pending, {
			since: pending.since,
			first: last !== undefined,
			notBefore: clock.now() + stepBack,
			refusal,
		});
		// Others go meanwhile: they show whether the refusal was for this one or for all.
		const permit = await (stepBack > 0 ? yieldSlot(acquiring) : acquiring);
		if ('kind' in permit) {
			const isOver = permit.kind === 'budget';
			const overBudget = isOver ? size.reservation?.refusal(before) : undefined;
			const reading = { failure: overBudget ?? withOwn(permit, refusal) };
			if (attempt === 1) endFirst(false, signsOf(call, reading));
			return reading;
		}
		const request = form.request(clock.now());
		if (size.reservation?.covers(request) === false) {
			// Its form has grown since it was measured: it needs a larger share.
			permit.ended();
			capacity.settle(size, nothing);
			stepBack = 0;
			continue;
		}
		if (last === undefined && hasRetryBudget) state.retries.sent(clock.now(), false);
		tally.attempt(last !== undefined);

		sent++;
		const sentAt = clock.now();
		const attempted = attemptOnce(pending, services, permit, request).finally(() => permit.ended());
		const { reading, signs, outcome, spent } = await attempted;
		tally.charge(spent.charge);
		capacity.settle(size, spent);
		before = reading.failure;
		const elapsed = clock.now() - started;
		const isBegun = call.hasPassedOn?.();
		const isOverRetryBudget = hasRetryBudget && !state.retries.allows(clock.now());
		const history = {
			repeat,
			repeatFor,
			hasNext,
			attempt,
			sent,
			took: clock.now() - sentAt,
			elapsed,
			limits,
			longestWait,
			waited,
			isBegun,
			isOverRetryBudget,
		};
		const decision = decide(outcome, history, random());
		last = decision.then;
		refusal = last === 'lane' ? reading.failure : undefined;
		stepBack = decision.then === 'lane' ? decision.milliseconds : 0;
		if (last === 'lane' || last === 'now') continue;
		const isFree = decision.then === 'pause' && decision.isFree === true;
		if (attempt === 1 && !isFree) endFirst(!reading.failure, signs);
		if (decision.then === 'giveUp') return { failure: decision.failure };
		if (decision.then !== 'pause') return reading;
		// Its unit keeps its place at work meanwhile: no further ones should be begun while the gateway is in trouble.
		if (!(await waitFor(clock, decision.milliseconds, stop))) return reading;
		waited += outcome.wait ?? 0;
		if (isFree) continue;
		if (hasRetryBudget) state.retries.sent(clock.now(), true);
		attempt++;
		pending.since = clock.now();
	}
}

/**
 * Waits until the call may go, where the first answer of its lane shows how later requests should go. Returns the
 * function to be called when the first attempt is over.
 */
async function beginFirst<T>(
	{ call, state }: PendingCall<T>,
	{ clock, stop }: RunServices,
): Promise<(isGood: boolean, signs: readonly Sign[]) => void> {
	const first = state.firstAnswers.of(call);
	const isWaitedFor = isWatched(call) && (await first.mayGo(clock, stop));
	return (isGood, signs) => {
		if (isWaitedFor) first.answered(signs);
		state.retries.tried(clock.now(), isGood);
	};
}

/** Whether its answer shows whether streams tell their usage, or which of two routes a model is on. */
function isWatched({ lane, watch, request, adaptations = [] }: Call<unknown>): boolean {
	if (lane === null || watch === undefined) return false;
	return request.body?.stream === true || adaptations.some(({ path }) => path !== undefined);
}
