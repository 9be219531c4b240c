import { chatCall } from '../../../nodes/api/chat/call';
import { Failed, failure, type Failure } from '../../../nodes/api/failure';
import { ModelChain } from '../../../nodes/api/fallback/modelChain';
import {
	defaultRetryAndTimeouts,
	defaultRunLimits,
	type RunLimits,
} from '../../../nodes/api/limits';
import type { RequestSummary } from '../../../nodes/api/output';
import { Lanes } from '../../../nodes/delivery/lane/lanes';
import type { Answer } from '../../../nodes/delivery/transport';
import { bytesOf, virtualDelivery, VirtualClock, virtualTransport } from '../../support/virtual';

const second = 1_000;
const minute = 60 * second;

const good = (): Partial<Answer> => ({
	body: bytesOf('{"choices":[{"message":{"content":"Yes"},"finish_reason":"stop"}]}'),
});
const fails = (status: number, message = 'No', headers = {}): Partial<Answer> => ({
	status,
	headers,
	body: bytesOf(JSON.stringify({ error: { message } })),
});

interface End {
	item: number;
	at: number;
	spent: RequestSummary;
	failure?: Failure;
}

type Weather = (now: number, before: number) => Promise<Partial<Answer>> | Partial<Answer>;

/** A gateway on a virtual clock, by model. */
function gatewayOf(weather: { [model: string]: Weather }) {
	const clock = new VirtualClock();
	const lanes = new Lanes(clock, () => 0.5);
	const sent = new Map<string, number[]>();
	const transport = virtualTransport(({ body }) => {
		const model = String(body?.model);
		const times = sent.get(model) ?? [];
		sent.set(model, times);
		const respond = weather[model];
		if (respond === undefined) throw new Error(`${model} was not to be asked`);
		return respond(clock.now(), times.push(clock.now()) - 1);
	});
	const sentTo = (model: string) => sent.get(model) ?? [];
	const begin = (limits: Partial<RunLimits> = {}) => {
		const all = { ...defaultRunLimits, ...limits };
		const { delivery, stop } = virtualDelivery(transport, { clock, lanes, limits: all });
		const ends: End[] = [];
		const add = async (item: number, models: [string, ...string[]]) => {
			const tally = delivery.tallyUnit();
			const { send } = delivery.contextFor(tally, defaultRetryAndTimeouts);
			const body = { messages: [{ role: 'user', content: String(item) }] };
			const callFor = (model: string) => chatCall({ model, ...body }, { stream: false });
			const end = (why?: Failure) =>
				void ends.push({
					item,
					at: clock.now(),
					spent: tally.summary(),
					...(why ? { failure: why } : {}),
				});
			await new ModelChain(models).ask(send, callFor).then(
				() => end(),
				({ failure: why }: Failed) => end(why),
			);
			delivery.units.ended(tally);
		};
		/** So many items, so many at once: the next one begins when one has ended. */
		const run = async (count: number, atOnce: number, models: [string, ...string[]]) => {
			delivery.units.expect(count);
			let next = 0;
			const worker = async () => {
				while (next < count) await add(next++, models);
			};
			await Promise.all(Array.from({ length: atOnce }, worker));
		};
		return { ends, add, run, stop, delivery };
	};
	const later = async (milliseconds: number, answer: () => Partial<Answer>) => {
		await new Promise<void>((resolve) => clock.after(milliseconds, resolve));
		return answer();
	};
	return { clock, sentTo, begin, later };
}

const reasons = ({ spent }: End) => spent.fallbacks?.map(({ model, kind }) => `${model} ${kind}`);

