import type { Call } from '../../../../nodes/api/call';
import type { Failure } from '../../../../nodes/api/failure';
import { defaultRetryAndTimeouts } from '../../../../nodes/api/limits';
import { decide } from '../../../../nodes/delivery/decide';
import type { Sent } from '../sent';

/** Says so where a request that is charged on arrival would be sent again after an answer under status 200. */
export function boughtAgain(call: Call<unknown>, failure: Failure, { isWhole }: Sent): string[] {
	const { repeat, repeatFor } = call;
	const limits = defaultRetryAndTimeouts;
	const history = { repeat, repeatFor, attempt: 1, elapsed: 0, limits, longestWait: 0 };
	// A lane sends again what was refused for a limit.
	const isAgain = failure.kind === 'rateLimit' || decide({ failure }, history, 0).then !== 'giveUp';
	const came = isWhole ? 'came whole' : 'was broken';
	return isAgain ? [`bought again, though it ${came}: ${failure.kind}, ${failure.message}`] : [];
}
