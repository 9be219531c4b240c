import type { Failed } from '../../../nodes/api/failure';
import { defaultRetryAndTimeouts, defaultRunLimits } from '../../../nodes/api/limits';
import type { Tool, ToolResult } from '../../../nodes/api/tool/tool';
import { Memo } from '../../../nodes/delivery/memo';
import { settle, virtualDelivery, virtualTransport } from '../../support/virtual';

const transport = virtualTransport(() => ({}));
const retryAndTimeouts = { ...defaultRetryAndTimeouts, totalTimeout: 60 };
const yieldSlot = async <T>(awaited: Promise<T>) => await awaited;
const services = { unit: 0, retryAndTimeouts, yieldSlot };
const call = { id: 'a', arguments: {} };

/** A tool whose runs end when they are told to. */
function heldTool(more: Partial<Tool> = {}) {
	const runs: Array<{ end: (result: ToolResult) => void; signal: AbortSignal }> = [];
	const tool: Tool = {
		name: 'held',
		description: '',
		parameters: {},
		run: (_args, signal) => new Promise((end) => runs.push({ end, signal })),
		...more,
	};
	return { tool, runs };
}

const limits = { ...defaultRunLimits, maxConcurrency: 2 };

test('no more tools run at the same time than requests, and the next begins when one ends', async () => {
	const { delivery } = virtualDelivery(transport, { limits });
	const { tool, runs } = heldTool();
	const results = [0, 1, 2].map((unit) => delivery.runTool(tool, call, { ...services, unit }));
	await settle();
	expect(runs).toHaveLength(2);
	runs[0]?.end({ result: 'one' });
	await settle();
	expect(runs).toHaveLength(3);
	runs.slice(1).forEach(({ end }) => end({ result: 'other' }));
	expect(await Promise.all(results)).toEqual([
		{ result: 'one' },
		{ result: 'other' },
		{ result: 'other' },
	]);
});

test('runs of one queue go one after the other, and others beside them', async () => {
	const { delivery } = virtualDelivery(transport);
	const queued = heldTool({ queue: 'Sky' });
	const other = heldTool();
	for (const unit of [0, 1]) void delivery.runTool(queued.tool, call, { ...services, unit });
	void delivery.runTool(other.tool, call, services);
	await settle();
	expect([queued.runs.length, other.runs.length]).toEqual([1, 1]);
	queued.runs[0]?.end({ result: '' });
	await settle();
	expect(queued.runs).toHaveLength(2);
});

test('a run of a queue gives back its place among all', async () => {
	const one = { ...defaultRunLimits, maxConcurrency: 1 };
	const { delivery } = virtualDelivery(transport, { limits: one });
	const { tool } = heldTool({ queue: 'Sky', run: async () => ({ result: 'blue' }) });
	const results = [0, 1, 2].map((unit) => delivery.runTool(tool, call, { ...services, unit }));
	expect(await Promise.all(results)).toEqual(Array(3).fill({ result: 'blue' }));
});

test('a tool is given up after Total Timeout, which begins when it does, and gives its place to the next', async () => {
	const { delivery, clock } = virtualDelivery(transport);
	const { tool, runs } = heldTool({ queue: 'Sky' });
	const results = [0, 1].map((unit) => delivery.runTool(tool, call, { ...services, unit }));
	await clock.pass(59_000);
	expect(runs[0]?.signal.aborted).toBe(false);
	await clock.pass(1_000);
	expect(await results[0]).toEqual({ error: expect.stringContaining('within 60 seconds') });
	expect(runs[0]?.signal.aborted).toBe(true);
	await clock.pass(59_000);
	runs[1]?.end({ result: 'there' });
	expect(await results[1]).toEqual({ result: 'there' });
	expect(clock.pending).toBe(0);
});

test('Stop ends the wait for all, also for those that wait for their turn', async () => {
	const { delivery, stop, clock } = virtualDelivery(transport, { limits });
	const { tool, runs } = heldTool();
	const results = [0, 1, 2].map((unit) => delivery.runTool(tool, call, { ...services, unit }));
	await settle();
	stop.now();
	for (const result of await Promise.allSettled(results)) {
		const { reason } = result as PromiseRejectedResult;
		expect((reason as Failed).failure.kind).toBe('cancelled');
	}
	expect(runs).toHaveLength(2);
	expect(runs.every(({ signal }) => signal.aborted)).toBe(true);
	expect(clock.pending).toBe(0);
});

test('while a tool runs, its unit gives others room', async () => {
	const { delivery } = virtualDelivery(transport);
	const { tool, runs } = heldTool();
	let waits = 0;
	const counted = async <T>(awaited: Promise<T>) => {
		waits++;
		return await awaited.finally(() => waits--);
	};
	const result = delivery.runTool(tool, call, { ...services, yieldSlot: counted });
	await settle();
	expect(waits).toBe(1);
	runs[0]?.end({ result: '' });
	await result;
	expect(waits).toBe(0);
});

test('a further try is given what a tool gave for the same call of the same item, and runs no other', async () => {
	const first = virtualDelivery(transport, { memo: new Memo('run', 0) });
	let count = 0;
	const tool: Tool = { ...heldTool().tool, run: async () => ({ result: String(++count) }) };
	const run = async ({ delivery }: typeof first, unit: number, id: string) =>
		await delivery.runTool(tool, { id, arguments: {} }, { ...services, unit });
	await run(first, 0, 'a');
	await run(first, 1, 'a');
	first.delivery.close(true);
	const again = virtualDelivery(transport, { memo: new Memo('run', 0) });
	expect(await run(again, 1, 'a')).toEqual({ result: '2' });
	expect(await run(again, 0, 'a')).toEqual({ result: '1' });
	expect(await run(again, 0, 'b')).toEqual({ result: '3' });
	again.delivery.close(false);
});
