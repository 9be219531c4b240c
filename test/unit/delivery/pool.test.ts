import { pool, type PoolOptions, type WhileWaiting } from '../../../nodes/delivery/pool';
import { settle } from '../../support/virtual';

const at = <Unit>(atOnce: number, more: Partial<PoolOptions<Unit>> = {}): PoolOptions<Unit> => ({
	atOnce,
	stop: () => {},
	yieldToEventLoop: async () => {},
	...more,
});

/** Work that ends when the test says so. */
function gates(count: number) {
	const open: Array<() => void> = [];
	const waiting = Array.from({ length: count }, (_, n) => new Promise<void>((r) => (open[n] = r)));
	return { waiting, open };
}

test('results come in the order of the units, whichever ends first', async () => {
	const { waiting, open } = gates(3);
	const results = pool([0, 1, 2], async (unit) => (await waiting[unit], `done ${unit}`), at(3));
	for (const unit of [2, 0, 1]) open[unit]?.();
	expect(await results).toEqual(['done 0', 'done 1', 'done 2']);
});

test('a unit is taken only when there is room for it', async () => {
	const { waiting, open } = gates(5);
	const taken: number[] = [];
	function* units() {
		for (let unit = 0; unit < 5; unit++) {
			taken.push(unit);
			yield unit;
		}
	}
	const results = pool(units(), async (unit) => (await waiting[unit], unit), at(2));
	await settle();
	expect(taken).toEqual([0, 1]);
	open[1]?.();
	await settle();
	expect(taken).toEqual([0, 1, 2]);
	open.forEach((end) => end());
	expect(await results).toEqual([0, 1, 2, 3, 4]);
});

test('the first rejection stops the pool: nothing more is taken, what is open comes to rest', async () => {
	const { waiting, open } = gates(4);
	const taken: number[] = [];
	let stops = 0;
	const work = async (unit: number) => {
		taken.push(unit);
		await waiting[unit];
		if (unit !== 0) throw new Error(`unit ${unit}`);
		return unit;
	};
	const results = pool([0, 1, 2, 3], work, at(3, { stop: () => (stops += 1) }));
	let over = false;
	const rejection = results.catch((reason: Error) => {
		over = true;
		return reason.message;
	});
	open[1]?.();
	await settle();
	expect(stops).toBe(1);
	expect(over).toBe(false);
	open[2]?.();
	open[0]?.();
	expect(await rejection).toBe('unit 1');
	expect(stops).toBe(1);
	expect(taken).toEqual([0, 1, 2]);
});

test('each unit waits for a turn after the one before it, so that requests go out one by one', async () => {
	const { waiting, open } = gates(3);
	const turns: Array<() => void> = [];
	const taken: number[] = [];
	const work = async (unit: number) => (taken.push(unit), await waiting[unit]);
	const nextTurn = () => new Promise<void>((resolve) => turns.push(resolve));
	const results = pool([0, 1, 2], work, at(3, { yieldToEventLoop: nextTurn }));
	for (const begun of [1, 2, 3]) {
		await settle();
		expect(taken).toHaveLength(begun);
		turns.shift()?.();
	}
	open.forEach((end) => end());
	await results;
});

test('while units rest, others are begun; the pool is over when all are', async () => {
	const { waiting, open } = gates(5);
	const taken: number[] = [];
	const work = async (unit: number, rest: WhileWaiting) => {
		taken.push(unit);
		await rest(waiting[unit] as Promise<void>);
		return unit;
	};
	let over = false;
	const results = pool([0, 1, 2, 3, 4], work, at(2));
	void results.then(() => (over = true));
	await settle();
	expect(taken).toEqual([0, 1, 2, 3, 4]);
	open.slice(1).forEach((end) => end());
	await settle();
	expect(over).toBe(false);
	open[0]?.();
	expect(await results).toEqual([0, 1, 2, 3, 4]);
});

