import { underLimit } from './contestants.mjs';
import { bounds } from './hiddenLimits.mjs';

const bucket = { kind: 'bucket', rate: 40, burst: 40 };
/** A minute of a real gateway is six seconds here. */
const sliding = { kind: 'sliding', most: 240, window: 6 };
const concurrency = { kind: 'concurrency', most: 12 };

const servers = [
	{ title: 'bucket, 40 a second', limit: bucket },
	{ title: 'any 6 s: 240', limit: sliding },
	{ title: '12 in flight', limit: concurrency },
];

/**
 * Second part: one job against gateways that refuse what is beyond a limit of which the contestants
 * are not told, with and without Retry-After.
 *
 * @param {object} bench `run(contestant, count, settings)`, and `log`
 * @param {{ count: number, latency: number, retryAfter: boolean[] }} plan `latency` in milliseconds
 */
export async function measureLimits({ run, log }, { count, latency, retryAfter }) {
	const results = [];
	for (const server of servers) {
		for (const told of retryAfter) {
			log(`${count} items, hidden limit: ${server.title}${told ? ', Retry-After' : ''}`);
			const limit = { ...server.limit, retryAfter: told };
			const bound = bounds[limit.kind](limit, count, latency / 1000) * 1000;
			for (const contestant of underLimit) {
				const result = await run(contestant, count, { latency, limit });
				const { key, title } = contestant;
				results.push({ key, title, server: server.title, told, bound, ...result });
			}
		}
	}
	return results;
}
