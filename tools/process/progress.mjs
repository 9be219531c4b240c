const HEARTBEAT = 20_000;

/**
 * Reports numbered steps with seconds since the beginning, and a line every 20 s while a step lasts, so
 * that nobody takes silence for a hang.
 *
 * @param {number} count how many steps there will be
 * @param {(line: string) => void} log
 * @returns {<T>(name: string, work: () => Promise<T>) => Promise<T>}
 */
export function stepper(count, log) {
	const start = performance.now();
	const elapsed = () => `${Math.round((performance.now() - start) / 1000)} s`;
	let number = 0;

	return async (name, work) => {
		number += 1;
		const label = `[${number}/${count}]`;
		log(`${label} ${name} (${elapsed()})`);
		const beat = setInterval(() => log(`${label} still busy (${elapsed()})`), HEARTBEAT);
		try {
			return await work();
		} finally {
			clearInterval(beat);
		}
	};
}
