import type { Call, Reading, Request, Sign } from '../api/call';
import type { Failure } from '../api/failure';
import { limitHints } from '../api/limitHints';
import type { Patience } from '../api/limits';
import { tokensOf } from '../api/usage';
import { attempt } from './attempt';
import type { Breaker } from './breaker';
import type { Clock } from './clock';
import { addressToUse, unreachable } from './failover';
import type { Form } from './form';
import { isLong, longestWait, tooLate, usedUp, withoutLongWait } from './longWait';
import type { Load } from './misfits';
import type { Pass, Queue } from './queue';
import type { LaneState } from './laneState';
import { mayHaveArrived, mayRepeat, neverArrived, pauseAfter } from './retry';
import type { Slots } from './slots';
import type { Stop } from './stop';
import type { Tally } from './tally';
import type { Answer, Transport } from './transport';
import type { Hunger, Turnstile } from './turnstile';
import { waitFor } from './wait';

/** What sending needs; one set for a whole run. */
export interface Means {
	transport: Transport;
	clock: Clock;
	/** A slot belongs to a request, so an item that waits for nothing on the wire holds none. */
	slots: Slots;
	stop: Stop;
	breaker: Breaker;
	turnstile: Turnstile;
	/** Random numbers from 0 to 1. */
	random(): number;
	/** Told what the user should know about the run; the same sentence may come often. */
	hint(sentence: string): void;
}

/** A call on its way, with everything that belongs to it alone. */
export interface Errand<T> {
	call: Call<T>;
	patience: Patience;
	tally: Tally;
	/** What is known of the call's lane. */
	state: LaneState;
	/** The run's place in the lane; absent for calls that no limit counts. */
	queue?: Queue;
	/** The same objects for every attempt. */
	load: Load;
	form: Form;
	/** Whether its last attempt may have been done, and charged, without an answer. */
	isLost?: boolean;
}

/** Sends a call until it has its value, or a failure that no repetition would cure. */
export async function untilDecided<T>(errand: Errand<T>, means: Means): Promise<Reading<T>> {
	try {
		return await repeated(errand, means);
	} finally {
		errand.form.over();
	}
}

async function repeated<T>(errand: Errand<T>, means: Means): Promise<Reading<T>> {
	const { call, patience, state } = errand;
	const { clock, slots, random, stop } = means;
	const isFirst = showsTheWay(errand) && (await state.firstAnswer.mayGo(clock, stop));
	const started = clock.now();
	for (let tries = 1; ; tries++) {
		const { reading, wait, told } = await slots.use(() => inSlot(errand, means, tries));
		if (tries === 1 && isFirst) state.firstAnswer.answered(signsOf(call, reading));
		if (tries === 1) state.retries.tried(clock.now(), !reading.failure);
		if (!reading.failure) return reading;
		const again = mayRepeat(reading.failure, call, tries, patience, told, clock.now() - started);
		if (!again || call.begun?.() || !mayBurden(errand, clock.now())) return reading;
		if (wait !== undefined && wait > longestWait)
			return { failure: tooLate(reading.failure, wait) };
		if (!(await waitFor(clock, pauseAfter(tries, wait, random()), stop))) return reading;
	}
}

/** Whether the gateway can bear one more repetition; the servers of files are others, and files are few. */
function mayBurden({ call, state }: Errand<unknown>, now: number): boolean {
	return call.repeatFor !== undefined || state.retries.allows(now);
}

/** Whether the answer to a call tells something that later requests should know before they go. */
function showsTheWay({ call, queue }: Errand<unknown>): boolean {
	return queue !== undefined && call.watch !== undefined && call.request.body?.stream === true;
}

function signsOf<T>({ watch, request }: Call<T>, reading: Reading<T>): readonly Sign[] {
	return watch?.(reading, request.body ?? {}) ?? [];
}

interface Turn<T> {
	reading: Reading<T>;
	/** Refused for a limit, or only because of the other requests in flight: the lane says when it may go again. */
	comeAgain: boolean;
	/** How long the gateway asks to wait, in milliseconds. */
	wait?: number;
	/** Whether the gateway itself wants the request to come again. */
	told?: boolean;
}

/**
 * Sends a call from within its slot. What is no fault of the request is settled here at once and costs
 * no attempt: a rate limit, an address that cannot be reached, a member that the gateway does not take.
 */
