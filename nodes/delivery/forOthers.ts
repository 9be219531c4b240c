import { defined } from '../api/defined';
import type { Failure } from '../api/failure';

/** What a failure holds of one request alone. */
type Own = Pick<Failure, 'field' | 'usage' | 'text' | 'reasoning' | 'task_id' | 'details'>;

/** A failure as other requests end with it: the words of the gateway, and nothing of the answer to this one. */
export function forOthers(failure: Failure): Failure {
	return split(failure).shared;
}

/** A failure of all, with what a request that was refused in the middle of its answer has of that. */
export function withOwn(ofAll: Failure, refusal: Failure | undefined): Failure {
	return refusal ? { ...ofAll, ...split(refusal).own } : ofAll;
}

function split(failure: Failure): { shared: Failure; own: Own } {
	const { field, usage, text, reasoning, task_id, details, ...shared } = failure;
	return { shared, own: defined({ field, usage, text, reasoning, task_id, details }) };
}
