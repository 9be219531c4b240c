import type { ResponseHead } from './call';
import { durationOf, hour, minute } from './duration';

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

/** What is refilled later than this, in milliseconds, is no use to a run that goes on now. */
const longestReset = 10 * minute;
/** A limit over a longer time, in milliseconds, says nothing about a pace. */
const longestWindow = hour;

/**
 * Reads `x-ratelimit-{limit,remaining,reset}-{requests,tokens}` (OpenAI's; without the last part they
 * are taken for requests). A set that is incomplete, or has a number that cannot be meant, is left out:
 * Azure was seen sending -1 and 0. So is a limit of a day (Groq, and OpenAI for new accounts): a run that
 * needs less than what is left of it must not notice.
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
	return isOfDay({ limit, remaining, reset }) ? undefined : { limit, remaining, reset };
}

/**
 * Told by the time until all of it is back, or, where it comes back bit by bit (10,000 a day: one in
 * 8.64 s), by the time that all of it would take.
 */
function isOfDay({ limit, remaining, reset }: Allowance): boolean {
	const used = limit - remaining;
	return reset > longestReset || (used > 0 && (reset * limit) / used > longestWindow);
}

function amountOf(text = ''): number | undefined {
	return /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
}
