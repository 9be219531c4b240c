import { neverArrived } from '../api/arrival';
import type { Call, Reading, Request, Sign } from '../api/call';
import type { Failure } from '../api/failure';
import { limitHints } from '../api/limitHints';
import type { RetryAndTimeouts } from '../api/limits';
import { tokensOf } from '../api/usage';
import { attempt } from './attempt';
import type { Breaker } from './breaker';
import type { Clock } from './clock';
import { addressToUse, unreachable } from './failover';
import type { Form } from './form';
import { isLong, maxQueueWait, shortWaitOf, tooLate, usedUp, withoutLongWait } from './longWait';
import type { RequestSize } from './lane/oversize';
import type { Permit, Queue } from './lane/queue';
import type { LaneState } from './lane/laneState';
import { mayHaveArrived, mayRepeat, pauseAfter } from './retry';
import type { Slots } from './slots';
import type { Stop } from './stop';
import type { Tally } from './tally';
import type { Answer, Transport } from './transport';
import type { Admission, QueueWait } from './lane/admission';
import { waitFor } from './wait';

/** What sending needs; one set for a whole run. */
export interface RunServices {
	transport: Transport;
	clock: Clock;
	/** A slot belongs to a request, so an item that waits for nothing on the wire holds none. */
	slots: Slots;
	stop: Stop;
	breaker: Breaker;
	admission: Admission;
	/** Random numbers from 0 to 1. */
	random(): number;
	/** Told what the user should know about the run; the same sentence may come often. */
	hint(sentence: string): void;
}

/** A call on its way, with everything that belongs to it alone. */
export interface PendingCall<T> {
	call: Call<T>;
	retryAndTimeouts: RetryAndTimeouts;
	tally: Tally;
	/** What is known of the call's lane. */
	state: LaneState;
	/** The run's place in the lane; absent for calls that no limit counts. */
	queue?: Queue;
	/** The same objects for every attempt. */
	size: RequestSize;
	form: Form;
	/** Whether its last attempt may have been done, and charged, without an answer. */
	mayHaveBeenCharged?: boolean;
}

/** Sends a call until it has its value, or a failure that no repetition would cure. */
export async function sendWithRetries<T>(
	pending: PendingCall<T>,
	services: RunServices,
): Promise<Reading<T>> {
	try {
		return await repeated(pending, services);
	} finally {
		pending.form.over();
	}
}

async function repeated<T>(pending: PendingCall<T>, services: RunServices): Promise<Reading<T>> {
	const { call, retryAndTimeouts, state } = pending;
	const { clock, slots, random, stop } = services;
	const isFirst = showsTheWay(pending) && (await state.firstAnswer.mayGo(clock, stop));
	const started = clock.now();
	for (let tries = 1; ; tries++) {
		const { reading, wait, serverSaysRetry } = await slots.use(() =>
			attemptInSlot(pending, services, tries),
		);
		if (tries === 1 && isFirst) state.firstAnswer.answered(signsOf(call, reading));
		if (tries === 1) state.retries.tried(clock.now(), !reading.failure);
		if (!reading.failure) return reading;
		const again = mayRepeat(
			reading.failure,
			call,
			tries,
			retryAndTimeouts,
			serverSaysRetry,
			clock.now() - started,
		);
		if (!again || call.begun?.() || !mayBurden(pending, clock.now())) return reading;
		if (wait !== undefined && wait > maxQueueWait)
			return { failure: tooLate(reading.failure, wait) };
		if (!(await waitFor(clock, pauseAfter(tries, wait, random()), stop))) return reading;
	}
}

/** Whether the gateway can bear one more repetition; the servers of files are others, and files are few. */
function mayBurden({ call, state }: PendingCall<unknown>, now: number): boolean {
	return call.repeatFor !== undefined || state.retries.allows(now);
}

/** Whether the answer to a call tells something that later requests should know before they go. */
function showsTheWay({ call, queue }: PendingCall<unknown>): boolean {
	return queue !== undefined && call.watch !== undefined && call.request.body?.stream === true;
}

function signsOf<T>({ watch, request }: Call<T>, reading: Reading<T>): readonly Sign[] {
	return watch?.(reading, request.body ?? {}) ?? [];
}

interface AttemptOutcome<T> {
	reading: Reading<T>;
	/** Refused for a limit, or only because of the other requests in flight: the lane says when it may go again. */
	comeAgain: boolean;
	/** How long the gateway asks to wait, in milliseconds. */
	wait?: number;
	/** Whether the gateway itself wants the request to come again. */
	serverSaysRetry?: boolean;
}

/**
 * Sends a call from within its slot. What is no fault of the request is settled here at once and costs
 * no attempt: a rate limit, an address that cannot be reached, a member that the gateway does not take.
 */
