import {
	outage,
	throughOutage,
	type Fault,
	type OutageRun,
	type Weather,
} from '../../../support/outage';
import { randomOf } from '../../../sim/time';

const minute = 60_000;
/** What an outage may cost beyond its length, in milliseconds. */
const extra = 20_000;
const sum = (amounts: number[]) => amounts.reduce((one, other) => one + other);

const faults: ReadonlyArray<[string, Fault]> = [
	['refused connections', { fails: 'ECONNREFUSED' }],
	['connections that are cut', { fails: 'ECONNRESET' }],
	['no file descriptors', { fails: 'EMFILE' }],
	['no local ports', { fails: 'EADDRNOTAVAIL' }],
	['connections that do not come about in 15 s', { fails: 'ETIMEDOUT', after: 15_000 }],
	['500', { fails: 500 }],
	['502', { fails: 502 }],
	['503 with a stated wait', { fails: 503, headers: { 'retry-after': '5' } }],
	['504 after three seconds', { fails: 504, after: 3_000 }],
	['522', { fails: 522 }],
	['529', { fails: 529 }],
	['trouble told under 200', { fails: 200, body: '{"error":{"message":"upstream unavailable"}}' }],
];
const cases = faults.flatMap(([what, fault], index) => [
	[what, '60 s from the start', 0, minute, fault] as const,
	[what, '8 s in the middle', 2_000, 8_000, fault] as const,
	...(index % 4 === 0 ? [[what, '120 s in the middle', 2_000, 2 * minute, fault] as const] : []),
]);

let calm: OutageRun;
beforeAll(async () => {
	calm = await throughOutage({ items: 300, answer: 1_000, weather: () => undefined });
});

test.each(cases)(
	'an outage of %s, %s, costs no item and little more than its length',
	async (...of) => {
		const [, , from, length, fault] = of;
		const weather = outage(from, from + length, fault);
		const run = await throughOutage({ items: 300, answer: 1_000, weather });
		expect(run.failed).toEqual([]);
		expect(run.good).toBe(300);
		// What goes out as the outage ends needs its time to fail.
		expect(run.finished).toBeLessThan(calm.finished + length + extra + (fault.after ?? 0));
		// Each place has something in it when it begins, and a few are lost until it is known.
		expect(sum(run.requests)).toBeLessThan(300 + 3 * 64 + length / 4_000);
		expect(run.pending).toBe(0);
	},
);

test('where headers come first, a good one ends the wait', async () => {
	const weather = outage(5_000, 65_000, { fails: 502 });
	const run = await throughOutage({ items: 200, answer: 20_000, head: 500, weather });
	expect(run.good).toBe(200);
	expect(run.finished).toBeLessThan(185_000);
});

test('an answer that is long in coming is a sign of life', async () => {
	const weather = outage(0, 30_000, { fails: 'ECONNREFUSED' });
	const run = await throughOutage({ items: 64, answer: 60_000, weather });
	expect(run.good).toBe(64);
	expect(run.finished).toBeLessThan(30_000 + 90_000 + extra);
});

test('a single item waits as many do', async () => {
	const run = await throughOutage({ items: 1, weather: outage(0, minute, { fails: 502 }) });
	expect(run.good).toBe(1);
	expect(run.requests[0]).toBeLessThan(20);
});

test('with one attempt only those are lost that show the outage', async () => {
	const weather = outage(3_000, 63_000, { fails: 502 });
	const run = await throughOutage({ items: 300, answer: 1_000, maxAttempts: 1, weather });
	expect(run.failed.length).toBeLessThan(5);
});

test.each([
	['refused connections', 'ECONNREFUSED', 'never', 0],
	['502', 502, 'charged', 0],
	['502', 502, 'never', 25],
	['504', 504, 'charged', 25],
] as const)('%s: what must not arrive twice (%s, %s) does not; the others wait', async (...of) => {
	const [, fails, repeat, lost] = of;
	const weather = outage(3_000, 63_000, { fails });
	const run = await throughOutage({ items: 300, answer: 1_000, repeat, weather });
	expect(run.failed.length).toBeLessThanOrEqual(lost);
	if (lost > 0) expect(Math.max(...run.requests)).toBe(1);
});

