import type { Call } from '../../../nodes/api/call';
import { Failed, type Failure } from '../../../nodes/api/failure';
import { jsonReader } from '../../../nodes/api/readers/json';
import {
	defaultRetryAndTimeouts,
	defaultRunLimits,
	type RunLimits,
} from '../../../nodes/api/limits';
import { pool } from '../../../nodes/delivery/pool';
import type { Answer } from '../../../nodes/delivery/transport';
import {
	bytesOf,
	virtualDelivery,
	virtualTransport,
	type VirtualClock,
} from '../../support/virtual';

const minute = 60_000;
const good = (): Partial<Answer> => ({ body: bytesOf('{}') });
const refusal = (status = 429, headers = {}): Partial<Answer> => ({
	status,
	headers,
	body: bytesOf('{"error":{"message":"No"}}'),
});

function call(lane: string | null, more: Partial<Call<number>> = {}): Call<number> {
	const { tokens } = more;
	return {
		request: { method: 'POST', path: '/v1', body: { lane } },
		lane,
		repeat: lane === null ? 'free' : 'paid',
		reader: () => jsonReader(() => ({ value: 1 })),
		...(tokens === undefined ? {} : { mostTokens: () => ({ prompt: tokens, answer: 0 }) }),
		...more,
	};
}

type Respond = (lane: string, clock: VirtualClock) => Partial<Answer> | Promise<Partial<Answer>>;

const using = (tokens: number) => () =>
	jsonReader(() => ({ value: 1, usage: { prompt_tokens: tokens, completion_tokens: 0 } }));
/** Of an answer that used next to none. */
const freeOfTokens = using(1);

/** Answers after so many milliseconds. */
const slowly =
	(milliseconds: number): Respond =>
	async (_lane, clock) => {
		await new Promise<void>((resolve) => clock.after(milliseconds, resolve));
		return good();
	};

/** A run on a gateway that answers by lane; `sent` are the lanes of its requests with their times. */
function setUp(respond: Respond, more: Partial<RunLimits> = {}) {
	const sent: Array<{ lane: string; at: number }> = [];
	let inFlight = 0;
	const load = { peak: 0 };
	const transport = virtualTransport(async ({ body }) => {
		const lane = String(body?.lane);
		sent.push({ lane, at: run.clock.now() });
		load.peak = Math.max(load.peak, ++inFlight);
		try {
			return await respond(lane, run.clock);
		} finally {
			inFlight--;
		}
	});
	const limits = { ...defaultRunLimits, maxConcurrency: 8, ...more };
	const run = virtualDelivery(transport, { limits });
	const { delivery } = run;
	const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
	const ends: Array<{ lane: string | null; at: number; failure?: Failure }> = [];
	const begin = (lane: string | null, options: Partial<Call<number>> = {}) =>
		void send(call(lane, options)).then(
			() => ends.push({ lane, at: run.clock.now() }),
			({ failure }: Failed) => ends.push({ lane, at: run.clock.now(), failure }),
		);
	const firstOf = (lane: string) => sent.find((request) => request.lane === lane)?.at;
	return { ...run, limits, sent, load, ends, begin, firstOf };
}

/** Works on units that are lanes, as the node does; returns how many were begun and are not finished. */
function work(
	{ delivery, limits, stop }: ReturnType<typeof setUp>,
	lanes: Iterable<string>,
): { begun: number; done: number; failed: number; results: Promise<unknown> } {
	const count = { begun: 0, done: 0, failed: 0, results: Promise.resolve() as Promise<unknown> };
	count.results = pool(
		lanes,
		async (lane, yieldSlot) => {
			count.begun++;
			const tally = delivery.tallyUnit();
			const { send } = delivery.contextFor(tally, defaultRetryAndTimeouts, yieldSlot);
			await send(call(lane)).catch(() => count.failed++);
			count.done++;
		},
		{
			atOnce: limits.maxConcurrency,
			stop: () => stop.now(),
			yieldToEventLoop: async () => await Promise.resolve(),
			lookAhead: { laneOf: (lane) => lane, capacity: delivery.totals.capacity },
		},
	);
	return count;
}

