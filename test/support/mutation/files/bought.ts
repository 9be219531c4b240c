import type { Call } from '../../../../nodes/api/call';
import type { Failure } from '../../../../nodes/api/failure';
import { defaultRetryAndTimeouts } from '../../../../nodes/api/limits';
import { mayRepeat } from '../../../../nodes/delivery/retry';
import type { Sent } from '../sent';

/** Says so where a request that is charged on arrival would be sent again after an answer under status 200. */
export function boughtAgain(call: Call<unknown>, why: Failure, { isWhole }: Sent): string[] {
	// A lane sends again what was refused for a limit.
	const isAgain = why.kind === 'rateLimit' || mayRepeat(why, call, 1, defaultRetryAndTimeouts);
	const came = isWhole ? 'came whole' : 'was broken';
	return isAgain ? [`bought again, though it ${came}: ${why.kind}, ${why.message}`] : [];
}
