import type { IDataObject } from 'n8n-workflow';
import { block, startApart, type ApartGateway } from '../../support/apart';
import { chatParameters, key } from '../../support/chat';
import { runNode } from '../../support/engine';
import { pause } from '../../support/gateway';

let gateway: ApartGateway;
beforeAll(async () => {
	gateway = await startApart();
	// What is loaded and learned at first takes no time of the limits.
	await run({ throughput: {}, answer: [0, 0], busy: [] });
});
afterAll(async () => await gateway.close());

/** When the process is busy: after a pause, and for how long; in milliseconds. */
type Busy = Array<[after: number, length: number]>;

interface Case {
	throughput: IDataObject;
	/** Before the head of the answer and before each of its pieces, in milliseconds. */
	answer: number[];
	busy: Busy;
	stream?: boolean;
	items?: number;
}

async function run({ throughput, answer, busy, stream = true, items = 1 }: Case) {
	const running = runNode({
		parameters: chatParameters({
			messages: { values: [{ role: 'user', content: JSON.stringify(answer) }] },
			options: { stream },
			throughput: { maxAttempts: 1, maxConcurrency: 200, ...throughput },
		}),
		credential: { apiKey: key, baseUrl: gateway.url },
		items: Array.from({ length: items }, () => ({})),
		onError: 'continueRegularOutput',
	});
	for (const [after, length] of busy) {
		await pause(after);
		await block(length);
	}
	return await running;
}

describe('A process that was busy does not take what waits to be read for silence', () => {
	test.each<[string, Case]>([
		[
			'in the middle of an answer',
			{ throughput: { idleTimeout: 1 }, answer: [0, ...Array(5).fill(400)], busy: [[700, 1_500]] },
		],
		[
			'when the alarm is due at the end of that time',
			{ throughput: { idleTimeout: 1 }, answer: [0, 0, 500, 900, 500], busy: [[350, 730]] },
		],
		[
			'before the first byte of a whole answer',
			{
				throughput: { firstByteTimeout: 1 },
				answer: [700, 100],
				busy: [[300, 1_300]],
				stream: false,
			},
		],
		[
			'within a whole answer',
			{
				throughput: { idleTimeout: 1 },
				answer: [0, ...Array(5).fill(400)],
				busy: [[700, 1_500]],
				stream: false,
			},
		],
		[
			'when the whole is due',
			{ throughput: { totalTimeout: 2 }, answer: [0, 500, 500], busy: [[700, 1_800]] },
		],
		[
			'several times in a row',
			{
				throughput: { idleTimeout: 1 },
				answer: [0, ...Array(7).fill(400)],
				busy: [
					[600, 1_150],
					[1, 1_150],
				] as Busy,
			},
		],
		[
			'with many connections',
			{
				throughput: { idleTimeout: 1 },
				answer: [0, ...Array(6).fill(400)],
				busy: [[1_200, 1_500]],
				items: 150,
			},
		],
	])(
		'%s',
		async (_when, given) => {
			const { items } = await run(given);
			const failed = items
				.filter(({ json }) => json.error !== undefined)
				.map(({ json }) => json.message);
			expect(failed).toEqual([]);
			expect(items).toHaveLength(given.items ?? 1);
		},
		30_000,
	);
});

test('a gateway that was silent all the time is told from it', async () => {
	const started = performance.now();
	const { items } = await run({
		throughput: { idleTimeout: 1 },
		answer: [0, 0, 20_000],
		busy: [[500, 1_300]],
	});
	expect(items[0]?.json.error).toMatchObject({ kind: 'timeout', text: 'a' });
	expect(performance.now() - started).toBeLessThan(6_000);
}, 30_000);
