import {
	operation,
	type Operation,
	type UnitSize,
} from '../../../nodes/Aigc2d/resources/operation';
import type { Parameters } from '../../../nodes/fields/parameters';
import { runUnit } from '../../../nodes/Aigc2d/runUnit';
import { unitsOf } from '../../../nodes/Aigc2d/units';
import type { UnitResult } from '../../../nodes/host/outcome';
import type { Call } from '../../../nodes/api/call';
import { Failed, failure, inputFailure } from '../../../nodes/api/failure';
import { jsonReader } from '../../../nodes/api/readers/json';
import { defaultRunLimits } from '../../../nodes/api/limits';
import { pool, type WhileWaiting } from '../../../nodes/delivery/pool';
import { bytesOf, virtualDelivery, virtualTransport } from '../../support/virtual';

/** A gateway of sums: answers the sum of the numbers it is sent. */
function sum(numbers: number[]): Call<number> {
	return {
		request: { method: 'POST', path: '/sum', body: { numbers } },
		lane: null,
		repeat: 'free',
		reader: () => jsonReader(({ sum }) => ({ value: Number(sum) })),
	};
}

const toy = { value: 'toy', name: 'Toy', action: 'Toy', description: 'Toy', fields: [] };

function readNumber(parameters: Parameters): number {
	const number = parameters.get('number', 'Number');
	if (typeof number === 'number') return number;
	throw new Failed(inputFailure('Number', 'must be a number', 'Enter one.'));
}

const sendsTwiceInARow = operation<number>({
	...toy,
	unit: 1,
	read: readNumber,
	async run([number], { send }) {
		const first = await send(sum([number, 1]));
		return [{ json: { result: await send(sum([first, 10])) } }];
	},
});

const fansOut = operation<number>({
	...toy,
	unit: 1,
	read: readNumber,
	async run([number], { send }) {
		const parts = await Promise.all([1, 2, 3].map((part) => send(sum([number, part]))));
		return [{ json: { result: await send(sum(parts)) } }];
	},
});

const joinsThree = operation<number>({
	...toy,
	unit: 3,
	read: readNumber,
	async run(numbers, { send }) {
		const total = await send(sum([...numbers]));
		return numbers.map((number, from) => ({ json: { share: number / total }, from }));
	},
});

const losesOdd = operation<number>({
	...toy,
	unit: Infinity,
	read: readNumber,
	async run(numbers, { send }) {
		await send(sum([...numbers]));
		return numbers.map((number, from) =>
			number % 2 === 0 ? { json: { number }, from } : { failure: failure('badRequest'), from },
		);
	},
});

async function deliver(
	toyOperation: Operation,
	numbers: unknown[],
	slots = 2,
	allOrNothing = false,
) {
	const bodies: number[][] = [];
	let inFlight = 0;
	let peak = 0;
	const transport = virtualTransport(async (request) => {
		peak = Math.max(peak, ++inFlight);
		const { numbers: sent } = request.body as { numbers: number[] };
		bodies.push(sent);
		for (let turn = 0; turn < sent.length; turn++) await Promise.resolve();
		inFlight--;
		return { body: bytesOf(JSON.stringify({ sum: sent.reduce((one, other) => one + other, 0) })) };
	});
	const limits = { ...defaultRunLimits, maxConcurrency: slots };
	const { delivery, clock } = virtualDelivery(transport, { limits });
	const parametersOf = (item: number): Parameters => ({
		get: (name) => (name === 'number' ? numbers[item] : undefined),
		expressionAt: () => undefined,
		file: () => Promise.reject(new Error('no file')),
	});
	const unit = toyOperation.unit as UnitSize;
	const yieldToEventLoop = async () => {};
	const work = (items: number[], yieldSlot: WhileWaiting): Promise<UnitResult> =>
		runUnit(
			{ operation: toyOperation, unit, items, parametersOf, delivery },
			{ yieldToEventLoop, yieldSlot, allOrNothing },
		);
	const done = await pool(unitsOf(unit, numbers.length), work, {
		atOnce: 4,
		stop: () => {},
		yieldToEventLoop,
	});
	const outcomes = done.flatMap(({ outcomes: of }) => of);
	return { outcomes, bodies, peak, spent: done.map(({ spent }) => spent), pending: clock.pending };
}