test('a unit that comes back from its rest counts again', async () => {
	const { waiting, open } = gates(5);
	const taken: number[] = [];
	const work = async (unit: number, rest: WhileWaiting) => {
		taken.push(unit);
		if (unit === 0) await rest(waiting[4] as Promise<void>);
		await waiting[unit];
	};
	const results = pool([0, 1, 2, 3], work, at(2));
	await settle();
	expect(taken).toEqual([0, 1, 2]);
	open[4]?.();
	await settle();
	open[1]?.();
	await settle();
	expect(taken).toEqual([0, 1, 2]);
	open[2]?.();
	await settle();
	expect(taken).toEqual([0, 1, 2, 3]);
	open.forEach((end) => end());
	await results;
});

test('no units give no results', async () => {
	expect(await pool([], async () => 1, at(4))).toEqual([]);
});

describe('where units wait for different lanes', () => {
	const lanes = ['a', 'a', 'a', 'b', 'a', 'b'];

	/** Begins units of those lanes one at a time; `capacity` tells whether requests could go out. */
	function begin(isFull: () => boolean) {
		const { waiting, open } = gates(lanes.length);
		const taken: number[] = [];
		const asked: number[] = [];
		const looks: Array<() => void> = [];
		const results = pool(
			lanes.keys(),
			async (unit) => (taken.push(unit), await waiting[unit], unit),
			at(1, {
				lookAhead: {
					laneOf: (unit) => (asked.push(unit), lanes[unit] ?? ''),
					capacity: {
						get isFull() {
							return isFull();
						},
						whenFree: (look) => void looks.push(look),
					},
				},
			}),
		);
		return { open, taken, asked, looks, results };
	}

	test('units of a lane with room are begun before those that would wait, each lane in its order', async () => {
		const { open, taken, asked, results } = begin(() => false);
		await settle();
		expect(taken).toEqual([0, 3]);
		open[3]?.();
		await settle();
		expect(taken).toEqual([0, 3, 5]);
		open[5]?.();
		for (const [unit, next] of [
			[0, 1],
			[1, 2],
			[2, 4],
		] as const) {
			open[unit]?.();
			await settle();
			expect(taken.at(-1)).toBe(next);
		}
		open[4]?.();
		expect(await results).toEqual([0, 1, 2, 3, 4, 5]);
		expect(asked).toEqual([0, 1, 2, 3, 4, 5]);
	});

	test('while as much is in flight as may be, nothing is looked at or begun ahead', async () => {
		let isFull = true;
		const { open, taken, asked, looks, results } = begin(() => isFull);
		await settle();
		expect([taken, asked]).toEqual([[0], [0]]);
		isFull = false;
		looks.forEach((look) => look());
		await settle();
		expect(taken).toEqual([0, 3]);
		open.forEach((end) => end());
		await results;
	});
});

test('however many units only wait, a thousand more than may be at work are begun at most', async () => {
	let begun = 0;
	const never = new Promise<void>(() => {});
	const work = async (_unit: number, yieldSlot: WhileWaiting) => (begun++, await yieldSlot(never));
	void pool(Array<number>(3_000).keys(), work, at(2));
	for (let round = 0; round < 50; round++) await settle();
	expect(begun).toBe(1_002);
});

test('when the run is over, what is left is ended at once and in its place', async () => {
	let isStopped = false;
	const turns: number[] = [];
	const results = await pool(
		Array.from({ length: 1_000 }, (_, unit) => unit),
		async (unit) => {
			if (isStopped) return `${unit} left`;
			await Promise.resolve();
			isStopped = unit === 9;
			return `${unit} done`;
		},
		{
			atOnce: 2,
			stop: () => {},
			isStopped: () => isStopped,
			yieldToEventLoop: async () => void turns.push(0),
			lookAhead: {
				laneOf: (unit) => (isStopped ? 'asked too late' : `lane ${unit % 2}`),
				capacity: { isFull: false, whenFree: () => {} },
			},
		},
	);
	expect(results).toHaveLength(1_000);
	expect(results[8]).toBe('8 done');
	expect(results.slice(12)).toEqual(Array.from({ length: 988 }, (_, at) => `${at + 12} left`));
	expect(turns.length).toBeLessThan(50);
});
