import { parseDuration, second } from '../duration';
import type { ResponseHead } from '../readers/reader';

/**
 * How long until a limit is renewed of which nothing remains, in milliseconds, by an answer's headers:
 * `x-ratelimit-remaining-requests: 0` with `x-ratelimit-reset-requests: 14h24m0s`, and the like of Anthropic
 * (an instant), OpenRouter (milliseconds since 1970) and Cerebras (`…-requests-day`). Of several the longest.
 * Undefined when something remains of all limits, or no header says when.
 *
 * @param now milliseconds since 1970, by the clock of the gateway if it tells it
 */
export function renewalInHeaders(
	headers: ResponseHead['headers'],
	now: number,
): number | undefined {
	const waits = Object.entries(headers).flatMap(([name, value]) => {
		if (!/rate-?limit/.test(name) || !name.includes('remaining') || !/^\s*0(\.0+)?\s*$/.test(value))
			return [];
		const reset = headers[name.replace('remaining', 'reset')]?.trim() ?? '';
		const wait = untilReset(reset, now);
		return wait === undefined ? [] : [wait];
	});
	return waits.length === 0 ? undefined : Math.max(...waits);
}

/** Numbers beyond this are instants, in seconds since 1970; a thousand times as large, in milliseconds. */
const firstInstant = 1_000_000_000;

function untilReset(reset: string, now: number): number | undefined {
	const amount = Number(reset);
	if (reset !== '' && amount >= firstInstant) {
		return Math.max(0, (amount >= firstInstant * second ? amount : amount * second) - now);
	}
	const length = parseDuration(reset);
	if (length !== undefined) return length;
	const at = /^\d{4}-\d\d-\d\d|GMT$/.test(reset) ? Date.parse(reset) : NaN;
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
