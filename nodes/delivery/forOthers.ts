import type { Failure } from '../api/failure';

/** What a failure holds of one request alone. */
type Own = Pick<Failure, 'field' | 'usage' | 'text' | 'reasoning' | 'task_id' | 'details'>;

/** A failure as other requests end with it too: the words of the gateway, and nothing of the answer to one. */
export function forOthers(failure: Failure): Failure {
	return split(failure).shared;
}

/** The failure of all, with what there is of the answer to a request that was refused in the middle of it. */
export function withOwn(ofAll: Failure, refusal: Failure | undefined): Failure {
	return refusal ? { ...ofAll, ...split(refusal).own } : ofAll;
}

function split(failure: Failure): { shared: Failure; own: Own } {
	const { field, usage, text, reasoning, task_id, details, ...shared } = failure;
	const all = { field, usage, text, reasoning, task_id, details };
	const given = Object.entries(all).filter(([, value]) => value !== undefined);
	return { shared, own: Object.fromEntries(given) };
}
