import { pool, type WhileWaiting } from '../../nodes/delivery/pool';
import { settle } from '../support/virtual';

const turn = async () => {};

/** Work that ends when the test says so. */
function gates(count: number) {
	const open: Array<() => void> = [];
	const waiting = Array.from({ length: count }, (_, n) => new Promise<void>((r) => (open[n] = r)));
	return { waiting, open };
}

test('results come in the order of the units, whichever ends first', async () => {
	const { waiting, open } = gates(3);
	const results = pool(
		[0, 1, 2],
		async (unit) => (await waiting[unit], `done ${unit}`),
		3,
		() => {},
		turn,
	);
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
	const results = pool(
		units(),
		async (unit) => (await waiting[unit], unit),
		2,
		() => {},
		turn,
	);
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
	const results = pool([0, 1, 2, 3], work, 3, () => (stops += 1), turn);
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
	const results = pool([0, 1, 2], work, 3, () => {}, nextTurn);
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
	const results = pool([0, 1, 2, 3, 4], work, 2, () => {}, turn);
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
	const results = pool([0, 1, 2, 3], work, 2, () => {}, turn);
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
	expect(
		await pool(
			[],
			async () => 1,
			4,
			() => {},
			turn,
		),
	).toEqual([]);
});
