import { asInstalled, coldAsInstalled, httpRequest, underLimit } from './contestants.mjs';
import { bounds } from './hiddenLimits.mjs';

const bucket = { kind: 'bucket', rate: 40, burst: 40 };
/** A minute of a real gateway is six seconds here. */
const sliding = { kind: 'sliding', most: 240, window: 6 };
const concurrency = { kind: 'concurrency', most: 12 };

const servers = [
	{ server: 'bucket, 40 a second', limit: bucket },
	{ server: 'any 6 s: 240', limit: sliding },
	{ server: '12 in flight', limit: concurrency },
];

/**
 * @typedef {object} Job
 * @property {string} server what the gateway refuses, in words
 * @property {object} [limit] the same as data; absent: nothing
 * @property {boolean} told whether it sends Retry-After
 * @property {number} count of items
 * @property {number} latency of answers, in milliseconds
 * @property {object[]} contestants
 */

/** @type {Job[]} one list for all contestants, at each limit, with and without Retry-After */
export const compared = servers.flatMap((server) =>
	[true, false].map((told) => ({
		...server,
		told,
		count: 600,
		latency: 500,
		contestants: underLimit,
	})),
);

const strays = { kind: 'stray', share: 0.02 };
const ours = { told: false, latency: 300, contestants: [asInstalled] };

/** @type {Job[]} what the limiter has to show; judged in aims.mjs */
export const judged = [
	{ ...ours, server: 'nothing', count: 3000 },
	{ ...ours, server: '2 % at random', limit: strays, count: 3000 },
	{ ...ours, server: 'bucket, 40 a second', limit: bucket, count: 1200 },
	{ ...ours, server: 'bucket, 40 a second', limit: bucket, count: 1200, told: true },
	{ ...ours, server: '12 in flight', limit: concurrency, count: 800 },
	{
		...ours,
		server: 'nothing',
		count: 1000,
		latency: 200,
		contestants: [coldAsInstalled, httpRequest],
	},
];

/**
 * Second part: jobs against gateways that refuse what is beyond a limit of which the contestants are not told.
 *
 * @param {object} bench `run(contestant, count, settings)`, and `log`
 * @param {Job[]} jobs
 */
export async function measureLimits({ run, log }, jobs) {
	const results = [];
	for (const { server, limit, told, count, latency, contestants } of jobs) {
		log(`${count} items of ${latency} ms, refused: ${server}${told ? ', Retry-After' : ''}`);
		const bound = limit && bounds[limit.kind](limit, count, latency / 1000);
		for (const contestant of contestants) {
			const settings = { latency, limit: limit && { ...limit, retryAfter: told } };
			const result = await run(contestant, count, settings);
			const { key, title } = contestant;
			results.push({ key, title, server, told, latency, bound: bound && bound * 1000, ...result });
		}
	}
	return results;
}
