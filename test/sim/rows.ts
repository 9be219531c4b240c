import { bucket, concurrency, fixed, sliding, successes } from './limits';
import { slowly } from './modifiers';
import { perMinute, row, type SteadyRow } from './row';
import { strayRows } from './strayRows';

const none = Infinity;
const spread = (random: () => number) => 500 + 1_000 * random();
const perTokens = (words = '') =>
	bucket(1_000 * perMinute, 10_000, { cost: (tokens) => tokens, words });
const chinese = '您已达到请求数限制：1分钟内最多请求600次';
const english =
	'Rate limit reached for m in organization o on tokens per min (TPM). Please reduce your usage.';

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
export const steadyRows: SteadyRow[] = [...limits, ...strayRows, ...quick, ...slow];