async function attemptInSlot<T>(
	pending: PendingCall<T>,
	services: RunServices,
	tries: number,
): Promise<AttemptOutcome<T>> {
	const { call, form, queue, state } = pending;
	const { breaker, clock, admission } = services;
	const queueWait: QueueWait = {
		since: clock.now(),
		lastSuccess: () => state.lastSuccess,
		lastRefusal: () => state.lastRefusal,
	};
	let isNewTry = true;
	for (let again = tries > 1; ; again = true) {
		const reasonNotToSend = () => (isApart(call) ? undefined : breaker.failureFor(call.lane));
		const permit = queue
			? await admission.acquire(queue, pending.size, again, queueWait, reasonNotToSend)
			: reasonNotToSend();
		if (permit && 'kind' in permit) {
			// Nobody else of the run need wait as long to learn the same.
			if (permit.kind !== 'cancelled') breaker.trip(call.lane, permit);
			admission.recheck();
			return { reading: { failure: permit }, comeAgain: false };
		}

		const request = form.request(clock.now());
		const address = addressToUse(services.transport.addresses, clock.now());
		if (isNewTry && call.repeatFor === undefined) state.retries.sent(clock.now(), tries > 1);
		isNewTry = false;
		pending.tally.attempt(again);
		const outcome = await attemptOnce(pending, services, request, address, permit);
		const { failure: why } = outcome.reading;
		pending.mayHaveBeenCharged = why !== undefined && mayHaveArrived(why, call);
		const signs = call.watch?.(outcome.reading, request.body ?? {}) ?? [];
		for (const sign of signs) state.learned.note(sign, clock.now());
		if (why === undefined) {
			state.lastSuccess = clock.now();
			for (const { hint } of form.passed(signs, clock.now())) services.hint(hint);
			return outcome;
		}
		const hasOtherForm = form.failed(why, signs, clock.now());
		const isBegun = call.begun?.() ?? false;
		if (outcome.comeAgain && !isBegun) continue;
		// A file that cannot be fetched from elsewhere says nothing of the gateway's addresses.
		const isGateway = call.request.path !== undefined;
		if (isGateway && !isBegun && neverArrived(why)) {
			if (unreachable(services.transport.addresses, address, clock.now())) continue;
		}
		if (hasOtherForm && !isBegun) continue;
		return { ...outcome, reading: { failure: form.told(why) }, comeAgain: false };
	}
}

/** One attempt, and what the lane learns from it. */
async function attemptOnce<T>(
	{ call, retryAndTimeouts, tally, state }: PendingCall<T>,
	{ transport, clock, stop, breaker, admission }: RunServices,
	request: Request,
	address: string,
	permit: Permit | undefined,
): Promise<AttemptOutcome<T>> {
	let answer: Answer | undefined;
	const sentAt = clock.now();
	const onHeaders = (received: Answer) => {
		answer = received;
		tally.answer(received.status, new URL(request.url ?? address).host);
		if (received.status >= 300) return;
		permit?.admitted();
		// Any other body may still turn out to be a refusal.
		if (isStream(received)) state.dayLimit.admitted(sentAt);
	};
	const came = await attempt(
		call,
		request,
		{ transport, address, clock, stop, timeouts: retryAndTimeouts },
		onHeaders,
	);
	const reading = state.openEnds.judged(came, answer !== undefined && isStream(answer));
	const { failure: why } = reading;
	const hints = why && answer ? limitHints(answer, wordsOf(why), Date.now()) : {};
	const isRefused = why?.kind === 'rateLimit';
	const limited = isRefused && permit?.refused(withoutLongWait(hints)) === 'later';
	if (!isRefused && answer && answer.status < 300) state.dayLimit.admitted(sentAt);
	// Gateways that reserve points for every open request refuse what would fit a moment later.
	const crowded = why?.kind === 'quota' && permit !== undefined && permit.others > 0;
	if (limited || crowded) {
		state.lastRefusal = why;
		state.firstAnswer.show();
	}
	if (crowded) permit.crowded();
	else if (limited) {
		if (state.dayLimit.refused(isLong(hints), sentAt, clock.now(), shortWaitOf(hints))) {
			breaker.trip(call.lane, usedUp(why, hints));
			admission.recheck();
		}
	}
	// Before the next request takes this one's place: it must not go if it would end the same way.
	else if (why && !isApart(call) && breaker.record(why, call.lane)) admission.recheck();
	permit?.ended(tokensUsed(reading));
	return {
		reading,
		comeAgain: limited || crowded,
		...{ true: { serverSaysRetry: true }, false: { serverSaysRetry: false } }[
			answer?.headers['x-should-retry'] ?? ''
		],
		...(hints.wait === undefined ? {} : { wait: hints.wait }),
	};
}

/** Whether the run learns nothing from a call of the gateway's limits and its key: files come from elsewhere. */
function isApart({ standsAlone, request }: Call<unknown>): boolean {
	return standsAlone === true || request.url !== undefined;
}

function isStream({ headers }: Answer): boolean {
	return headers['content-type']?.includes('event-stream') ?? false;
}

/** What a refusal says of its limit: in its message, or in the names beside it. */
function wordsOf({ message, code, type, details }: Failure): string {
	return [message, code, type, details].filter((words) => words != null).join('. ');
}

function tokensUsed({ usage, failure: why }: Reading<unknown>): number | undefined {
	const used = tokensOf(usage ?? why?.usage);
	return used && used.input + used.output;
}