test('the first model is not there, the second is at its limit for 40 s, the third answers after 30', async () => {
	const { clock, sentTo, begin } = gatewayOf({
		a: () => fails(404, 'No such model'),
		b: (now) => (now < 40 * second ? fails(429, 'Slow down') : good()),
		c: good,
	});
	const { ends, add } = begin();
	void add(0, ['a', 'b', 'c']);
	await clock.pass(minute);
	expect(ends).toEqual([expect.objectContaining({ item: 0, at: 30 * second })]);
	expect(ends[0]?.spent).toMatchObject({
		sent: 3,
		fallbacks: [
			{ model: 'a', kind: 'notFound', message: 'No such model' },
			{ model: 'b', kind: 'rateLimit', message: 'Slow down' },
		],
	});
	expect(sentTo('a')).toHaveLength(1);
	expect(sentTo('b').length).toBeGreaterThan(1);
	expect(sentTo('c')).toEqual([30 * second]);
});

test('when all fail in different ways, the first failure is told and only the last model waits long', async () => {
	const { clock, begin } = gatewayOf({
		a: () => fails(503, 'Down'),
		b: () => fails(400, 'It was blocked by the content filter'),
		c: () => fails(429, 'Slow down'),
	});
	const { ends, add } = begin();
	void add(0, ['a', 'b', 'c']);
	await clock.pass(5 * minute);
	expect(ends[0]?.failure).toMatchObject({ kind: 'server', message: 'Down' });
	expect(ends[0]?.failure?.fallbacks).toEqual([
		{ model: 'b', kind: 'contentFilter', message: 'It was blocked by the content filter' },
		{ model: 'c', kind: 'rateLimit', message: 'Slow down' },
	]);
	// Two minutes are what a run without any answer waits.
	expect(ends[0]?.at).toBeGreaterThan(2 * minute);
});

test('of 200 items, a model that is down gets the first wave and then probes alone', async () => {
	const { clock, sentTo, begin, later } = gatewayOf({
		a: () => fails(503, 'Down'),
		b: async () => await later(second, good),
	});
	const { ends, run } = begin();
	void run(200, 10, ['a', 'b']);
	await clock.pass(5 * minute);
	expect(ends).toHaveLength(200);
	expect(ends.every(({ failure }) => failure === undefined)).toBe(true);
	// Ten at once wait 30 s; the others need a second each.
	const last = Math.max(...ends.map(({ at }) => at));
	expect(last).toBeLessThan(53 * second);
	const probes = sentTo('a').filter((at) => at > 5 * second);
	expect(probes.length).toBeGreaterThan(3);
	expect(probes.length).toBeLessThan(12);
	probes.forEach((at, position) => {
		if (position > 0) expect(at - (probes[position - 1] ?? 0)).toBeGreaterThan(second);
	});
	expect(ends.every((end) => reasons(end)?.[0] === 'a server')).toBe(true);
});

test('the same where it is at its limit', async () => {
	const { clock, sentTo, begin, later } = gatewayOf({
		a: () => fails(429, 'Slow down'),
		b: async () => await later(second, good),
	});
	const { ends, run } = begin();
	void run(200, 10, ['a', 'b']);
	await clock.pass(5 * minute);
	expect(ends).toHaveLength(200);
	expect(Math.max(...ends.map(({ at }) => at))).toBeLessThan(53 * second);
	expect(sentTo('a').filter((at) => at > 30 * second).length).toBeLessThan(5);
	expect(ends.every((end) => reasons(end)?.[0] === 'a rateLimit')).toBe(true);
});

test('when the first model comes back, later items go to it again', async () => {
	const { clock, sentTo, begin, later } = gatewayOf({
		a: async (now) => (now < 50 * second ? fails(503) : await later(second, good)),
		b: async () => await later(second, good),
	});
	const { ends, run } = begin();
	void run(300, 4, ['a', 'b']);
	await clock.pass(5 * minute);
	expect(ends).toHaveLength(300);
	const fromB = ends.filter((end) => reasons(end) !== undefined);
	// From 30 s to at most a probe's pause after 50 s, four a second.
	expect(fromB.length).toBeGreaterThan(60);
	expect(fromB.length).toBeLessThan(160);
	expect(Math.max(...fromB.map(({ at }) => at))).toBeLessThan(70 * second);
	expect(sentTo('a').length).toBeGreaterThan(140);
});

