import { all, bucket, concurrency, sliding } from './limits';
import { jumping, offers, unevenly, withHeaders } from './modifiers';
import { perMinute, type SteadyRow } from './row';

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
	{
		name: 'bucket 10, refused after 0.3 to 3 s',
		limit: (random) => unevenly(bucket(perMinute, 10), 1_000, random),
		aims: {},
	},
	{
		name: 'sliding 60 s, refused after 0.3 to 3 s',
		limit: (random) => unevenly(sliding(perMinute), 1_000, random),
		aims: {},
	},
	{
		name: 'concurrency 50, refused after 0.3 to 3 s',
		limit: (random) => unevenly(concurrency(50), 1_000, random),
		aims: {},
	},
];