const refusesOne: Respond = (lane) => (lane === 'refused' ? refusal() : good());
const many = (lane: string, count: number) => Array<string>(count).fill(lane);

test.each([20, 500, 3_000])(
	'behind %d items of a model that is refused, those of another go out at once',
	async (count) => {
		const run = setUp(refusesOne);
		const units = work(run, [...many('refused', count), ...many('free', 100)]);
		for (let step = 0; step < 10; step++) await run.clock.pass(1);
		expect(run.firstOf('free')).toBeLessThanOrEqual(10);
		await run.clock.pass(1_000);
		expect(units.done).toBe(100);
		// What waits is bounded: of one lane as many as may be in flight.
		expect(units.begun - units.done).toBe(8);
	},
);

test('items of many refused models keep none of another from going, and memory is bounded', async () => {
	const run = setUp(
		refusesOne.length ? (lane) => (lane === 'free' ? good() : refusal()) : refusesOne,
	);
	const refused = Array.from({ length: 3_000 }, (_, item) => `refused ${item % 50}`);
	const units = work(run, [...refused, 'free']);
	for (let step = 0; step < 20; step++) await run.clock.pass(1);
	expect(run.firstOf('free')).toBeLessThanOrEqual(20);
	expect(units.begun).toBeLessThanOrEqual(50 * 8 + 1);
});

test('of ten thousand items of one model only a few are begun, whether it is refused or slow', async () => {
	for (const respond of [refusesOne, slowly(minute)]) {
		const run = setUp(respond);
		let taken = 0;
		function* lanes() {
			for (; taken < 10_000; taken++) yield 'refused';
		}
		const units = work(run, lanes());
		await run.clock.pass(1_000);
		expect(units.begun).toBe(8);
	}
});

test('requests that wait for their lane hold no place among those in flight', async () => {
	const run = setUp(refusesOne);
	for (let item = 0; item < 20; item++) run.begin('refused');
	await run.clock.pass(1);
	run.begin('free');
	await run.clock.pass(1);
	expect(run.ends).toEqual([{ lane: 'free', at: 1 }]);
});

test('a request that pauses before it goes again holds none either', async () => {
	const run = setUp((lane) => (lane === 'a' ? refusal(503, { 'retry-after': '60' }) : good()), {
		maxConcurrency: 1,
	});
	const units = work(run, ['a', 'a', 'a', ...many('b', 5)]);
	await run.clock.pass(1_000);
	expect([units.done, units.begun]).toEqual([5, 6]);
});

test('trouble of three seconds in the middle of a run costs no item', async () => {
	const run = setUp(
		async (lane, clock) => {
			const isDown = clock.now() >= 2_000 && clock.now() < 5_000;
			const answer = await slowly(isDown ? 20 : 200)(lane, clock);
			return isDown ? refusal(503) : answer;
		},
		{ maxConcurrency: 64 },
	);
	const units = work(run, many('a', 3_000));
	await run.clock.pass(minute);
	await units.results;
	expect([units.done, units.failed]).toEqual([3_000, 0]);
});

test('trouble of 0.3 seconds at the start of a run costs the first wave at most', async () => {
	const run = setUp(
		async (lane, clock) => {
			const isDown = clock.now() < 300;
			await slowly(20)(lane, clock);
			return isDown ? refusal(503) : good();
		},
		{ maxConcurrency: 64 },
	);
	const units = work(run, many('a', 1_000));
	await run.clock.pass(minute);
	await units.results;
	// A repetition counts against its budget when it goes out: that is when the gateway has to bear it.
	expect(units.failed).toBeLessThanOrEqual(32);
});

test('never more are in flight than may be, on all lanes together; the lanes take turns', async () => {
	const run = setUp(slowly(100));
	for (const lane of ['a', 'b', 'c']) for (let item = 0; item < 100; item++) run.begin(lane);
	await run.clock.pass(1_050);
	const counts = ['a', 'b', 'c'].map((name) => run.sent.filter(({ lane }) => lane === name).length);
	expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(10);
	await run.clock.pass(10_000);
	expect(run.ends).toHaveLength(300);
	expect(run.load.peak).toBe(8);
});

