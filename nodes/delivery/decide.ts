import { neverArrived } from '../api/arrival';
import type { Call } from '../api/call';
import { mayBeCharged } from '../api/charged';
import type { Failure } from '../api/failure';
import type { RetryAndTimeouts } from '../api/limits';
import { isOnce } from './arrival';
import { isNameless, slow } from './lane/trouble/health';
import { tooLate } from './longWait';

/** Longest pause that we choose ourselves, in milliseconds. */
const longestPause = 20_000;
/** Upper end of the first pause, in milliseconds; it doubles with every attempt. */
const firstPause = 500;

/** A call that fails slowly in an outage is sent so often, at least. */
const enoughSlowOnes = 5;

/** What came of an attempt, as far as it matters for what follows. */
export interface AttemptOutcome {
	/** Absent: it gave a value. */
	failure?: Failure;
	/** Refused for a limit: the lane says when it may go again. */
	isLimited?: boolean;
	/** Refused for the balance or the key, which may pass: how long it steps back, in milliseconds. */
	stepBack?: number | undefined;
	/** The gateway is in trouble, for everyone: the lane says when the request may go again, and no attempt counts. */
	isDown?: boolean;
	/** This machine is short of ports or the like, which other requests have and will give back: no attempt counts. */
	isShort?: boolean;
	/** Whether the host has ever answered: its name is right then, also when it cannot be looked up. */
	isKnownHost?: boolean;
	/** Whether there is another address, or another form of the request, to be tried at once. */
	hasAlternative?: boolean;
	/** How long the gateway asks to wait, in milliseconds. */
	wait?: number;
	/** What the gateway itself says, in its header `x-should-retry`. */
	serverSaysRetry?: boolean;
}

/** What has happened to a call so far. */
export interface History extends Pick<Call<unknown>, 'repeat' | 'repeatFor' | 'hasNext'> {
	/**
	 * The attempt that is over, counted from 1. What is refused for a limit or in doubt, or goes again at once,
	 * counts none.
	 */
	attempt: number;
	/** How often it was sent. */
	sent?: number;
	/** How long the last attempt took, in milliseconds. */
	took?: number;
	/** Since the call was first sent, in milliseconds. */
	elapsed: number;
	limits: Pick<RetryAndTimeouts, 'maxAttempts' | 'retryTimeouts'>;
	/** Longest wait that the gateway may ask for, in milliseconds. */
	longestWait: number;
	/** What the call has waited already because the gateway asked for it, in milliseconds. */
	waited?: number;
	/** Whether a part of the answer was passed on already: it cannot be asked for again then. */
	isBegun?: boolean;
	/** Whether the gateway cannot bear one more repetition. */
	isOverRetryBudget?: boolean;
}

/** What follows an attempt. */
export type Decision =
	| { then: 'done' | 'now' }
	/** Not before so many milliseconds. */
	| { then: 'lane'; milliseconds: number }
	/** `isFree`: the attempt that is over does not count. */
	| { then: 'pause'; milliseconds: number; isFree?: true }
	| { then: 'giveUp'; failure: Failure };

interface Facts extends AttemptOutcome, History {
	failure: Failure;
}

type Row = [Decision['then'], why: string, applies: (facts: Facts) => boolean];