test('the same after a limit that began in the middle of a run', async () => {
	const isShut = (now: number) => now > 20 * second && now < 70 * second;
	const { clock, sentTo, begin, later } = gatewayOf({
		a: async (now) => (isShut(now) ? fails(429) : await later(second, good)),
		b: async () => await later(second, good),
	});
	const { ends, run } = begin();
	void run(500, 4, ['a', 'b']);
	await clock.pass(5 * minute);
	expect(ends).toHaveLength(500);
	const fromB = ends.filter((end) => reasons(end) !== undefined);
	expect(fromB.length).toBeGreaterThan(60);
	expect(fromB.length).toBeLessThan(200);
	expect(Math.max(...fromB.map(({ at }) => at))).toBeLessThan(90 * second);
	expect(sentTo('a').length).toBeGreaterThan(300);
});

test('where a limit lets hardly anything through, nobody waits long for its pace', async () => {
	const { clock, begin, later } = gatewayOf({
		a: async (now) => (now < 50 * second ? fails(429) : await later(second, good)),
		b: async () => await later(second, good),
	});
	const { ends, run } = begin();
	void run(300, 4, ['a', 'b']);
	await clock.pass(5 * minute);
	expect(ends).toHaveLength(300);
	expect(ends.filter((end) => reasons(end) === undefined).length).toBeGreaterThan(1);
	expect(Math.max(...ends.map(({ spent }) => spent.duration_ms))).toBeLessThan(36 * second);
});

test("the user's own limit is no reason to ask another model", async () => {
	const { clock, sentTo, begin } = gatewayOf({ a: good, b: good });
	const { ends, run } = begin({ requestsPerMinute: 0.5 });
	void run(4, 4, ['a', 'b']);
	await clock.pass(10 * minute);
	expect(ends).toHaveLength(4);
	expect(sentTo('b')).toEqual([]);
});

test('where requests wait only for their turn, nobody goes to another model', async () => {
	// One at a time, each for 40 s; all others are refused.
	let busy = 0;
	const { clock, sentTo, begin, later } = gatewayOf({
		a: async () => {
			if (busy > 0) return fails(429, 'One at a time');
			busy++;
			return await later(20 * second, () => (busy--, good()));
		},
	});
	const { ends, run } = begin({ maxRateLimitWait: 60 });
	void run(6, 6, ['a', 'b']);
	await clock.pass(10 * minute);
	expect(ends.map(({ failure }) => failure)).toEqual(Array(6).fill(undefined));
	expect(sentTo('b')).toEqual([]);
});

test('a gateway that cannot be reached at all is waited for: it has the other models as well', async () => {
	const refused = new Failed(failure('network', { code: 'ECONNREFUSED', phase: 'connecting' }));
	const { clock, sentTo, begin } = gatewayOf({
		a: (now) => (now < 100 * second ? Promise.reject(refused) : good()),
	});
	const { ends, run } = begin();
	void run(5, 5, ['a', 'b']);
	await clock.pass(5 * minute);
	expect(ends.map(({ failure }) => failure)).toEqual(Array(5).fill(undefined));
	expect(sentTo('b')).toEqual([]);
});

test('a longer wait that a 503 states ends the item at once, for the next model', async () => {
	const { clock, begin } = gatewayOf({
		a: () => fails(503, 'Down', { 'retry-after': '60' }),
		b: good,
		c: () => fails(404),
	});
	const { ends, add } = begin();
	void add(0, ['a', 'b']);
	await clock.pass(second);
	expect(ends.map(reasons)).toEqual([['a server']]);
	void add(1, ['a', 'c']);
	await clock.pass(second);
	expect(ends[1]?.failure?.description).toMatch(/longer than an item waits while another model/);
});

