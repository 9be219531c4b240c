import { ours } from './clients';
import { all, bucket, concurrency, fixed, sliding, successes, type Limit } from './limits';
import { simulate, type Client, type Setting } from './world';

/** The limit of every row, per minute; 50 requests in flight come to as much. */
const perMinute = 600;
/** Minutes in which the limit is found. */
const start = 3;

/** At least so much of the limit used, at most so many of the requests refused, in per cent. */
export interface Aim {
	goodput: number;
	refused: number;
}

/** A limit that a client does not know, and the aims for 1, 4 and 16 processes. */
export interface SteadyRow {
	name: string;
	limit: () => Limit;
	aims: { [processes: number]: Aim | undefined };
	setting?: Partial<Setting>;
	/** What the limit lets through in a minute, when that is not the usual. */
	perMinute?: number;
}

const rate = { 1: aim(98.5, 0.25), 4: aim(98, 1), 16: aim(98, 3) };
const spread = (random: () => number) => 500 + 1_000 * random();
const perTokens = (words = '') =>
	bucket(1_000 * perMinute, 10_000, { cost: (tokens) => tokens, words });
const chinese = '您已达到请求数限制：1分钟内最多请求600次';
const english =
	'Rate limit reached for m in organization o on tokens per min (TPM). Please reduce your usage.';

/** The rows that have an aim. */
export const steadyRows: SteadyRow[] = [
	{ name: 'token bucket, burst 10', limit: () => bucket(perMinute, 10), aims: rate },
	{ name: 'sliding 60 s', limit: () => sliding(perMinute), aims: rate },
	{
		name: 'fixed window, Retry-After',
		limit: () => fixed(perMinute, { retryAfter: true }),
		aims: rate,
	},
	{
		name: 'sliding, refusals count',
		limit: () => sliding(perMinute, { refusalsCount: true }),
		aims: { ...rate, 16: aim(95, 3) },
	},
	{
		name: 'fixed window, no Retry-After',
		limit: () => fixed(perMinute),
		aims: { 1: aim(94, 0.5) },
	},
	{
		name: 'concurrency 50',
		limit: () => concurrency(50),
		aims: { 1: aim(98, 0.3), 4: aim(86, 1.3) },
	},
	{
		name: 'successes at completion',
		limit: () => successes(perMinute),
		aims: { 1: aim(91, 0.5) },
	},
	{
		name: 'tokens per minute, named',
		limit: () => perTokens(english),
		aims: { 1: aim(98, 0.3) },
		setting: { tokens: spread },
	},
	{
		name: 'tokens per minute, silent',
		limit: () => perTokens(),
		aims: { 1: aim(98, 0.3) },
		setting: { tokens: spread },
	},
	{
		name: 'sliding, limit in the text',
		limit: () => sliding(perMinute, { words: chinese }),
		aims: { 1: aim(98.5, 0.05), 4: aim(97, 100) },
	},
	{
		name: 'concurrency 50, in the text',
		limit: () => concurrency(50, 'at most 50 in-flight requests'),
		aims: { 1: aim(98.5, 0.05), 4: aim(97, 100) },
	},
	{
		name: 'bucket 600, true headers',
		limit: () => bucket(perMinute, 600, { headers: true }),
		aims: { 1: aim(99, 0.05), 4: aim(97, 100) },
	},
];

