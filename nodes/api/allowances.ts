import type { ResponseHead } from './call';
import { durationOf } from './duration';

/** What an answer's `x-ratelimit-*` headers tell about one limit. */
export interface Allowance {
	limit: number;
	remaining: number;
	/** Milliseconds until `remaining` is `limit` again. */
	reset: number;
}

/** What an answer's headers tell about the limits of the key. */
export interface Allowances {
	requests?: Allowance;
	tokens?: Allowance;
}

/**
 * Reads `x-ratelimit-{limit,remaining,reset}-{requests,tokens}` (OpenAI's; without the last part they
 * are taken for requests). A set that is incomplete, or has a number that cannot be meant, is left out:
 * Azure was seen sending -1 and 0.
 */
export function allowances(headers: ResponseHead['headers']): Allowances {
	const requests = allowance(headers, '-requests') ?? allowance(headers, '');
	const tokens = allowance(headers, '-tokens');
	return {
		...(requests === undefined ? {} : { requests }),
		...(tokens === undefined ? {} : { tokens }),
	};
}

function allowance(headers: ResponseHead['headers'], kind: string): Allowance | undefined {
	const limit = amountOf(headers[`x-ratelimit-limit${kind}`]);
	const remaining = amountOf(headers[`x-ratelimit-remaining${kind}`]);
	const reset = durationOf(headers[`x-ratelimit-reset${kind}`] ?? '');
	if (!limit || remaining === undefined || remaining > limit || !reset) return undefined;
	return { limit, remaining, reset };
}

function amountOf(text = ''): number | undefined {
	return /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
}
