import { isUnreachable } from '../api/arrival';
import { hostOf } from '../api/baseUrl';
import type { Reader, Reading } from '../api/readers/reader';
import type { Request } from '../api/call';
import type { Sign } from '../api/adaptation';
import type { Failure } from '../api/failure';
import { limitHints, type LimitHints } from '../api/rateLimit/limitHints';
import { isEventStream } from '../api/readers/sse';
import { tokensOf } from '../api/usage/usage';
import { mayHaveArrived } from './arrival';
import { attempt } from './attempt';
import { spentOn, type Spent } from './budget/spent';
import type { AttemptOutcome } from './decide';
import { failover } from './failover';
import { answeredFrom, hasAnswered } from './knownHosts';
import type { Permit } from './lane/queue';
import { learnTrouble } from './learnTrouble';
import { isLong, shortWaitOf, usedUp, withoutLongWait } from './longWait';
import { signsOf, type PendingCall, type RunServices } from './pendingCall';
import { admittedOutright, refusedOutright } from './refusedOutright';
import type { Answer } from './transport';

/** An attempt that is over. */
export interface Attempted<T> {
	/** With the failure to show, which may be that of an earlier attempt. */
	reading: Reading<T>;
	signs: readonly Sign[];
	outcome: AttemptOutcome;
	/** What it counts against the budgets of the run. */
	spent: Spent;
}

/**
 * Sends a call once, and lets everyone learn from what came of it who can: the lane and its limiter, the run's
 * circuit breaker, the adaptations, the addresses. It decides nothing.
 */
export async function attemptOnce<T>(
	pending: PendingCall<T>,
	services: RunServices,
	permit: Permit,
	request: Request,
): Promise<Attempted<T>> {
	const { call, form, state, tally, retryAndTimeouts: timeouts } = pending;
	const { transport, clock, stop } = services;
	const sentAt = clock.now();
	// A file that is fetched from elsewhere says nothing of the gateway's addresses.
	const isFile = call.request.path === undefined;
	const route = failover.route(isFile ? [transport.addresses[0]] : transport.addresses, sentAt);
	const { address } = route;
	let answer: Answer | undefined;
	const onHeaders = (received: Answer) => {
		answer = received;
		route.reached(clock.now());
		tally.answer(hostOf(request.url ?? address));
		if (request.url === undefined) answeredFrom(address);
		if (received.status >= 300) return;
		state.doubt.answering(permit, pending.size, clock.now());
		if (isEventStream(received)) state.trouble.begun(permit, sentAt);
		if (state.refusesLate) return;
		// Any other body may still turn out to be a refusal.
		if (isEventStream(received)) state.dayLimit.admitted(sentAt);
		permit.admitted();
	};
	const options = { transport, address, clock, stop, timeouts };
	let reader: Reader<T> | undefined;
	const watched = { ...call, reader: () => (reader = call.reader()) };
	const came = await attempt(watched, request, options, onHeaders);
	const reading = state.openEnds.judged(came, answer !== undefined && isEventStream(answer));
	const why = reading.failure;
	// Some read the whole answer once more to tell.
	const isComplete = why !== undefined && reader?.isComplete?.() === true;
	const spent = spentOn(
		reading,
		answer && { status: answer.status, isStream: isEventStream(answer), isComplete },
	);
	// Before the next request takes this one's place: it must not go to an address that cannot be reached.
	const hasOtherAddress = route.ended(why !== undefined && isUnreachable(why), clock.now());
	const hints = why && answer ? limitHints(answer, wordsOf(why), Date.now()) : {};
	if (why?.kind === 'rateLimit' || answer?.status === 429) tally.refuse();
	const isGood = answer !== undefined && answer.status < 300;
	if (isGood && why?.kind === 'rateLimit') state.refusesLate = true;
	else if (isGood) {
		if (state.refusesLate) permit.admitted();
		state.admitted(sentAt);
		if (call.lane !== null) services.patience.hasSucceeded = true;
	}
	const isLimited = why !== undefined && learnLimit(why, hints, sentAt, pending, services, permit);
	// Before the next request takes this one's place: it must not go if it would end the same way.
	const refused = why && !isLimited ? refusedOutright(why, pending, services, permit) : undefined;
	if (wasAdmitted(reading)) admittedOutright(pending, services, permit);
	pending.mayHaveBeenCharged = why !== undefined && mayHaveArrived(why, call);
	const signs = signsOf(call, reading, request.body);
	for (const sign of signs) state.learned.note(sign, clock.now());
	const tried = { permit, address, sentAt, answer };
	if (why === undefined) {
		learnTrouble(reading, tried, pending, services);
		permit.ended(tokensUsed(reading));
		for (const { hint } of form.passed(signs, clock.now())) services.hint(hint);
		return { reading, signs, outcome: {}, spent };
	}
	const hasOtherForm = form.failed(why, signs, clock.now());
	const failure = form.told(refused?.failure ?? why);
	const hasAlternative = hasOtherForm || hasOtherAddress;
	// What goes again in another way, at once, says nothing of those that go in the same.
	const isDown = !hasAlternative && learnTrouble(reading, tried, pending, services);
	permit.ended(tokensUsed(reading));
	const { wait } = hints;
	const serverSaysRetry = saidIn(answer);
	const { stepBack } = refused ?? {};
	const isKnownHost = hasAnswered(address);
	const outcome = {
		failure,
		isLimited,
		stepBack,
		hasAlternative,
		isDown,
		isKnownHost,
		wait,
		serverSaysRetry,
	};
	return { reading: { failure }, signs, outcome, spent };
}

/** Whether a failure is about a limit, so that the lane says when the request may go again. */
function learnLimit(
	why: Failure,
	hints: LimitHints,
	sentAt: number,
	{ call, state, since = sentAt }: PendingCall<unknown>,
	{ clock, breaker, admission, patience }: RunServices,
	permit: Permit,
): boolean {
	const isRefused =
		why.kind === 'rateLimit' && permit.refused(withoutLongWait(hints, patience)) === 'later';
	if (!isRefused) return false;
	state.refused(why, clock.now());
	const now = clock.now();
	const isHopeless = isLong(hints, patience);
	if (state.dayLimit.refused(isHopeless, sentAt, now, shortWaitOf(hints, patience))) {
		breaker.trip(call.lane, usedUp(why, hints, now - since));
		admission.recheck();
	}
	return true;
}

/** Whether the gateway took the request on: what it answered may be of no use for other reasons. */
function wasAdmitted({ failure: why }: Reading<unknown>): boolean {
	return why === undefined || why.kind === 'truncated' || why.kind === 'invalidOutput';
}

function saidIn(answer: Answer | undefined): boolean | undefined {
	const said = answer?.headers['x-should-retry'];
	return said === 'true' || (said === 'false' ? false : undefined);
}

/** What a refusal says of its limit: in its message, or in the names beside it. */
function wordsOf({ message, code, type, details }: Failure): string {
	return [message, code, type, details].filter((words) => words != null).join('. ');
}

function tokensUsed({ usage, failure: why }: Reading<unknown>): number | undefined {
	const used = tokensOf(usage ?? why?.usage);
	return used && used.input + used.output;
}
