import { isUndecided, neverArrived } from '../api/arrival';
import type { Call } from '../api/call';
import { mayBeCharged } from '../api/charged';
import type { Failure } from '../api/failure';
import type { RetryAndTimeouts } from '../api/limits';

/** Longest pause that we choose ourselves, in milliseconds. */
const longestPause = 20_000;
/** Upper end of the first pause, in milliseconds; it doubles with every attempt. */
const firstPause = 500;

/** Whether it must not arrive twice, unless the gateway says that it was not done. */
export function isOnce({ repeat }: Pick<Call<unknown>, 'repeat'>): boolean {
	return repeat === 'never' || repeat === 'charged';
}

/**
 * Whether a request that was sent may have been done, and charged, although there is no answer to show for
 * it. A refusal of the gateway, also under status 200, is an answer; of what is charged when it arrives, only
 * one that says that nothing was made.
 */
export function mayHaveArrived(
	failure: Failure,
	{ repeat }: Pick<Call<unknown>, 'repeat'>,
): boolean {
	const { kind, status } = failure;
	if (repeat === 'charged') return mayBeCharged(failure) && !neverArrived(failure);
	const isRefused = kind === 'server' && status !== null && status < 300;
	return isUndecided(failure) && !isRefused && !neverArrived(failure);
}

/**
 * Whether a request that failed may be sent once more. Where there is a lane, rate limits cost no attempt
 * and are its business, not decided here.
 *
 * @param attempt the attempt that failed, counted from 1
 * @param serverSaysRetry what the gateway itself says, in its header `x-should-retry`
 * @param elapsed since the call was first sent, in milliseconds
 */
export function mayRepeat(
	failure: Failure,
	{ repeat, repeatFor }: Pick<Call<unknown>, 'repeat' | 'repeatFor'>,
	attempt: number,
	{ maxAttempts, retryTimeouts }: RetryAndTimeouts,
	serverSaysRetry?: boolean,
	elapsed = 0,
): boolean {
	const isTimed = repeatFor === 0 || (repeatFor !== undefined && failure.kind === 'server');
	if (isTimed ? elapsed >= repeatFor : attempt >= maxAttempts) return false;
	if (serverSaysRetry === false) return false;
	if (serverSaysRetry && !isOnce({ repeat })) return true;
	if (!failure.retryable) return false;
	if (neverArrived(failure)) return failure.code !== 'ENOTFOUND' || attempt < 2;
	if (repeat === 'never') return false;
	// What timed out may have been answered, and charged, without us.
	if (failure.kind === 'timeout') return retryTimeouts || repeat === 'free';
	if (repeat === 'charged' && mayBeCharged(failure)) {
		const cameWhole = failure.kind === 'server' && (failure.status ?? 0) < 300;
		if (!retryTimeouts || cameWhole) return false;
	}
	// What pays counts against a lane, which has waited for its limit already.
	if (failure.kind === 'rateLimit') return repeat === 'free';
	return failure.kind === 'server' || failure.kind === 'network' || failure.kind === 'malformed';
}

/**
 * Pause before the next attempt, in milliseconds: what the gateway stated, else a random part of a
 * time that doubles (full jitter), so that many clients do not come back at the same moment.
 *
 * @param attempt the attempt that failed, counted from 1
 * @param random from 0 to 1
 */
export function pauseAfter(attempt: number, stated: number | undefined, random: number): number {
	return stated ?? random * Math.min(longestPause, firstPause * 2 ** (attempt - 1));
}
