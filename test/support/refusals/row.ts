import type { FailureKind } from '../../../nodes/api/failure';

/**
 * One refusal as a provider is known to send it, its words said in another way: status, body, what it is,
 * and which words, code and type have to be kept.
 */
export interface Refusal {
	whose: string;
	status: number;
	body: unknown;
	kind: FailureKind;
	/** Words that must be in the message. */
	words: string;
	code?: string;
	type?: string;
}

/** A refusal in OpenAI's form. */
export function inOpenAiForm(
	whose: string,
	status: number,
	kind: FailureKind,
	message: string,
	more: { code?: string | number | null; type?: string | null } = {},
): Refusal {
	const { code, type } = more;
	return {
		whose,
		status,
		kind,
		words: message,
		body: { error: { message, param: null, ...more } },
		...((code ?? '') === '' ? {} : { code: String(code) }),
		...(type === undefined || type === null ? {} : { type }),
	};
}
