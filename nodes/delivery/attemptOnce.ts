import { neverArrived } from '../api/arrival';
import type { Reader, Reading, Request, Sign } from '../api/call';
import type { Failure } from '../api/failure';
import { limitHints, type LimitHints } from '../api/limitHints';
import { tokensOf } from '../api/usage';
import { mayHaveArrived } from './arrival';
import { attempt } from './attempt';
import { spentOn, type Spent } from './budget/spent';
import type { AttemptOutcome } from './decide';
import { addressToUse, unreachable } from './failover';
import type { Permit } from './lane/queue';
import { isLong, shortWaitOf, usedUp, withoutLongWait } from './longWait';
import { isApart, signsOf, type PendingCall, type RunServices } from './pendingCall';
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
	const address = addressToUse(transport.addresses, clock.now());
	const sentAt = clock.now();
	let answer: Answer | undefined;
	const onHeaders = (received: Answer) => {
		answer = received;
		tally.answer(new URL(request.url ?? address).host);
		if (received.status >= 300) return;
		permit.admitted();
		// Any other body may still turn out to be a refusal.
		if (isStream(received)) state.dayLimit.admitted(sentAt);
	};
	const options = { transport, address, clock, stop, timeouts };
	let reader: Reader<T> | undefined;
	const watched = { ...call, reader: () => (reader = call.reader()) };
	const came = await attempt(watched, request, options, onHeaders);
	const reading = state.openEnds.judged(came, answer !== undefined && isStream(answer));
	const why = reading.failure;
	const isComplete = reader?.isComplete?.() === true;
	const spent = spentOn(
		reading,
		answer && { status: answer.status, isStream: isStream(answer), isComplete },
	);
	const hints = why && answer ? limitHints(answer, wordsOf(why), Date.now()) : {};
	if (why?.kind === 'rateLimit' || answer?.status === 429) tally.refuse();
	if (why?.kind !== 'rateLimit' && answer && answer.status < 300) state.dayLimit.admitted(sentAt);
	const isLimited = why !== undefined && learnLimit(why, hints, sentAt, pending, services, permit);
	// Before the next request takes this one's place: it must not go if it would end the same way.
	if (why && !isLimited && !isApart(call) && services.breaker.record(why, call.lane))
		services.admission.recheck();
	permit.ended(tokensUsed(reading));

	pending.mayHaveBeenCharged = why !== undefined && mayHaveArrived(why, call);
	const signs = signsOf(call, reading, request.body);
	for (const sign of signs) state.learned.note(sign, clock.now());
	if (why === undefined) {
		state.lastSuccess = clock.now();
		for (const { hint } of form.passed(signs, clock.now())) services.hint(hint);
		return { reading, signs, outcome: {}, spent };
	}
	const hasOtherForm = form.failed(why, signs, clock.now());
	// A file that cannot be fetched from elsewhere says nothing of the gateway's addresses.
	const hasOtherAddress =
		call.request.path !== undefined &&
		neverArrived(why) &&
		unreachable(transport.addresses, address, clock.now());
	const failure = form.told(why);
	const hasAlternative = hasOtherForm || hasOtherAddress;
	const { wait } = hints;
	const serverSaysRetry = saidIn(answer);
	const outcome = { failure, isLimited, hasAlternative, wait, serverSaysRetry };
	return { reading: { failure }, signs, outcome, spent };
}

/** Whether a failure is about a limit, so that the lane says when the request may go again. */
function learnLimit(
	why: Failure,
	hints: LimitHints,
	sentAt: number,
	{ call, state }: PendingCall<unknown>,
	{ clock, breaker, admission }: RunServices,
	permit: Permit,
): boolean {
	const isRefused = why.kind === 'rateLimit' && permit.refused(withoutLongWait(hints)) === 'later';
	// Gateways that reserve points for every open request refuse what would fit a moment later.
	const isCrowded = why.kind === 'quota' && permit.others > 0;
	if (!isRefused && !isCrowded) return false;
	state.refused(why, clock.now());
	if (isCrowded) permit.crowded();
	else if (state.dayLimit.refused(isLong(hints), sentAt, clock.now(), shortWaitOf(hints))) {
		breaker.trip(call.lane, usedUp(why, hints));
		admission.recheck();
	}
	return true;
}

function isStream({ headers }: Answer): boolean {
	return headers['content-type']?.includes('event-stream') ?? false;
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
