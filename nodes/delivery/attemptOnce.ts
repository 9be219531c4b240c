import { isShortage, isUnreachable } from '../api/arrival';
import { defined } from '../api/defined';
import type { Reading } from '../api/readers/reader';
import type { Request } from '../api/call';
import type { Sign } from '../api/adaptation';
import { isEventStream } from '../api/readers/sse';
import { tokensOf } from '../api/usage/usage';
import { mayHaveArrived } from './arrival';
import { attempt } from './attempt';
import { spentOn, type Spent } from './budget/spent';
import { chargeOf } from './chargeOf';
import type { AttemptOutcome } from './decide';
import { failover } from './failover';
import { hasAnswered } from './knownHosts';
import type { Permit } from './lane/queue';
import { learnHead } from './learnHead';
import { learnLimit } from './learnLimit';
import { learnRefusal } from './learnRefusal';
import { learnTrouble } from './learnTrouble';
import { signsOf, type EndedRequest, type PendingCall, type RunServices } from './pendingCall';
import type { Answer } from './transport';

/** What an attempt came to. */
interface Attempted<T> {
	/** With the failure to show, which may be that of an earlier attempt. */
	reading: Reading<T>;
	signs: readonly Sign[];
	outcome: AttemptOutcome;
	/** What it counts against the budgets of the run. */
	spent: Spent;
}

/** Sends a call once, and lets everyone learn from what came of it who can. It decides nothing. */
export async function attemptOnce<T>(
	pending: PendingCall<T>,
	services: RunServices,
	permit: Permit,
	request: Request,
): Promise<Attempted<T>> {
	const { call, state, retryAndTimeouts: timeouts, kept } = pending;
	const { transport, clock, stop } = services;
	const sentAt = clock.now();
	// A file that is fetched from elsewhere says nothing of the gateway's addresses.
	const isFile = call.request.path === undefined;
	const route = failover.route(isFile ? [transport.addresses[0]] : transport.addresses, sentAt);
	const { address } = route;
	const sent = { pending, services, permit, address, sentAt };
	const options = { transport, address, clock, stop, timeouts, ...defined({ kept }) };
	const came = await attempt(call, request, options, (answer) => {
		route.reached(clock.now());
		learnHead(answer, sent);
	});
	const { answer, isComplete } = came;
	const isStream = answer !== undefined && isEventStream(answer);
	const reading = state.openEnds.judge(came.reading, isStream);
	const why = reading.failure;
	// Before the next request takes this one's place: it must not go to an address that cannot be reached.
	const hasOtherAddress = route.ended(why !== undefined && isUnreachable(why), clock.now());
	pending.mayHaveBeenCharged = why !== undefined && mayHaveArrived(why, call);
	const signs = signsOf(call, reading, request.body);
	const outcome = learnFromEnd({ ...sent, reading, answer }, signs, hasOtherAddress);
	const { failure } = outcome;
	const spent = spentOn(reading, answer && { status: answer.status, isStream, isComplete });
	const charge = services.hasPrices
		? chargeOf(call, request, { reading, answer, spent })
		: undefined;
	return { reading: failure ? { failure } : reading, signs, outcome, spent: { ...spent, charge } };
}

/**
 * Lets all learn from a request that is over: limiter and limit of the day, doubt, adaptations, trouble. The order
 * matters: what may hold others back, or end them, learns before the permit ends, as that lets the next request go.
 */
function learnFromEnd(
	ended: EndedRequest,
	signs: readonly Sign[],
	hasOtherAddress: boolean,
): AttemptOutcome {
	const { pending, services, permit, address, reading, answer } = ended;
	const { form, state } = pending;
	const now = services.clock.now();
	const why = reading.failure;
	const { isLimited, wait } = learnLimit(ended);
	const refused = isLimited ? undefined : learnRefusal(ended);
	for (const sign of signs) state.learned.note(sign, now);
	const hasOtherForm = why !== undefined && form.failed(why, signs, now);
	// Others need not wait for its answer to know where to go.
	if (hasOtherForm && form.isSentElsewhere) state.firstAnswers.of(pending.call).show();
	const hasAlternative = hasOtherForm || hasOtherAddress;
	// What goes again in another way, at once, says nothing of those that go in the same.
	const isDown = !hasAlternative && learnTrouble(ended);
	const isShort = why !== undefined && isShortage(why) && permit.others > 0;
	permit.ended(tokensUsed(reading));
	if (why === undefined) {
		for (const { hint } of form.passed(signs, now)) services.hint(hint);
		return {};
	}
	return {
		// It may be that of an earlier attempt.
		failure: form.failureToShow(refused?.failure ?? why),
		isLimited,
		stepBack: refused?.stepBack,
		hasAlternative,
		isDown,
		isShort,
		isKnownHost: hasAnswered(address),
		wait,
		serverSaysRetry: readShouldRetry(answer),
	};
}

function readShouldRetry(answer: Answer | undefined): boolean | undefined {
	const said = answer?.headers['x-should-retry'];
	return said === 'true' || (said === 'false' ? false : undefined);
}

function tokensUsed({ usage, failure: why }: Reading<unknown>): number | undefined {
	const used = tokensOf(usage ?? why?.usage);
	return used && used.input + used.output;
}
