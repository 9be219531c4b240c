import { isUndecided, neverArrived } from '../api/arrival';
import type { Call } from '../api/call';
import type { Reading } from '../api/readers/reader';
import { asCharged, mayBeCharged } from '../api/charged';
import { failure, type Failure, type FailureKind } from '../api/failure';

/** With these the gateway says that it did not begin, whatever the status. */
const refusals: readonly FailureKind[] = ['auth', 'quota', 'rateLimit', 'badRequest', 'notFound'];

/** Whether the gateway refused the request. */
export function isRefusal({ kind }: Failure): boolean {
	return refusals.includes(kind);
}

/** Whether it must not arrive twice, unless the gateway says that it was not done. */
export function isOnce({ repeat }: Pick<Call<unknown>, 'repeat'>): boolean {
	return repeat === 'never' || repeat === 'charged';
}

/**
 * Whether a request that was sent may have been done, and charged, although there is no answer to show for
 * it. A refusal of the gateway, also under status 200, is an answer; of what is charged when it arrives, only
 * one that says that nothing was made.
 */
export function mayHaveArrived(why: Failure, { repeat }: Pick<Call<unknown>, 'repeat'>): boolean {
	const { kind, status } = why;
	if (repeat === 'charged') return mayBeCharged(why) && !neverArrived(why);
	const isRefused = kind === 'server' && status !== null && status < 300;
	return isUndecided(why) && !isRefused && !neverArrived(why);
}

/** The reading with advice on the charge, where the call is charged when it arrives and no answer came. */
export function withChargeAdvice<T>({ repeat }: Call<T>, reading: Reading<T>): Reading<T> {
	return reading.failure && repeat === 'charged'
		? { failure: asCharged(reading.failure) }
		: reading;
}

/** The failure of such a call in the next try of the run, which does not send it again. */
export function notSentAgain({ kind, status, message, text, task_id }: Failure): Failure {
	const ended = kind === 'malformed' || status !== null ? `: ${message}` : ' and got no answer';
	return failure('network', {
		message: `Not sent again: an earlier try of this node sent it${ended}, so it may have been charged`,
		description:
			'Look at the account of the gateway. If it was not done there, run the workflow anew for this item.',
		retryable: false,
		text,
		task_id,
	});
}
