import { isUndecided, neverArrived } from '../api/arrival';
import type { Call } from '../api/call';
import { mayBeCharged } from '../api/charged';
import type { Failure } from '../api/failure';

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
