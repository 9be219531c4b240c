import { neverArrived } from '../../../api/arrival';
import type { Failure } from '../../../api/failure';
import type { Answer } from '../../transport';

/**
 * What an attempt shows of its gateway: that it works; that it is down for everyone; that it is down, unless what
 * was asked is all that it cannot do; or nothing.
 */
export type Health = 'up' | 'down' | 'perhapsDown' | 'unknown';

/** An attempt that is over. */
interface EndedAttempt {
	/** Absent: it gave a value. */
	why: Failure | undefined;
	/** Absent: no headers came. */
	answer: Pick<Answer, 'status' | 'headers'> | undefined;
	/** From sending to the failure, in milliseconds. */
	took: number;
	/** Whether the host has ever answered: a name that nobody knows may be a slip of the pen. */
	isKnownHost: boolean;
}

/**
 * Statuses of a proxy before the gateway, or before its channels: nobody is there, or it is overloaded. A 500 is the
 * gateway's own, and often about what was asked.
 */
const before = [502, 503, 504, 520, 521, 522, 523, 524, 529];

/**
 * A request that takes so long, in milliseconds, may be more than a gateway waits for: 30, 60 and 100 seconds are
 * usual.
 */
export const slow = 20_000;

interface Facts extends EndedAttempt {
	why: Failure;
	isSlow: boolean;
}

/** The first row that applies counts. */
const rows: ReadonlyArray<[Health, why: string, applies: (facts: Facts) => boolean]> = [
	['unknown', 'the name is unknown', ({ why, isKnownHost }) => isNameless(why) && !isKnownHost],
	['up', 'it answered, if not to our liking', ({ why, answer }) => isOfAnswer(why) && !!answer],
	['down', 'no connection came about', ({ why }) => neverArrived(why) && why.retryable],
	['unknown', 'it is no trouble that passes', ({ why }) => !why.retryable && why.status === null],
	['unknown', 'something came, but no HTTP', ({ why }) => isGarbled(why)],
	['perhapsDown', 'the answer was cut', ({ why, answer }) => isCut(why) && answer !== undefined],
	['perhapsDown', 'it was cut after a long time', ({ why, isSlow }) => isCut(why) && isSlow],
	['down', 'the connection was cut', ({ why }) => isCut(why)],
	['unknown', 'our own clock, Stop, or a broken answer', ({ why }) => saysNothing(why)],
	['up', 'the gateway says no', ({ why, answer }) => !isTrouble(why) && !isWebPage(answer)],
	['unknown', 'a proxy says no', ({ why }) => !isTrouble(why)],
	['down', 'nobody is there', ({ why, isSlow }) => before.includes(why.status ?? 0) && !isSlow],
	['perhapsDown', 'the gateway failed', () => true],
];

/** What an attempt shows of whether its gateway works. */
export function healthOf(ended: EndedAttempt): Health {
	const { why, took } = ended;
	if (why === undefined) return 'up';
	const facts = { ...ended, why, isSlow: took >= slow };
	return rows.find(([, , applies]) => applies(facts))?.[0] ?? 'unknown';
}

function isOfAnswer({ kind }: Failure): boolean {
	return kind === 'truncated' || kind === 'invalidOutput' || kind === 'contentFilter';
}

/** Whether the name of the host has no address. */
export function isNameless(why: Failure): boolean {
	return neverArrived(why) && why.code === 'ENOTFOUND';
}

function isCut({ kind }: Failure): boolean {
	return kind === 'network';
}

/** What came could not be read as HTTP, or not be unpacked: to wait does not mend that. */
function isGarbled({ code }: Failure): boolean {
	return code !== null && /^(HPE_|Z_)/.test(code);
}

function saysNothing({ kind, status }: Failure): boolean {
	return kind === 'malformed' || status === null;
}

function isTrouble({ kind }: Failure): boolean {
	return kind === 'server' || kind === 'timeout';
}

function isWebPage(answer: EndedAttempt['answer']): boolean {
	return answer?.headers['content-type']?.includes('html') ?? false;
}
