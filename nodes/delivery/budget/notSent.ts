import { failure, type Failure } from '../../api/failure';
import { withOwn } from '../forOthers';

/**
 * The failure of a request that is not sent because of a budget.
 *
 * @param why what it needs, and what is left
 * @param more facts of the budget
 * @param before how its last attempt failed: the words, and what there was of an answer, are not to be lost
 */
export function notSent(
	why: string,
	more: Pick<Partial<Failure>, 'description' | 'budget'>,
	before?: Failure,
): Failure {
	if (before === undefined) return failure('budget', { message: `Not sent: ${why}`, ...more });
	const message = `Not sent again: ${why}. The attempt before it ended with: ${before.message}`;
	const { status, code, type, request_id } = before;
	const facts = { status, code, type, request_id, message, ...more };
	return withOwn(failure('budget', facts), before);
}