/** Limits of real gateways beyond the aims: shown, not judged. */
export const oddRows: SteadyRow[] = [
	{ name: 'bucket, burst 1 (10 a second)', limit: () => bucket(perMinute, 1), aims: {} },
	{ name: 'sliding 10 per second', limit: () => sliding(10, { window: 1_000 }), aims: {} },
	{ name: 'sliding 3000 per 5 min', limit: () => sliding(3_000, { window: 300_000 }), aims: {} },
	{
		name: 'sliding 3000 per 5 min, text',
		limit: () =>
			sliding(3_000, { window: 300_000, words: '您已达到请求数限制：5分钟内最多请求3000次' }),
		aims: {},
	},
	{
		name: 'concurrency 50, Retry-After 1',
		limit: () => withHeaders(concurrency(50), { 'retry-after': '1' }),
		aims: {},
	},
	{
		name: 'bucket 10, Retry-After 60',
		limit: () => withHeaders(bucket(perMinute, 10), { 'retry-after': '60' }),
		aims: {},
	},
	{
		name: 'sliding and concurrency 50',
		limit: () => all(sliding(perMinute), concurrency(50)),
		aims: {},
	},
	{
		name: 'sliding 3 per minute',
		limit: () => sliding(3),
		aims: {},
		perMinute: 3,
	},
	{
		name: 'concurrency 3, answers of 20 s',
		limit: () => concurrency(3),
		aims: {},
		setting: { answer: 20_000 },
		perMinute: 9,
	},
	{ name: '1 % refused at random', limit: () => randomly(0.01), aims: {}, perMinute: 768 },
	{
		name: 'bucket 10, lying headers (low)',
		limit: () => withHeaders(bucket(perMinute, 10), {}, offers(100, 5, '60s')),
		aims: {},
	},
	{
		name: 'bucket 10, lying headers (high)',
		limit: () => withHeaders(bucket(perMinute, 10), {}, offers(6_000, 5_000, '50s')),
		aims: {},
	},
	{
		name: 'bucket 10, headers of many keys',
		limit: () => jumping(bucket(perMinute, 10)),
		aims: {},
	},
	{
		name: 'bucket 10, text of an upstream key',
		limit: () => bucket(perMinute, 10, { words: 'on requests per min (RPM): Limit 60, Used 60' }),
		aims: {},
	},
];

/** One row with one client over the whole run, mean of several seeds, in per cent. */
export interface Measured extends Aim {
	/** The same without the first minutes, in which nobody knows the limit. */
	later: Aim;
}

/** Measures a row. */
export function measure(
	row: SteadyRow,
	processes: number,
	streamed: boolean,
	{ client = ours(), seeds = 10, minutes = 30 }: MeasureOptions = {},
): Measured {
	const whole = { goodput: 0, refused: 0 };
	const later = { goodput: 0, refused: 0 };
	for (let seed = 1; seed <= seeds; seed++) {
		const outcome = simulate({
			client,
			limit: row.limit,
			seed,
			processes,
			streamed,
			minutes,
			...row.setting,
		});
		for (const [shares, from] of [
			[whole, 0],
			[later, start],
		] as const) {
			const admitted = sum(outcome.admitted.slice(from, minutes));
			const refused = sum(outcome.refused.slice(from, minutes));
			const possible = (row.perMinute ?? perMinute) * (minutes - from);
			shares.goodput += (100 * admitted) / possible / seeds;
			shares.refused += (100 * refused) / Math.max(1, admitted + refused) / seeds;
		}
	}
	return { ...whole, later };
}

interface MeasureOptions {
	client?: Client;
	seeds?: number;
	minutes?: number;
}

/** Whether figures reach an aim; what has none is never missed. */
export function reaches(figures: Aim, wanted: Aim | undefined): boolean {
	return !wanted || (figures.goodput >= wanted.goodput && figures.refused <= wanted.refused);
}

function aim(goodput: number, refused: number): Aim {
	return { goodput, refused };
}

export function sum(amounts: Array<number | undefined>): number {
	return amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);
}

/** A limit with headers of its own on refusals and on answers. */
function withHeaders(
	limit: Limit,
	refusal: { [name: string]: string },
	answer?: { [name: string]: string },
): Limit {
	return {
		...limit,
		judge(now, tokens) {
			const refused = limit.judge(now, tokens);
			return refused && { ...refused, headers: { ...refused.headers, ...refusal } };
		},
		...(answer && { headers: () => answer }),
	};
}

function offers(limit: number, remaining: number, reset: string): { [name: string]: string } {
	return {
		'x-ratelimit-limit-requests': String(limit),
		'x-ratelimit-remaining-requests': String(remaining),
		'x-ratelimit-reset-requests': reset,
	};
}

/** Headers of ten upstream keys that others use too, in turn. */
function jumping(limit: Limit): Limit {
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

/** Refuses a share of the requests, whatever their number. */
function randomly(share: number): Limit {
	let state = 1;
	return {
		judge() {
			state = (state * 48_271) % 2_147_483_647;
			return state / 2_147_483_647 < share ? {} : undefined;
		},
	};
}
