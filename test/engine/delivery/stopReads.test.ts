import type { IDataObject, INode } from 'n8n-workflow';
import { runChatAt } from '../../support/chat';
import { pause, sendJson, type Responder } from '../../support/gateway';
import { openWarmGateway } from '../../support/warmLane';

/** Parameters that were read, and what happens at one of them. */
let reads = 0;
let onRead: () => void = () => {};

jest.mock('../../../nodes/host/parameters', () => {
	const real = jest.requireActual('../../../nodes/host/parameters');
	return {
		...real,
		itemParameters: (...given: unknown[]) => {
			const parameters = real.itemParameters(...given);
			const get = (name: string): unknown => {
				reads++;
				onRead();
				return parameters.get(name);
			};
			return { ...parameters, get };
		},
	};
});

const count = 5_000;
const items = Array.from({ length: count }, (_, ticket) => ({ ticket, model: `m${ticket % 3}` }));

/**
 * Runs the node on 5,000 items, and tells how many parameters are read after `mark` was called; which presses Stop,
 * unless the node stops by itself at a failure.
 */
async function readsAfter(
	respond: (mark: () => void) => Responder,
	parameters: IDataObject,
	onError: INode['onError'],
	watch: (mark: () => void) => void = () => {},
) {
	let before = 0;
	let press = () => {};
	const mark = () => {
		if (onError !== undefined) press();
		before = reads;
	};
	const gateway = await openWarmGateway(respond(mark));
	reads = 0;
	watch(mark);
	const run = await runChatAt(gateway, {
		parameters,
		items,
		...(onError === undefined ? {} : { onError }),
		onStart: (cancel) => (press = cancel),
	});
	onRead = () => {};
	return { run, before, after: reads - before };
}

const perItem: IDataObject = {
	messages: { values: [{ role: 'user', content: '={{ $json.ticket }}' }] },
	throughput: { maxConcurrency: 4 },
};
const ofSeveralModels = { model: { __rl: true, mode: 'id', value: '={{ $json.model }}' } };
const vectors: IDataObject = {
	resource: 'embedding',
	operation: 'create',
	text: '={{ $json.ticket }}',
};

describe('After Stop no parameter of the items that are left is read', () => {
	test.each<[string, IDataObject]>([
		['where each has a request', perItem],
		['where the next ones are of other models', { ...perItem, ...ofSeveralModels }],
		['where a hundred share one', vectors],
	])('%s', async (_what, parameters) => {
		const respond = (mark: () => void) => async () => {
			await pause(200);
			mark();
		};
		const { run, before, after } = await readsAfter(respond, parameters, 'continueRegularOutput');
		expect(run.status).toBe('canceled');
		expect(before).toBeGreaterThan(0);
		expect(after).toBe(0);
	});

	test('not even of those whose reading has begun', async () => {
		const atOnce = { ...vectors, options: { batchSize: 2_048 } };
		const { before, after } = await readsAfter(
			() => () => {},
			atOnce,
			'continueRegularOutput',
			(mark) => (onRead = () => (reads === 500 ? mark() : undefined)),
		);
		expect(before).toBe(500);
		// Those that are read in one go with the last one, and the next one is not begun.
		expect(after).toBeLessThan(20 * 5);
	});
});

test('nor is one read after the failure that ends the run under On Error = Stop', async () => {
	let isOver = false;
	const respond = (mark: () => void) => {
		const refuse: Responder = (_request, response, position) => {
			if (position < 3) return;
			sendJson(response, { error: { message: 'Not acceptable' } }, 400);
			// The answer needs a moment to arrive, and nothing else goes on meanwhile.
			if (!isOver) mark();
			isOver = true;
		};
		return refuse;
	};
	const { run, before, after } = await readsAfter(respond, perItem, undefined);
	expect(run.status).not.toBe('success');
	expect(before).toBeGreaterThan(0);
	expect(after).toBe(0);
});
