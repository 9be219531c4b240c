import {
	boughtAgain,
	busyStretch,
	goodput,
	jain,
	refusedShare,
	shares,
	usefulAnswers,
	type Sent,
} from '../../scale/figures';
import { holds, fc } from '../../support/property';

/* The figures of `npm run scale`. */

/** A request of the worker w1 for item 0 of execution 0, whose answer is made half a second later. */
const sent = (at: number, more: Partial<Sent> = {}): Sent => ({
	at,
	execution: 0,
	item: 0,
	worker: 'w1',
	...(more.refused === undefined && { made: at + 0.5 }),
	...more,
});

describe("Jain's index", () => {
	test.each([
		[[5, 5, 5], 1],
		[[9, 0, 0], 1 / 3],
		[[4, 2], 0.9],
		[[0, 0], 1],
	])('of %j is %d', (amounts, index) => {
		expect(jain(amounts)).toBeCloseTo(index);
	});

	test('is between 1/n and 1, and does not ask in which unit one counts', () => {
		const amounts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 });
		holds(
			fc.property(amounts, fc.integer({ min: 2, max: 50 }), (counts, factor) => {
				const index = jain(counts);
				expect(index).toBeGreaterThanOrEqual(1 / counts.length - 1e-9);
				expect(index).toBeLessThanOrEqual(1 + 1e-9);
				expect(jain(counts.map((count) => count * factor))).toBeCloseTo(index);
			}),
		);
	});
});

test('of an item that was bought again the last answer is of use', () => {
	const requests = [sent(1), sent(9), sent(2, { item: 1 }), sent(3, { item: 1, refused: 'limit' })];
	expect(usefulAnswers(requests).map(({ item, at }) => [item, at])).toEqual([
		[0, 9],
		[1, 2],
	]);
	expect(boughtAgain(requests)).toBe(1);
});

test('the busy stretch ends when the last execution begins for the first time, in whole periods', () => {
	const begins = [0, 70, 81.5].map((at, execution) => sent(at, { execution }));
	const again = sent(300, { execution: 1 });
	expect(busyStretch([...begins, again], 60, 1)).toEqual({ from: 60, until: 81 });
	expect(busyStretch(begins, 60, 6)).toEqual({ from: 60, until: 78 });
	expect(busyStretch(begins, 100, 1)).toEqual({ from: 100, until: 100 });
});

test('goodput counts the answers that were made in the stretch, not those refused, lost or made outside of it', () => {
	const requests = [
		sent(59, { item: 1 }),
		sent(60, { item: 2 }),
		sent(61, { item: 3, refused: 'limit' }),
		sent(62, { item: 4, made: undefined }),
		sent(63, { item: 5 }),
		sent(70, { item: 5 }),
		sent(64, { item: 6 }),
	];
	expect(goodput(requests, { from: 60, until: 70 }, 1)).toBeCloseTo(0.2);
});

test('requests refused at random are no part of what is refused for the limit', () => {
	const requests = [
		sent(1),
		sent(2, { refused: 'limit' }),
		sent(61, { refused: 'stray' }),
		sent(62),
	];
	expect(refusedShare(requests)).toBe(0.25);
	expect(refusedShare(requests, 60)).toBe(0);
});

test('each worker has its executions, requests, refusals and answers', () => {
	const requests = [
		sent(61, { worker: 'w2' }),
		sent(62, { execution: 1 }),
		sent(63, { execution: 1, item: 1, refused: 'limit' }),
		sent(64, { execution: 2, refused: 'stray' }),
		sent(65, { execution: 2, refused: 'stray' }),
		sent(10, { execution: 3 }),
	];
	expect(shares(requests, { from: 60, until: 70 })).toEqual([
		{ worker: 'w1', executions: 3, requests: 5, refused: 1, strays: 2, answers: 1 },
		{ worker: 'w2', executions: 1, requests: 1, refused: 0, strays: 0, answers: 1 },
	]);
});
