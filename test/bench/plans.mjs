import { helperLoop, httpRequest, openAiNode, our, undici } from './contestants.mjs';
import { compared, judged } from './limits.mjs';

/** How much is measured. What a plan leaves out is "not measured" in the table of aims. */

/** Of a very long list, what the aims are about; the rest is in the full run. */
const longList = ({ key }) =>
	[
		our[50],
		our.json,
		openAiNode,
		httpRequest,
		helperLoop.stream,
		helperLoop.json,
		undici.json,
	].some((contestant) => contestant.key === key);

/** Who shows what the other route costs. */
const onEitherRoute = ({ key }) => [our[50].key, our.responses.key].includes(key);

const limits = [...judged, ...compared];
const credential = { count: 1000, rounds: 3 };

export const plans = {
	quick: {
		speed: {
			latencies: [200, 0],
			sizes: [1, 100, 1000].map((count) => ({ count, rounds: 1 })),
		},
		credential: { count: 1000, rounds: 1 },
	},
	limits: { limits: judged },
	credential: { credential },
	responses: {
		speed: { latencies: [200, 0], sizes: [{ count: 1000, rounds: 5, only: onEitherRoute }] },
	},
	short: {
		speed: {
			latencies: [200, 0],
			sizes: [
				{ count: 1, rounds: 1 },
				{ count: 100, rounds: 2 },
				{ count: 1000, rounds: 2 },
				{ count: 10_000, rounds: 1, only: longList },
			],
		},
		credential,
		memory: { count: 10_000 },
	},
	usual: {
		speed: {
			latencies: [200, 0],
			sizes: [
				{ count: 1, rounds: 3 },
				{ count: 100, rounds: 3 },
				{ count: 1000, rounds: 3 },
				{ count: 10_000, rounds: 1, only: longList },
			],
		},
		limits,
		credential,
		memory: { count: 10_000 },
	},
	full: {
		speed: {
			latencies: [200, 0],
			sizes: [
				{ count: 1, rounds: 5 },
				{ count: 100, rounds: 5 },
				{ count: 1000, rounds: 5 },
				{ count: 10_000, rounds: 3 },
				{ count: 100_000, rounds: 1, only: ({ concurrency }) => concurrency >= 50 },
			],
		},
		limits,
		credential,
		memory: { count: 10_000 },
	},
};
