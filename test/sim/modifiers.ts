import type { Limit, Refused } from './limits';
import { logNormal } from './time';

/** A limit with headers of its own on refusals and on answers. */
export function withHeaders(
	limit: Limit,
	refusal: { [name: string]: string },
	answer?: { [name: string]: string },
): Limit {
	return {
		...changed(limit, (refused) => ({ headers: { ...refused.headers, ...refusal } })),
		...(answer && { headers: () => answer }),
	};
}

/** A gateway that takes so long, in milliseconds, to refuse. */
export function slowly(limit: Limit, after: number): Limit {
	return changed(limit, () => ({ after }));
}

/**
 * A gateway that takes now more, now less time to refuse.
 *
 * @param after in milliseconds, on the mean
 * @param random numbers from 0 to 1
 */
export function unevenly(limit: Limit, after: number, random: () => number): Limit {
	return changed(limit, () => ({ after: logNormal(random, after, 0.6) }));
}

function changed(limit: Limit, change: (refused: Refused) => Refused): Limit {
	return {
		...limit,
		judge(now, tokens) {
			const refused = limit.judge(now, tokens);
			return refused && { ...refused, ...change(refused) };
		},
	};
}

/** `x-ratelimit-*` headers of a limit of requests. */
export function offers(
	limit: number,
	remaining: number,
	reset: string,
): { [name: string]: string } {
	return {
		'x-ratelimit-limit-requests': String(limit),
		'x-ratelimit-remaining-requests': String(remaining),
		'x-ratelimit-reset-requests': reset,
	};
}

/** Headers of ten upstream keys that others use too, in turn. */
export function jumping(limit: Limit): Limit {
	let turn = 0;
	return {
		...limit,
		headers() {
			turn++;
			const remaining = 60 * (turn % 10) + 5;
			return offers(600, remaining, `${(600 - remaining) / 10}s`);
		},
	};
}

/**
 * Refuses a share of the requests, whatever their number, as a gateway does one of whose channels is full.
 *
 * @param random numbers from 0 to 1
 */
export function randomly(share: number, random: () => number, refused: Refused = {}): Limit {
	return { judge: () => (random() < share ? refused : undefined) };
}

/** Refuses everything for the last `length` of every `cycle`, in milliseconds. */
export function episodes(length: number, cycle: number): Limit {
	return { judge: (now) => (now % cycle >= cycle - length ? {} : undefined) };
}
