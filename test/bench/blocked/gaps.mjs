/**
 * How long the event loop was blocked at most while something was done, in milliseconds: the longest time between two
 * turns of a timer of 1 ms; of that no more than what the process had of the processors, as others may want them too.
 *
 * @template T
 * @param {() => Promise<T>} action
 * @returns {Promise<{ longest: number, result: T }>}
 */
export async function longestGap(action) {
	let longest = 0;
	let last = state();
	const look = () => {
		const now = state();
		longest = Math.max(longest, Math.min(now.wall - last.wall, now.processor - last.processor));
		last = now;
	};
	const timer = setInterval(look, 1);
	try {
		await new Promise((resolve) => setTimeout(resolve, 5));
		[longest, last] = [0, state()];
		const result = await action();
		await new Promise((resolve) => setTimeout(resolve, 2));
		return { longest, result };
	} finally {
		clearInterval(timer);
	}
}

function state() {
	const { user, system } = process.cpuUsage();
	return { wall: performance.now(), processor: (user + system) / 1000 };
}

/**
 * The same of several rounds, the one with the shortest: what else runs on the machine only makes it longer.
 *
 * @template T
 * @param {number} rounds
 * @param {() => Promise<T>} action
 */
export async function shortestOf(rounds, action) {
	let best = { longest: Infinity, result: /** @type {T | undefined} */ (undefined) };
	for (let round = 0; round < rounds; round++) {
		globalThis.gc?.();
		const { longest, result } = await longestGap(action);
		if (longest < best.longest) best = { longest, result };
	}
	return best;
}
