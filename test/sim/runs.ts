import { ours } from './clients';
import type { Figure, Options } from './events';
import { bucket, concurrency, type Limit } from './limits';
import { sum } from './measure';
import { randomly, withHeaders } from './modifiers';
import { simulate, type Setting } from './world';

interface FiniteRun {
	name: string;
	items: number;
	/** Length of an answer, in milliseconds, the network included. */
	answer: number;
	limit: Setting['limit'];
	/** Shortest time possible, in seconds. */
	bound: number;
	/** Longest that is well, as a multiple of that, and the largest share of refusals, in per cent. */
	aim: [times: number, refused: number];
}

const none: Limit = { judge: () => undefined };
const hidden = () => bucket(60 * 40, 40);

/** Runs of finite length at a gateway nearby, from a cold lane, as the real n8n has them. */
const runs: FiniteRun[] = [
	{
		name: '1,000 of 200 ms, no limit',
		items: 1_000,
		answer: 200,
		limit: () => none,
		bound: (1_000 * 0.2) / 64,
		aim: [1.5, 0],
	},
	{
		name: '3,000 of 300 ms, 2 % at random',
		items: 3_000,
		answer: 300,
		limit: (random) => randomly(0.02, random),
		bound: (3_000 * 0.3) / 64,
		aim: [1.15, 2.5],
	},
	{
		name: '1,200 of 300 ms, hidden 40/s',
		items: 1_200,
		answer: 300,
		limit: hidden,
		bound: 1_200 / 40,
		aim: [1.05, 2.5],
	},
	{
		name: '1,200 of 300 ms, 40/s, Retry-After',
		items: 1_200,
		answer: 300,
		limit: () => withHeaders(hidden(), { 'retry-after': '1' }),
		bound: 1_200 / 40,
		aim: [1.05, 2.5],
	},
	{
		name: '800 of 300 ms, 12 at once',
		items: 800,
		answer: 300,
		limit: () => concurrency(12),
		bound: (800 * 0.3) / 12,
		aim: [1.1, 2],
	},
];

/** How long each takes against the shortest time possible, mean over seeds. */
export function finiteRuns({ seeds = 10, client = ours() }: Options = {}): Figure[] {
	return runs.map(({ name, items, answer, limit, bound, aim: [longest, most] }) => {
		let times = 0;
		let refused = 0;
		for (let seed = 1; seed <= seeds; seed++) {
			const setting = { client, limit, seed, minutes: 0, items, answer, network: 1 };
			const outcome = simulate({ ...setting, streamed: false });
			times += outcome.finished / 1_000 / bound / seeds;
			refused += sum(outcome.refused) / seeds;
		}
		const share = (100 * refused) / (items + refused);
		return {
			name,
			text: `${times.toFixed(3)} × ${bound.toFixed(1)} s, ${share.toFixed(2)} % refused`,
			aim: `≤ ${longest} ×, ≤ ${most} %`,
			passed: times <= longest && share <= most,
		};
	});
}
