import type { Failure } from '../api/failure';
import { limitHints } from '../api/rateLimit/limitHints';
import { isRefusal } from './arrival';
import { isLong, shortWaitOf, usedUp, withoutLongWait } from './longWait';
import type { EndedRequest } from './pendingCall';

/** What an attempt showed of a limit. */
interface LimitNews {
	/** It was refused for one: the lane says when it may go again. */
	isLimited: boolean;
	/** How long the gateway asks to wait, in milliseconds. */
	wait?: number;
}

/** Tells lane and run whether a request was admitted, or refused for a limit. */
export function learnLimit(ended: EndedRequest): LimitNews {
	const { pending, reading, answer } = ended;
	const { failure: why } = reading;
	const isOfLimit = why?.kind === 'rateLimit';
	if (isOfLimit || answer?.status === 429) pending.tally.refuse();
	if (answer !== undefined && answer.status < 300) {
		if (isOfLimit) pending.state.refusesLate = true;
		else admit(ended);
	}
	return why === undefined ? { isLimited: false } : refuse(why, ended);
}

function admit({ pending, services, permit, sentAt, reading }: EndedRequest): void {
	const { call, state } = pending;
	// Where refusals begin as good answers, only the end of one shows that it was admitted.
	if (state.refusesLate) permit.admitted();
	state.admitted(sentAt, services.clock.now());
	if (call.lane !== null && isAnswer(reading.failure)) services.maxWait.hasAnswer = true;
}

function refuse(
	why: Failure,
	{ pending, services, permit, sentAt, answer }: EndedRequest,
): LimitNews {
	const { call, state, since = sentAt } = pending;
	const { clock, verdicts, admission, maxWait } = services;
	const hints = answer === undefined ? {} : limitHints(answer, wordsOf(why), Date.now());
	const { wait } = hints;
	const isLimited =
		why.kind === 'rateLimit' && permit.refused(withoutLongWait(hints, maxWait)) === 'later';
	if (!isLimited) return { isLimited, wait };
	const now = clock.now();
	state.refused(why, now);
	if (state.dayLimit.refused(isLong(hints, maxWait), sentAt, now, shortWaitOf(hints, maxWait))) {
		verdicts.endLane(call.lane, usedUp(why, hints, now - since));
		admission.recheck();
	}
	return { isLimited, wait };
}

/** Whether it is an answer, and not what the gateway says in place of one: a refusal or trouble, under status 200. */
function isAnswer(why: Failure | undefined): boolean {
	return why === undefined || !(isRefusal(why) || why.kind === 'server');
}

/** What a refusal says of its limit: in its message, or in the names beside it. */
function wordsOf({ message, code, type, details }: Failure): string {
	return [message, code, type, details].filter((words) => words != null).join('. ');
}
