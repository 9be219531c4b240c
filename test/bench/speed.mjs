import { contestants } from './contestants.mjs';

/**
 * First part: lists of several lengths, by every contestant, in turns, so that what else happens on
 * the machine hits all of them. The figures are medians.
 *
 * @param {object} bench `run(contestant, count, settings)`, and `log`
 * @param {object} plan
 * @param {number[]} plan.latencies of the gateway, in milliseconds
 * @param {{ count: number, rounds: number, only?: (contestant: object) => boolean }[]} plan.sizes
 */
export async function measureSpeed({ run, log }, { latencies, sizes }) {
	const results = [];
	for (const latency of latencies) {
		for (const { count, rounds, only = () => true } of sizes) {
			const all = contestants.filter(only);
			const running = all.filter(({ most = Infinity }) => count <= most);
			const samples = new Map(running.map((contestant) => [contestant, []]));
			for (let round = 1; round <= rounds; round++) {
				log(`${count} items, ${latency} ms, round ${round} of ${rounds}`);
				for (const contestant of running)
					samples.get(contestant).push(await run(contestant, count, { latency }));
			}
			for (const contestant of all) {
				const row = samples.has(contestant)
					? middle(samples.get(contestant))
					: extrapolated(results, contestant, latency, count);
				if (row) results.push({ ...about(contestant), latency, count, ...row });
			}
		}
	}
	return results;
}

const about = ({ key, title, concurrency, stream }) => ({ key, title, concurrency, stream });

/** The run of median time, with its own counts; the processor time is a median of its own. */
export function middle(samples) {
	const sorted = [...samples].sort((one, other) => one.wall - other.wall);
	const cpus = samples.map(({ cpu }) => cpu).sort((one, other) => one - other);
	const half = Math.floor((samples.length - 1) / 2);
	const incomplete = samples.filter(({ items, count }) => items !== count);
	if (incomplete.length > 0) return { failed: incomplete[0].error ?? 'incomplete' };
	return { ...sorted[half], cpu: cpus[half], fastest: sorted[0].wall, slowest: sorted.at(-1).wall };
}

/** One after the other: the time of a longer list is known. */
function extrapolated(results, { key }, latency, count) {
	const longest = results.findLast((row) => row.key === key && row.latency === latency);
	if (longest?.wall === undefined) return undefined;
	const wall = (longest.wall / longest.count) * count;
	return { wall, extrapolated: longest.extrapolated ?? longest.count };
}

/** Least milliseconds in which anybody could do it; undefined where nothing limits it. */
export function boundOf({ latency, concurrency, count }) {
	if (latency === 0 || concurrency === undefined) return undefined;
	return Math.ceil(count / concurrency) * latency;
}