test('a poll waits for a place no longer than for one request of each lane', async () => {
	const run = setUp(slowly(100), { maxConcurrency: 1 });
	for (let item = 0; item < 50; item++) run.begin('a');
	await run.clock.pass(150);
	run.begin(null);
	await run.clock.pass(400);
	expect(run.ends.filter(({ lane }) => lane === null)).toHaveLength(1);
});

test('whoever waits for a place, and not for the lane, waits as long as it takes', async () => {
	const run = setUp((lane, clock) => slowly(lane === 'long' ? 25 * minute : 10)(lane, clock), {
		maxConcurrency: 1,
	});
	run.begin('long');
	await run.clock.pass(1);
	run.begin('short');
	await run.clock.pass(26 * minute);
	expect(run.ends).toEqual([
		{ lane: 'long', at: 25 * minute },
		{ lane: 'short', at: 25 * minute + 10 },
	]);
});

test('a lane that refuses ends after ten minutes although the run is busy on another', async () => {
	const run = setUp((lane, clock) => (lane === 'refused' ? refusal() : slowly(1_000)(lane, clock)));
	for (let item = 0; item < 20; item++) run.begin('refused');
	work(run, many('free', 10_000));
	await run.clock.pass(10 * minute + 1_000);
	const refused = run.ends.filter(({ lane }) => lane === 'refused');
	expect(refused).toHaveLength(20);
	expect(refused.every(({ failure }) => failure?.kind === 'rateLimit')).toBe(true);
});

test('the Stop button ends what waits for a place and what waits for its lane', async () => {
	const run = setUp(
		(lane, clock) => (lane === 'refused' ? refusal() : slowly(minute)(lane, clock)),
		{
			maxConcurrency: 2,
		},
	);
	for (const lane of ['refused', 'refused', 'a', 'a', 'a', null]) run.begin(lane);
	await run.clock.pass(10);
	run.stop.now();
	await run.clock.pass(1);
	expect(run.ends.map(({ failure }) => failure?.kind)).toContain('cancelled');
	await run.clock.pass(minute);
	expect(run.ends).toHaveLength(6);
	expect(run.clock.pending).toBe(0);
});

