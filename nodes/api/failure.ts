import { defined } from './defined';

/** Every way a request can end without a value. */
export type FailureKind =
	| 'input'
	| 'auth'
	| 'quota'
	| 'rateLimit'
	| 'badRequest'
	| 'notFound'
	| 'contentFilter'
	| 'truncated'
	| 'invalidOutput'
	| 'budget'
	| 'server'
	| 'timeout'
	| 'network'
	| 'malformed'
	| 'cancelled';

/**
 * How far a request had come that got no answer. `local`: this machine could not even try (no port, no descriptor);
 * `connecting`: no connection to the address came about; `sent`: it, or a part of it, was on its way, so that it may
 * have been done.
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
	/** The task that was begun, and that can still be asked for. */
	task_id?: string;
}

/** A failure on its way through code that returns values. */
export class Failed extends Error {
	override readonly name = 'Failed';

	constructor(readonly failure: Failure) {
		super(failure.message);
	}
}

interface Row {
	message: string;
	description: string;
	retryable: boolean;
}

/** One row a kind: what it is called when the gateway has no words, the advice, and whether to try again. */
const kinds: Readonly<Record<FailureKind, Row>> = {
	input: {
		message: 'A parameter is not usable',
		description: 'Change the parameter; nothing was sent for this item.',
		retryable: false,
	},
	auth: {
		message: 'The gateway did not accept the API key',
		description:
			'Check the API key and the Base URL in the credential, and that the key is enabled and allowed to use this model.',
		retryable: false,
	},
	quota: {
		message: 'The balance of the key is used up',
		description:
			'Top up the account, or lower Max Tokens: the gateway reserves points for the longest possible answer before it starts.',
		retryable: false,
	},
	rateLimit: {
		message: 'The gateway is receiving more requests than this key allows',
		description: 'Run the item again later, or ask the gateway for a higher limit.',
		retryable: true,
	},
	badRequest: {
		message: 'The gateway did not accept the request',
		description:
			'Check the parameters against what the model supports; remove the option that the message names.',
		retryable: false,
	},
	notFound: {
		message: 'The gateway does not know this address or model',
		description:
			'Check the model name (the list of the Model field shows what the gateway offers) and the Base URL in the credential.',
		retryable: false,
	},
	contentFilter: {
		message: 'The answer was withheld by a content filter',
		description: 'Rephrase the messages, or use a model with other rules.',
		retryable: false,
	},
	truncated: {
		message: 'The answer was cut off before it was usable',
		description: 'Raise Max Tokens, or ask for a shorter answer.',
		retryable: false,
	},
	invalidOutput: {
		message: 'The answer is not JSON',
		description:
			'Ask for JSON in the messages, or choose the response format JSON Schema. The text of the answer is kept in this item.',
		retryable: false,
	},
	budget: {
		message: 'Not sent: the token budget of this run is used up',
		description: 'Raise the token budget, or run the remaining items later.',
		retryable: true,
	},
	server: {
		message: 'The gateway could not process the request',
		description: 'This is on the side of the gateway. Run the item again later.',
		retryable: true,
	},
	timeout: {
		message: 'The gateway did not answer in time',
		description:
			'Run the item again, or ask for a shorter answer. The gateway may have charged for the request.',
		retryable: true,
	},
	network: {
		message: 'The gateway could not be reached',
		description: 'Check the Base URL in the credential and the connection of this n8n.',
		retryable: true,
	},
	malformed: {
		message: 'The gateway answered with something that is not a completion',
		description:
			'Check that the Base URL in the credential is the address of an OpenAI-compatible API and not of a web page.',
		retryable: true,
	},
	cancelled: {
		// With this word n8n shows the execution as canceled rather than as failed.
		message: 'Stopped: the execution was canceled before an answer arrived',
		description: 'The run was stopped. Run it again to get this item.',
		retryable: true,
	},
};

/** A failure of a kind; what is not given comes from the table of kinds. */
export function failure(kind: FailureKind, facts: Partial<Omit<Failure, 'kind'>> = {}): Failure {
	const row = kinds[kind];
	const { field, usage, text, reasoning, details, phase, task_id } = facts;
	return {
		kind,
		message: facts.message || row.message,
		description: facts.description || row.description,
		status: facts.status ?? null,
		code: facts.code ?? null,
		type: facts.type ?? null,
		request_id: facts.request_id ?? null,
		retryable: facts.retryable ?? row.retryable,
		...defined({ field, usage, text, reasoning, details, phase, task_id }),
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