test('without Max Rate Limit Wait the next model is asked at once', async () => {
	const { clock, begin } = gatewayOf({ a: () => fails(429), b: good });
	const { ends, add } = begin({ maxRateLimitWait: 0 });
	void add(0, ['a', 'b']);
	await clock.pass(second);
	expect(ends.map(reasons)).toEqual([['a rateLimit']]);
});

test('a shorter Max Rate Limit Wait holds', async () => {
	const { clock, begin } = gatewayOf({ a: () => fails(429), b: good });
	const { ends, add } = begin({ maxRateLimitWait: 0.1 });
	void add(0, ['a', 'b']);
	await clock.pass(minute);
	expect(ends.map(({ at }) => at)).toEqual([6 * second]);
});

test('Stop while a model is waited for ends the item, and nobody else is asked', async () => {
	const { clock, sentTo, begin } = gatewayOf({ a: () => fails(429) });
	const { ends, add, stop, delivery } = begin();
	void add(0, ['a', 'b']);
	await clock.pass(10 * second);
	stop.now();
	await clock.pass(second);
	delivery.close(true);
	expect(ends[0]?.failure).toMatchObject({ kind: 'cancelled' });
	expect(sentTo('b')).toEqual([]);
	expect(clock.pending).toBe(0);
});

test('a request that no other model would answer waits for its own model as ever', async () => {
	const { clock, begin } = gatewayOf({
		a: (now) => (now < 100 * second ? fails(429) : good()),
		b: good,
	});
	const { ends, add } = begin();
	void add(0, ['a', 'b']);
	void add(1, ['a']);
	await clock.pass(2 * minute);
	expect(ends.map(({ item }) => item)).toEqual([0, 1]);
	expect(ends[0]?.at).toBe(30 * second);
	expect(ends[1]?.failure).toBeUndefined();
});

test('the same request is not shared between one that waits and one that goes on', async () => {
	const { clock, begin } = gatewayOf({
		a: (now) => (now < 100 * second ? fails(429) : good()),
		b: good,
	});
	const { ends, add } = begin({ deduplicate: true });
	void add(7, ['a', 'b']);
	void add(7, ['a']);
	await clock.pass(2 * minute);
	expect(ends.map(({ failure }) => failure)).toEqual([undefined, undefined]);
});

describe('A quota', () => {
	const quota = (message: string) => () => fails(402, message);
	const ofModel = quota('The quota for the model is used up');
	const ofKey = quota('Insufficient balance');

	test('of the model sends all items to the next one', async () => {
		const { clock, sentTo, begin } = gatewayOf({ a: ofModel, b: good });
		const { ends, run } = begin();
		void run(100, 10, ['a', 'b']);
		await clock.pass(minute);
		expect(ends).toHaveLength(100);
		expect(ends.every((end) => reasons(end)?.[0] === 'a quota')).toBe(true);
		expect(sentTo('a').length).toBeLessThan(60);
	});

	test('of the whole key is told, and nobody else is asked', async () => {
		const { clock, begin } = gatewayOf({ a: ofKey });
		const { ends, run } = begin();
		void run(100, 10, ['a', 'b']);
		await clock.pass(minute);
		expect(ends).toHaveLength(100);
		expect(ends.every(({ failure }) => failure?.kind === 'quota')).toBe(true);
		expect(ends.every(({ failure }) => failure?.fallbacks === undefined)).toBe(true);
	});

	test('in the words of the key is that of the model where others of the key are let in', async () => {
		const { clock, begin, later } = gatewayOf({
			a: ofKey,
			b: good,
			other: async () => await later(100, good),
		});
		const { ends, run } = begin();
		const others = begin();
		void others.run(1_000, 2, ['other']);
		void run(50, 10, ['a', 'b']);
		await clock.pass(2 * minute);
		expect(ends).toHaveLength(50);
		expect(ends.every((end) => reasons(end)?.[0] === 'a quota')).toBe(true);
	});
});