describe('A token budget', () => {
	test('is not held by what waits for its lane', async () => {
		const run = setUp(refusesOne, { tokenBudget: 1_000 });
		for (let item = 0; item < 20; item++) run.begin('refused', { tokens: 900 });
		await run.clock.pass(100);
		run.begin('free', { tokens: 900 });
		await run.clock.pass(100);
		expect(run.ends[0]).toEqual({ lane: 'free', at: 100 });
	});

	test('that is used up ends what still waits, once nothing is in flight', async () => {
		const run = setUp(slowly(100), { tokenBudget: 1_000 });
		for (let item = 0; item < 3; item++) run.begin('a', { tokens: 600 });
		await run.clock.pass(50);
		expect(run.sent).toHaveLength(1);
		await run.clock.pass(100);
		expect(run.ends.map(({ failure }) => failure?.kind)).toEqual([undefined, 'budget', 'budget']);
		expect(run.sent).toHaveLength(1);
	});

	test('is waited for as long as it takes', async () => {
		const run = setUp(slowly(25 * minute), { tokenBudget: 1_000 });
		for (let item = 0; item < 2; item++) run.begin(`lane ${item}`, { tokens: 600 });
		await run.clock.pass(26 * minute);
		expect(run.ends.map(({ failure }) => failure?.kind)).toEqual([undefined, 'budget']);
		expect(run.ends[1]?.at).toBe(25 * minute);
	});

	test('lets the others go when the first that waits is too large for what is left', async () => {
		const run = setUp(slowly(100), { tokenBudget: 1_000 });
		run.begin('a', { tokens: 300 });
		run.begin('a', { tokens: 900 });
		for (let item = 0; item < 2; item++) run.begin('a', { tokens: 300 });
		await run.clock.pass(1_000);
		expect(run.ends.map(({ failure }) => failure?.kind)).toEqual([
			undefined,
			'budget',
			undefined,
			undefined,
		]);
	});

	test('is settled when the code of a call throws', async () => {
		const run = setUp(good, { tokenBudget: 1_000 });
		const broken = (): never => {
			throw new TypeError('A fault of ours');
		};
		run.begin('a', { tokens: 600, reader: broken });
		run.begin('a', { tokens: 300, reader: freeOfTokens });
		run.begin('a', { tokens: 600, reader: freeOfTokens });
		await run.clock.pass(100);
		// What is used is used: the last one learns at once that it will never fit.
		expect(run.ends.map(({ failure }) => failure?.kind)).toEqual([undefined, 'budget', undefined]);
	});

	test('may be waited for as long as it takes', async () => {
		const run = setUp((lane, clock) => slowly(lane === 'long' ? 25 * minute : 10)(lane, clock), {
			tokenBudget: 1_000,
		});
		run.begin('long', { tokens: 900, reader: freeOfTokens });
		await run.clock.pass(1);
		run.begin('short', { tokens: 900, reader: freeOfTokens });
		// Behind one that does not fit.
		run.begin('short', { tokens: 50, reader: freeOfTokens });
		await run.clock.pass(26 * minute);
		expect(run.ends.map(({ lane, failure }) => [lane, failure?.kind])).toEqual([
			['long', undefined],
			['short', undefined],
			['short', undefined],
		]);
	});

	test('is left to others by one that pauses and one that is refused', async () => {
		// One refusal may be a stray one: as many as show a limit.
		const limited = Array.from({ length: 5 }, () => refusal(429, { 'retry-after': '5' }));
		const answers = [refusal(503, { 'retry-after': '10' }), ...limited];
		const run = setUp(() => answers.shift() ?? good(), { tokenBudget: 1_000 });
		// It pauses.
		run.begin('a', { tokens: 500, reader: freeOfTokens });
		await run.clock.pass(1);
		// It is refused, and stands in front from then on.
		run.begin('a', { tokens: 400, reader: freeOfTokens });
		await run.clock.pass(1);
		run.begin('b', { tokens: 450, reader: using(450) });
		await run.clock.pass(minute);
		expect(run.ends.map(({ lane, failure }) => [lane, failure?.kind])).toEqual([
			['b', undefined],
			['a', undefined],
			['a', undefined],
		]);
	});

	test('is shared by the lanes in turns', async () => {
		const run = setUp(slowly(100), { tokenBudget: 1_000 });
		for (let item = 0; item < 30; item++) run.begin('a', { tokens: 600, reader: freeOfTokens });
		await run.clock.pass(1);
		for (let item = 0; item < 30; item++) run.begin('b', { tokens: 600, reader: freeOfTokens });
		await run.clock.pass(1_050);
		expect(run.sent.map(({ lane }) => lane).join('')).toBe('aababababab');
	});

	test('is not held by a request that pauses before it goes again', async () => {
		let requests = 0;
		const run = setUp(() => (++requests === 1 ? refusal(503, { 'retry-after': '10' }) : good()), {
			tokenBudget: 1_000,
		});
		run.begin('a', { tokens: 600 });
		await run.clock.pass(1);
		run.begin('b', { tokens: 600 });
		await run.clock.pass(5_000);
		expect(run.sent).toHaveLength(2);
		await run.clock.pass(10_000);
		expect(run.ends.map(({ lane, failure }) => [lane, failure?.kind])).toEqual([
			['b', undefined],
			['a', 'budget'],
		]);
		// The words of the gateway are not lost.
		expect(run.ends[1]?.failure).toMatchObject({
			message:
				'Not sent again: it may need up to 600 tokens, and of the token budget of 1,000 for this run 400 are left. The attempt before it ended with: No',
			status: 503,
		});
	});
});
