import { defined } from './defined';
import { type FailureKind, failureKinds } from './failureKinds';

export type { FailureKind } from './failureKinds';

/**
 * How far a request without an answer had come. `local`: this machine could not even try (no port, no descriptor).
 * `connecting`: no connection was made. `sent`: at least a part of it was sent, so that it may have been done.
 */
export type Phase = 'local' | 'connecting' | 'sent';

/** Why there is no value, as data. Absent facts are null: the gateway did not say. */
export interface Failure {
	kind: FailureKind;
	/** What happened, one sentence; the gateway's own words where it has any. */
	message: string;
	/** How to get unstuck. */
	description: string;
	/** HTTP status, or null when there was no answer. */
	status: number | null;
	/** The gateway's code, or the network's (`ECONNREFUSED`). */
	code: string | null;
	/** The gateway's class of failure, such as `invalid_request_error`. */
	type: string | null;
	request_id: string | null;
	/** Whether the same request may well succeed later. */
	retryable: boolean;
	/** The parameter that is wrong, as its label reads in the editor. */
	field?: string;
	/** Token usage of an answer that was paid for and could not be used. */
	usage?: unknown;
	/** What there is of the answer's text. */
	text?: string;
	/** What the model thought, where it showed it. */
	reasoning?: string;
	/**
	 * The body of a refusal for a limit: beside its words it may name the metric and the wait. For delivery
	 * alone; no item shows it.
	 */
	details?: string;
	/** Where it is known how far the request had come. For delivery alone; no item shows it. */
	phase?: Phase;
	/** Which budget ended it; absent: that of tokens. For the note above the output alone. */
	budget?: 'cost';
	/** The task that was begun, and that can still be asked for. */
	task_id?: string;
	/**
	 * Of a quota: whether it was seen to be that of the model, because others of the key were let in. For the choice of
	 * another model alone; no item shows it.
	 */
	isOfModel?: boolean;
	/** The other models that were asked, and how each failed. */
	fallbacks?: readonly ModelFailure[];
}

/** A model that could not answer an item. */
export interface ModelFailure {
	model: string;
	kind: FailureKind;
	/** What happened, one sentence. */
	message: string;
}

/** A failure on its way through code that returns values. */
export class Failed extends Error {
	override readonly name = 'Failed';

	constructor(readonly failure: Failure) {
		super(failure.message);
	}
}

/** A failure of a kind; what is not given comes from the table of kinds. */
export function failure(kind: FailureKind, facts: Partial<Omit<Failure, 'kind'>> = {}): Failure {
	const row = failureKinds[kind];
	const { field, usage, text, reasoning, details, phase, budget, task_id } = facts;
	return {
		kind,
		message: facts.message || row.message,
		description: facts.description || row.description,
		status: facts.status ?? null,
		code: facts.code ?? null,
		type: facts.type ?? null,
		request_id: facts.request_id ?? null,
		retryable: facts.retryable ?? row.retryable,
		...defined({ field, usage, text, reasoning, details, phase, budget, task_id }),
	};
}

/**
 * A parameter that cannot be sent.
 *
 * @param field label of the field as the editor shows it
 * @param problem rest of the sentence that begins with the label: `must be a number, but is "x"`
 * @param remedy how to fix it
 */
export function inputFailure(field: string, problem: string, remedy: string): Failure {
	return failure('input', { field, message: `${field} ${problem}`, description: remedy });
}

/** The failure behind anything that was thrown; a fault of our own keeps its words. */
export function failureOf(thrown: unknown): Failure {
	if (thrown instanceof Failed) return thrown.failure;
	const message = thrown instanceof Error ? thrown.message : String(thrown);
	return failure('malformed', {
		message,
		description: 'This was not expected. Please report it with the steps that led to it.',
		retryable: false,
	});
}