describe('the wait ends', () => {
	const dead = (from: number, length = Infinity): Weather =>
		outage(from, from + length, {
			fails: 503,
			headers: { 'x-request-id': 'abc' },
			body: '{"error":{"message":"Gone fishing","code":"gone"}}',
		});
	const words = { kind: 'server', status: 503, code: 'gone', message: 'Gone fishing' };

	test('after three minutes where nothing has ever come, with the words of the gateway', async () => {
		const run = await throughOutage({ items: 300, weather: dead(0) });
		expect(run.failed).toHaveLength(300);
		for (const failure of run.failed)
			expect(failure).toMatchObject({
				...words,
				request_id: 'abc',
				description: expect.stringMatching(/^Waited 3 min for the gateway/),
			});
		expect(run.finished).toBeGreaterThan(3 * minute - 1_000);
		expect(run.finished).toBeLessThan(3 * minute + 2_000);
		expect(sum(run.requests)).toBeLessThan(40);
	});

	test('after ten minutes where the run has had answers', async () => {
		const run = await throughOutage({ items: 600, answer: 1_000, weather: dead(3_000) });
		expect(run.good).toBeGreaterThan(100);
		expect(run.failed.at(-1)).toMatchObject({
			...words,
			description: expect.stringMatching(/^Waited 10 min for the gateway/),
		});
		expect(run.finished).toBeGreaterThan(10 * minute);
		expect(run.finished).toBeLessThan(10 * minute + 10_000);
	});

	test('not before an outage of nine minutes is over', async () => {
		const run = await throughOutage({
			items: 600,
			answer: 1_000,
			weather: dead(3_000, 9 * minute),
		});
		expect(run.good).toBe(600);
	});
});

describe('an item that alone makes the gateway fail', () => {
	const only =
		(items: number[], fault: Fault): Weather =>
		(_now, item) =>
			items.includes(item) ? fault : undefined;
	const ends = async (items: number[], fault: Fault, atOnce: number): Promise<OutageRun> => {
		const run = await throughOutage({ items: 100, atOnce, weather: only(items, fault) });
		expect(run.failed.map(({ item }) => item).sort()).toEqual(items);
		for (const item of items) expect(run.requests[item]).toBe(5);
		return run;
	};

	test.each([
		['first', [0], 10],
		['in the middle', [50], 10],
		['last', [99], 10],
		['the last two', [98, 99], 10],
		['three at the end of a wide run', [97, 98, 99], 64],
	] as const)('fails after its own attempts: %s', async (_where, items, atOnce) => {
		for (const fails of [500, 502, 503, 'ECONNRESET']) {
			const run = await ends([...items], { fails }, atOnce);
			expect(run.finished).toBeLessThan(15_000);
		}
	});

	test('also where it goes alone and the gateway says that it failed', async () => {
		const run = await ends([3], { fails: 500 }, 1);
		expect(run.finished).toBeLessThan(40_000);
	});

	test('also where it goes alone and takes a minute to fail', async () => {
		const run = await ends([3], { fails: 504, after: minute }, 1);
		expect(run.finished).toBeLessThan(6 * minute);
	});

	test('also where six such are all that is left', async () => {
		const run = await ends([10, 20, 30, 40, 50, 60], { fails: 504, after: minute }, 10);
		expect(run.finished).toBeLessThan(7 * minute);
	});

	test('and where nobody else can tell, it holds up the others for three minutes and ends none of them', async () => {
		const weather = only([3], { fails: 502 });
		const run = await throughOutage({ items: 100, atOnce: 1, weather });
		expect(run.failed).toMatchObject([
			{ item: 3, description: expect.stringMatching(/^Waited 3 min/) },
		]);
		expect(run.good).toBe(99);
	});
});

test.each([
	[0.05, 200],
	[0.05, 5_000],
	[0.2, 200],
	[0.2, 5_000],
])('a share of %d that fails at random slows no run of answers of %d ms', async (share, answer) => {
	const random = randomOf(1);
	const weather: Weather = () => (random() < share ? { fails: 502, after: 50 } : undefined);
	const calm = await throughOutage({ items: 640, answer, weather: () => undefined });
	const run = await throughOutage({ items: 640, answer, weather });
	expect(run.failed.length).toBeLessThanOrEqual(1);
	// The last ones pause up to 7.5 s between their attempts.
	expect(run.finished).toBeLessThan(1.1 * calm.finished + 7_500);
});

describe('a host without an address', () => {
	const fault = { fails: 'ENOTFOUND' };

	test('is taken for a slip of the pen where it has never answered', async () => {
		const address = 'https://mistyped.test';
		const run = await throughOutage({ items: 300, address, weather: outage(0, Infinity, fault) });
		expect(run.failed).toHaveLength(300);
		expect(run.finished).toBeLessThan(2_000);
	});

	test('is waited for where it has', async () => {
		const address = 'https://known.test';
		const weather = outage(3_000, 63_000, fault);
		const run = await throughOutage({ items: 300, answer: 1_000, address, weather });
		expect(run.good).toBe(300);
	});
});

test('a long stated wait holds up its own request and no other', async () => {
	const fault = { fails: 503, headers: { 'retry-after': '120' } };
	const weather: Weather = (now, item) => (item < 70 && now < 10_000 ? fault : undefined);
	const run = await throughOutage({ items: 300, answer: 1_000, weather });
	expect(run.good).toBe(300);
	expect(run.requests.filter((requests) => requests > 1).length).toBeLessThan(71);
	expect(run.finished).toBeLessThan(140_000);
});