async function inSlot<T>(errand: Errand<T>, means: Means, tries: number): Promise<Turn<T>> {
	const { call, form, queue, state } = errand;
	const { breaker, clock, turnstile } = means;
	const hunger: Hunger = {
		since: clock.now(),
		lastSuccess: () => state.lastSuccess,
		lastRefusal: () => state.lastRefusal,
	};
	let isNewTry = true;
	for (let again = tries > 1; ; again = true) {
		const broken = () => (isApart(call) ? undefined : breaker.broken(call.lane));
		const passed = queue
			? await turnstile.pass(queue, errand.load, again, hunger, broken)
			: broken();
		if (passed && 'kind' in passed) {
			// Nobody else of the run need wait as long to learn the same.
			if (passed.kind !== 'cancelled') breaker.closeLane(call.lane, passed);
			turnstile.recheck();
			return { reading: { failure: passed }, comeAgain: false };
		}

		const request = form.request(clock.now());
		const address = addressToUse(means.transport.addresses, clock.now());
		if (isNewTry && call.repeatFor === undefined) state.retries.sent(clock.now(), tries > 1);
		isNewTry = false;
		errand.tally.attempt(again);
		const turn = await once(errand, means, request, address, passed);
		const { failure: why } = turn.reading;
		errand.isLost = why !== undefined && mayHaveArrived(why, call);
		const signs = call.watch?.(turn.reading, request.body ?? {}) ?? [];
		for (const sign of signs) state.learned.note(sign, clock.now());
		if (why === undefined) {
			state.lastSuccess = clock.now();
			for (const { hint } of form.passed(signs, clock.now())) means.hint(hint);
			return turn;
		}
		const hasOtherForm = form.failed(why, signs, clock.now());
		const isBegun = call.begun?.() ?? false;
		if (turn.comeAgain && !isBegun) continue;
		// A file that cannot be fetched from elsewhere says nothing of the gateway's addresses.
		const isGateway = call.request.path !== undefined;
		if (isGateway && !isBegun && neverArrived(why)) {
			if (unreachable(means.transport.addresses, address, clock.now())) continue;
		}
		if (hasOtherForm && !isBegun) continue;
		return { ...turn, reading: { failure: form.told(why) }, comeAgain: false };
	}
}

/** One attempt, and what the lane learns from it. */
async function once<T>(
	{ call, patience, tally, state }: Errand<T>,
	{ transport, clock, stop, breaker, turnstile }: Means,
	request: Request,
	address: string,
	pass: Pass | undefined,
): Promise<Turn<T>> {
	let answer: Answer | undefined;
	const sentAt = clock.now();
	const heard = (received: Answer) => {
		answer = received;
		tally.answer(new URL(request.url ?? address).host);
		if (received.status >= 300) return;
		pass?.admitted(received.headers);
		// Any other body may still turn out to be a refusal.
		if (isStream(received)) state.dayLimit.admitted(sentAt);
	};
	const came = await attempt(call, request, { transport, address, clock, stop, patience }, heard);
	const reading = state.openEnds.judged(came, answer !== undefined && isStream(answer));
	const { failure: why } = reading;
	const hints = why && answer ? limitHints(answer, wordsOf(why), Date.now()) : {};
	const isRefused = why?.kind === 'rateLimit';
	if (isRefused || answer?.status === 429) tally.refuse();
	const limited = isRefused && pass?.refused(withoutLongWait(hints)) === 'later';
	if (!isRefused && answer && answer.status < 300) state.dayLimit.admitted(sentAt);
	// Gateways that reserve points for every open request refuse what would fit a moment later.
	const crowded = why?.kind === 'quota' && pass !== undefined && pass.others > 0;
	if (limited || crowded) {
		state.lastRefusal = why;
		state.firstAnswer.show();
	}
	if (crowded) pass.crowded();
	else if (limited) {
		if (state.dayLimit.refused(isLong(hints), sentAt, clock.now())) {
			breaker.closeLane(call.lane, usedUp(why, hints));
			turnstile.recheck();
		}
	}
	// Before the next request takes this one's place: it must not go if it would end the same way.
	else if (why && !isApart(call) && breaker.note(why, call.lane)) turnstile.recheck();
	pass?.ended(tokensUsed(reading));
	return {
		reading,
		comeAgain: limited || crowded,
		...{ true: { told: true }, false: { told: false } }[answer?.headers['x-should-retry'] ?? ''],
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
