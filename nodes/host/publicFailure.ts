import { defined } from '../api/defined';
import type { Cost } from '../api/output';
import type { Failure, FailureKind, ModelFailure } from '../api/failure';

/**
 * What a failed item tells of its failure, in `error`; the sentence stands beside it, in `message`. These names
 * are public: workflows rely on them, so a fact of ours becomes one only by a line here.
 */
export interface PublicFailure {
	kind: FailureKind;
	/** How to get unstuck. */
	description: string;
	/** HTTP status; null when there was no answer. */
	status: number | null;
	code: string | null;
	type: string | null;
	request_id: string | null;
	/** Whether the same item may well succeed later. */
	retryable: boolean;
	/** HTTP requests that were made for the item. */
	attempts: number;
	/** Label of the parameter that is wrong. */
	field?: string;
	/** Token usage of what was paid for and could not be used. */
	usage?: unknown;
	/** What was paid for it, null where that is not known; absent: nothing was charged, or there are no prices. */
	cost?: Cost | null;
	/** What there is of the answer. */
	text?: string;
	/** What the model thought, where it showed it. */
	reasoning?: string;
	/** The task that can still be asked for. */
	task_id?: string;
	/** The other models that were asked, and how each failed. */
	fallbacks?: readonly ModelFailure[];
}

/** The public part of a failure. */
export function publicFailure(
	failure: Failure,
	attempts: number,
	cost?: Cost | null,
): PublicFailure {
	const { kind, description, status, code, type, request_id, retryable } = failure;
	const { field, usage, text, reasoning, task_id, fallbacks } = failure;
	return {
		...{ kind, description, status, code, type, request_id, retryable },
		...defined({ field, usage, cost, text, reasoning, task_id, fallbacks }),
		attempts,
	};
}
