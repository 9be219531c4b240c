/**
 * Limits that a gateway keeps to itself. Each takes a request, or gives the seconds after which it
 * would.
 */

/** @param {{ rate: number, burst: number }} of requests a second */
export function bucket({ rate, burst }) {
	let level = burst;
	let seen = performance.now();
	return {
		take() {
			const now = performance.now();
			level = Math.min(burst, level + ((now - seen) / 1000) * rate);
			seen = now;
			if (level < 1) return (1 - level) / rate;
			level -= 1;
			return 0;
		},
		done() {},
	};
}

/** @param {{ most: number, window: number }} of requests in any `window` seconds */
export function sliding({ most, window }) {
	const taken = [];
	return {
		take() {
			const now = performance.now() / 1000;
			while (taken.length > 0 && taken[0] <= now - window) taken.shift();
			if (taken.length >= most) return taken[0] + window - now;
			taken.push(now);
			return 0;
		},
		done() {},
	};
}

/** @param {{ most: number }} of requests in flight */
export function concurrency({ most }) {
	let inFlight = 0;
	return {
		take() {
			// Nobody can know when one of the others will end.
			if (inFlight >= most) return 1;
			inFlight += 1;
			return 0;
		},
		done: () => void (inFlight -= 1),
	};
}

/**
 * No limit: a share of the requests is refused whatever the client does, as by a gateway one of whose channels
 * is full.
 *
 * @param {{ share: number }} of all requests
 */
export function stray({ share }) {
	let state = 1;
	return {
		take() {
			// Park and Miller: the same requests in every run.
			state = (state * 48271) % 2147483647;
			return state / 2147483647 < share ? 1 : 0;
		},
		done() {},
	};
}

export const limiters = { bucket, sliding, concurrency, stray };

/** Least seconds for a number of items whose answers take `latency` seconds. */
export const bounds = {
	bucket: ({ rate, burst }, items, latency) => Math.max(0, items - burst) / rate + latency,
	sliding: ({ most, window }, items, latency) => (Math.ceil(items / most) - 1) * window + latency,
	concurrency: ({ most }, items, latency) => Math.ceil(items / most) * latency,
	stray: () => undefined,
};
