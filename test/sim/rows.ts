import { all, bucket, concurrency, fixed, sliding, successes, type Limit } from './limits';
import { episodes, randomly, slowly, withHeaders } from './modifiers';
import type { Setting } from './world';

/** The limit of every row, per minute, unless it says otherwise; 50 requests in flight come to as much. */
export const perMinute = 600;

/** At least so much of the limit used, at most so many of the requests refused, in per cent. */
export interface Aim {
	goodput: number;
	refused: number;
}

/** A limit that a client does not know, and the aims for 1, 4 and 16 processes. */
export interface SteadyRow {
	name: string;
	limit: Setting['limit'];
	aims: { [processes: number]: Aim | undefined };
	setting?: Partial<Setting>;
	/** What the limit lets through in a minute, when that is not the usual. */
	perMinute?: number;
	/** The same, where it depends on the processes. */
	possible?: (processes: number) => number;
	/** Seconds that count, from and to, when it is not the whole run. */
	seconds?: [from: number, to: number];
}

const none = Infinity;
const spread = (random: () => number) => 500 + 1_000 * random();
const perTokens = (words = '') =>
	bucket(1_000 * perMinute, 10_000, { cost: (tokens) => tokens, words });
const chinese = '您已达到请求数限制：1分钟内最多请求600次';
const english =
	'Rate limit reached for m in organization o on tokens per min (TPM). Please reduce your usage.';

/** What a process of 64 requests in flight of 5 s each sends in a minute. */
const unlimited = (processes: number) => 768 * processes;
/** What clients get who try again after 0.25 s, while everything is refused for 20 of 180 s. */
const greedy = (processes: number) => 700 * processes;

/** Limits that refuse at once and nothing else. */
const limits: SteadyRow[] = [
	row('token bucket, burst 10', () => bucket(perMinute, 10), [98.5, 0.3, 98, 1.25, 98, 4.5]),
	row('sliding 60 s', () => sliding(perMinute), [98, 0.25, 98, 1.1, 98, 4]),
	row(
		'fixed window, Retry-After',
		() => fixed(perMinute, { retryAfter: true }),
		[98.5, 0.25, 98, 0.8, 98, 2.6],
	),
	row('fixed window, no Retry-After', () => fixed(perMinute), [97, 0.35, 97, 1.1, 98, 3]),
	row(
		'sliding, refusals count',
		() => sliding(perMinute, { refusalsCount: true }),
		[98, 0.25, 97, 1, 94, 3.6],
	),
	row('concurrency 50', () => concurrency(50), [98, 0.4, 86, 2, 86, 5]),
	row('successes at completion', () => successes(perMinute), [93, 0.55, 94, 1.35, 95, 3.5]),
	row('tokens per minute, named', () => perTokens(english), [98, 0.35, 98, 1.3, 98, 9], {
		setting: { tokens: spread },
	}),
	row('tokens per minute, silent', () => perTokens(), [97, 0.4, 98, 1.3, 98, 4.5], {
		setting: { tokens: spread },
	}),
	row(
		'sliding, limit in the text',
		() => sliding(perMinute, { words: chinese }),
		[98, 0.3, 97, 1.3],
	),
	row(
		'concurrency 50, in the text',
		() => concurrency(50, 'at most 50 in-flight requests'),
		[98, 0.2, 97, 4.5],
	),
	row(
		'bucket 600, true headers',
		() => bucket(perMinute, 600, { headers: true }),
		[99, 0.3, 97, 1.9],
	),
];

/** Refusals that are nobody's fault, alone and beside a limit. */
const strays: SteadyRow[] = [
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

const small = { setting: { answer: 50, network: 5 }, perMinute: (60 * 8) / 0.05 };

/** Few requests in flight with short answers. */
const quick: SteadyRow[] = [
	row('concurrency 8, 50 ms, seconds 10 to 20', () => concurrency(8), [88, none, 70, none], {
		...small,
		seconds: [10, 20],
	}),
	row('concurrency 8, 50 ms, five minutes', () => concurrency(8), [90, none, 60, none], {
		...small,
		seconds: [0, 300],
	}),
];

/** Gateways that take their time to refuse, in milliseconds, with the most that may be refused, × 1 and × 4. */
const slow = (
	[
		[1_000, 0.9, 4],
		[2_500, 2, 6],
	] as const
).flatMap(([after, one, four]) => [
	row(
		`token bucket, refused after ${after / 1_000} s`,
		() => slowly(bucket(perMinute, 10), after),
		[98.5, one, 98, four],
	),
	row(`sliding 60 s, refused after ${after / 1_000} s`, () => slowly(sliding(perMinute), after), [
		98,
		one,
		98,
		four,
	]),
	row(`concurrency 50, refused after ${after / 1_000} s`, () => slowly(concurrency(50), after), [
		98,
		one,
		86,
		four,
	]),
]);

/** The rows that have an aim. */
export const steadyRows: SteadyRow[] = [...limits, ...strays, ...quick, ...slow];

/** @param aims goodput and refused for 1, 4 and 16 processes, one after the other */
function row(
	name: string,
	limit: (random: () => number) => Limit,
	aims: number[],
	more: Partial<SteadyRow> = {},
): SteadyRow {
	const aim = (index: number) => {
		const [goodput, refused] = aims.slice(index, index + 2);
		return goodput === undefined || refused === undefined ? undefined : { goodput, refused };
	};
	return { name, limit, aims: { 1: aim(0), 4: aim(2), 16: aim(4) }, ...more };
}
