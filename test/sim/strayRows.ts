import { all, bucket, sliding } from './limits';
import { episodes, randomly, withHeaders } from './modifiers';
import { perMinute, row, type SteadyRow } from './row';

const none = Infinity;

/** What a process of 64 requests in flight of 5 s each sends in a minute. */
const unlimited = (processes: number) => 768 * processes;
/** What clients get who try again after 0.25 s, while everything is refused for 20 of 180 s. */
const greedy = (processes: number) => 700 * processes;

/** Refusals that are nobody's fault, alone and beside a limit. */
export const strayRows: SteadyRow[] = [
	row('1 % refused at random', (random) => randomly(0.01, random), [99, 1.1, 99, 1.1, 99, 1.1], {
		possible: unlimited,
	}),
	row('5 % refused at random', (random) => randomly(0.05, random), [97, 5.5, 97, 5.5, 97, 5.5], {
		possible: unlimited,
	}),
	row('20 % refused at random', (random) => randomly(0.2, random), [88, 22, 92, 22, 92, 22], {
		possible: unlimited,
	}),
	row(
		'1 % at random, with Retry-After 20',
		(random) => randomly(0.01, random, { headers: { 'retry-after': '20' } }),
		[98, 1.2, 98, 1.2, 98, 1.2],
		{ possible: unlimited },
	),
	row(
		'bucket and 1 % at random',
		(random) => all(randomly(0.01, random), bucket(perMinute, 10)),
		[93, 2, 96, 2.6, 97, 5],
	),
	row(
		'bucket and 5 % at random',
		(random) => all(randomly(0.05, random), bucket(perMinute, 10)),
		[86, 6.5, 96, 7.5, 96, 10.5],
	),
	row(
		'sliding and 5 % at random',
		(random) => all(randomly(0.05, random), sliding(perMinute)),
		[86, 6.5, 94, 8, 94, 11],
	),
	row(
		'bucket, Retry-After 60, from minute 5',
		() => withHeaders(bucket(perMinute, 10), { 'retry-after': '60' }),
		[93, none, 96, none, 96, none],
		{ seconds: [300, 1_800] },
	),
	row('episodes of 20 s of 180', () => episodes(20_000, 180_000), [87, none, 87, none, 87, none], {
		possible: greedy,
	}),
];
