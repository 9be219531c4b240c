const HEARTBEAT = 10_000;

/**
 * Reports numbered steps with seconds since the beginning, and a line every 10 s while a step lasts, so
 * that nobody takes silence for a hang.
 *
 * @param {number} count how many steps there will be
 * @param {(line: string) => void} log
 * @returns {<T>(name: string, work: () => Promise<T>, soFar?: () => Promise<string>) => Promise<T>} `soFar` says how far
 *   the step is
 */
export function stepper(count, log) {
	const start = performance.now();
	const elapsed = () => `${Math.round((performance.now() - start) / 1000)} s`;
	let number = 0;

	return async (name, work, soFar) => {
		number += 1;
		const label = `[${number}/${count}]`;
		log(`${label} ${name} (${elapsed()})`);
		return await whileBusy(work, { soFar, log: (text) => log(`${label} ${text} (${elapsed()})`) });
	};
}

/**
 * Does some work, and says how far it is as long as it lasts.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @param {{ log: (line: string) => void, soFar?: () => Promise<string>, every?: number }} options `every`: milliseconds between two lines
 * @returns {Promise<T>}
 */
export async function whileBusy(
	work,
	{ log, soFar = async () => 'still busy', every = HEARTBEAT },
) {
	let isBusy = true;
	const beat = setInterval(async () => {
		const text = await soFar().catch(() => 'still busy');
		if (isBusy) log(text);
	}, every);
	try {
		return await work();
	} finally {
		isBusy = false;
		clearInterval(beat);
	}
}