test('an operation may send twice in a row; both are counted on its item', async () => {
	const { outcomes, spent, peak, pending } = await deliver(sendsTwiceInARow, [1, 2, 3, 4, 5]);
	expect(outcomes.map(({ output }) => output?.json.result)).toEqual([12, 13, 14, 15, 16]);
	expect(outcomes.map(({ items }) => items)).toEqual([[0], [1], [2], [3], [4]]);
	expect(spent.every(({ sent, attempts }) => sent === 2 && attempts === 2)).toBe(true);
	expect(peak).toBe(2);
	expect(pending).toBe(0);
});

test('an operation may fan out; its requests share the slots with all others', async () => {
	const { outcomes, spent, peak } = await deliver(fansOut, [0, 10, 20, 30], 3);
	expect(outcomes.map(({ output }) => output?.json.result)).toEqual([6, 36, 66, 96]);
	expect(spent.map(({ sent }) => sent)).toEqual([4, 4, 4, 4]);
	expect(peak).toBe(3);
});

test('an operation may join several items in one call; each gets its own output', async () => {
	const { outcomes, bodies } = await deliver(joinsThree, [1, 1, 2, 3, 5, 8, 4]);
	expect(bodies).toHaveLength(3);
	expect(bodies).toEqual(expect.arrayContaining([[1, 1, 2], [3, 5, 8], [4]]));
	expect(outcomes.map(({ items }) => items)).toEqual([[0], [1], [2], [3], [4], [5], [6]]);
	expect(outcomes.map(({ output }) => output?.json.share)).toEqual([
		0.25,
		0.25,
		0.5,
		3 / 16,
		5 / 16,
		8 / 16,
		1,
	]);
});

test('a bad item of a joined unit fails alone, in its place', async () => {
	const { outcomes, bodies } = await deliver(joinsThree, [1, 'two', 3]);
	expect(bodies).toEqual([[1, 3]]);
	expect(outcomes.map(({ items, failure }) => [items, failure?.kind])).toEqual([
		[[0], undefined],
		[[1], 'input'],
		[[2], undefined],
	]);
	expect(outcomes[1]?.failure).toMatchObject({
		field: 'Number',
		message: 'Number must be a number',
	});
});

test('an operation may join all items and lose some of them; the others stay in their places', async () => {
	const { outcomes, bodies } = await deliver(losesOdd, [2, 3, 4, 5]);
	expect(bodies).toEqual([[2, 3, 4, 5]]);
	expect(outcomes.map(({ output, failure: why }) => output?.json.number ?? why?.kind)).toEqual([
		2,
		'badRequest',
		4,
		'badRequest',
	]);
});

test('where all of a unit or nothing is wanted, nothing is sent for a unit with a bad item', async () => {
	const { outcomes, bodies } = await deliver(joinsThree, [1, 'two', 3, 4, 5, 6], 2, true);
	expect(bodies).toEqual([[4, 5, 6]]);
	expect(outcomes.map(({ items, failure: why }) => [items, why?.kind])).toEqual([
		[[1], 'input'],
		[[3], undefined],
		[[4], undefined],
		[[5], undefined],
	]);
});

test('an item that an operation forgets is an outcome without an output, in its place', async () => {
	const forgetful = operation<number>({
		...toy,
		unit: 3,
		read: readNumber,
		run: async (numbers) =>
			numbers.slice(1).map((number, from) => ({ json: { number }, from: from + 1 })),
	});
	const { outcomes } = await deliver(forgetful, [7, 8, 9]);
	expect(
		outcomes.map(({ items, output, failure: why }) => [items, output?.json.number, why]),
	).toEqual([
		[[0], undefined, undefined],
		[[1], 8, undefined],
		[[2], 9, undefined],
	]);
});