/** The first row that applies counts. */
const rows: readonly Row[] = [
	['giveUp', 'a part of the answer was passed on', ({ isBegun }) => isBegun === true],
	['lane', 'it came at a bad time', ({ isLimited }) => isLimited === true],
	['lane', 'others may be admitted', ({ stepBack }) => stepBack !== undefined],
	['now', 'it is another request', ({ hasAlternative }) => hasAlternative === true],
	['giveUp', 'there is no attempt, or no time, left', hasNoneLeft],
	['giveUp', 'the gateway says no', ({ serverSaysRetry }) => serverSaysRetry === false],
	[
		'giveUp',
		'too many go again as it is',
		({ isOverRetryBudget, isDown, isShort }) => isOverRetryBudget === true && !isDown && !isShort,
	],
	['pause', 'the gateway says yes', (facts) => facts.serverSaysRetry === true && !isOnce(facts)],
	['giveUp', 'it would end in the same way', ({ failure }) => !failure.retryable],
	['giveUp', 'there is no such host', (facts) => isUnknownHost(facts) && facts.attempt > 1],
	['pause', 'it never arrived', ({ failure }) => neverArrived(failure)],
	['giveUp', 'it may have arrived', ({ repeat }) => repeat === 'never'],
	// What timed out may have been answered, and charged, without us.
	['pause', 'it may be sent again', (facts) => isTimeout(facts) && mayCostTwice(facts)],
	['giveUp', 'it timed out and may be paid', isTimeout],
	['giveUp', 'it came whole and may be charged', (facts) => isCharged(facts) && cameWhole(facts)],
	['giveUp', 'it may be charged', (facts) => isCharged(facts) && !mayCostTwice(facts)],
	// All that costs anything counts against a lane, and that has waited for its limit already.
	[
		'pause',
		'a limit without a lane',
		(facts) => isOf(facts, 'rateLimit') && facts.repeat === 'free',
	],
	['pause', 'trouble passes', (facts) => isOf(facts, 'server', 'network', 'malformed', 'timeout')],
	['giveUp', 'it is no trouble that passes', () => true],
];

/**
 * What follows an attempt: nobody else decides that.
 *
 * @param random from 0 to 1
 */
export function decide(outcome: AttemptOutcome, history: History, random: number): Decision {
	const { failure, wait } = outcome;
	if (failure === undefined) return { then: 'done' };
	const facts = { ...outcome, ...history, failure };
	const then = rows.find(([, , applies]) => applies(facts))?.[0] ?? 'giveUp';
	if (then === 'giveUp') return { then, failure };
	if (then === 'lane') return { then, milliseconds: outcome.stepBack ?? 0 };
	if (then !== 'pause') return { then };
	const { longestWait, waited = 0, hasNext } = history;
	if (wait !== undefined && waited + wait > longestWait)
		return { then: 'giveUp', failure: tooLate(failure, wait, { waited, hasNext }) };
	// A wait that was stated to one request says nothing of the others.
	if (outcome.isDown && wait === undefined) return { then: 'lane', milliseconds: 0 };
	const isShort = outcome.isShort === true;
	const milliseconds = pauseAfter((isShort && history.sent) || history.attempt, wait, random);
	return outcome.isDown || isShort ? { then, milliseconds, isFree: true } : { then, milliseconds };
}

/**
 * Pause before the next attempt, in milliseconds: what the gateway stated, else a random part of a
 * time that doubles (exponential backoff with full jitter), so that many clients do not come back at the
 * same moment.
 */
function pauseAfter(attempt: number, stated: number | undefined, random: number): number {
	return stated ?? random * Math.min(longestPause, firstPause * 2 ** (attempt - 1));
}

function hasNoneLeft(facts: Facts): boolean {
	const {
		failure,
		isDown,
		isShort,
		repeatFor,
		elapsed,
		attempt,
		limits,
		sent = attempt,
		took = 0,
	} = facts;
	// Five slow failures outlast an outage of two minutes; a call that always takes too long must not wait for ten.
	if (isDown) return took >= slow && sent >= Math.max(limits.maxAttempts, enoughSlowOnes);
	if (isShort) return false;
	const isTimed = repeatFor === 0 || (repeatFor !== undefined && failure.kind === 'server');
	return isTimed ? elapsed >= repeatFor : attempt >= limits.maxAttempts;
}

function isUnknownHost({ failure, isKnownHost }: Facts): boolean {
	return isNameless(failure) && !isKnownHost;
}

function isOf({ failure }: Facts, ...kinds: ReadonlyArray<Failure['kind']>): boolean {
	return kinds.includes(failure.kind);
}

/** Whether our own clock ended it; a status is the gateway's word (408, 504, 524), and trouble that passes. */
function isTimeout(facts: Facts): boolean {
	return isOf(facts, 'timeout') && facts.failure.status === null;
}

function mayCostTwice({ limits, repeat }: Facts): boolean {
	return limits.retryTimeouts || repeat === 'free';
}

function isCharged({ failure, repeat }: Facts): boolean {
	return repeat === 'charged' && mayBeCharged(failure);
}

function cameWhole({ failure }: Facts): boolean {
	return failure.kind === 'server' && (failure.status ?? 0) < 300;
}
