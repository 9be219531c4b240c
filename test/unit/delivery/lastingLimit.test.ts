import { chatCall } from '../../../nodes/api/chat/call';
import type { Failed, Failure } from '../../../nodes/api/failure';
import {
	defaultRetryAndTimeouts,
	defaultRunLimits,
	type RunLimits,
} from '../../../nodes/api/limits';
import { Lanes } from '../../../nodes/delivery/lane/lanes';
import type { Answer } from '../../../nodes/delivery/transport';
import { bytesOf, virtualDelivery, VirtualClock, virtualTransport } from '../../support/virtual';

const second = 1_000;
const minute = 60 * second;

const refusal = (headers = {}): Partial<Answer> => ({
	status: 429,
	headers,
	body: bytesOf('{"error":{"message":"Slow down, please","code":"too_fast"}}'),
});
const good = (): Partial<Answer> => ({
	body: bytesOf('{"choices":[{"message":{"content":"Yes"},"finish_reason":"stop"}]}'),
});
/** An answer that begins as a good one. */
const events = (...data: string[]): Partial<Answer> => ({
	status: 200,
	headers: { 'content-type': 'text/event-stream' },
	body: bytesOf(data.map((event) => `data: ${event}\n\n`).join('')),
});
const inside = '{"error":{"message":"Rate limit reached","type":"requests","code":"too_fast"}}';
const insideOfDay = '{"error":{"message":"Rate limit exceeded: free-models-per-day","code":429}}';
const text = '{"choices":[{"index":0,"delta":{"content":"Hel"}}]}';

interface End {
	item: number;
	at: number;
	failure?: Failure;
}

/**
 * Runs on one gateway with one key, one clock and one lane.
 *
 * @param respond is told when a request came, and how many came before it
 */
function gatewayOf(
	respond: (now: number, before: number) => Promise<Partial<Answer>> | Partial<Answer>,
) {
	const clock = new VirtualClock();
	const lanes = new Lanes(clock, () => 0.5);
	const sent: number[] = [];
	const transport = virtualTransport(() => respond(clock.now(), sent.push(clock.now()) - 1));
	const begin = (count: number, limits: Partial<RunLimits> = {}, stream = true) => {
		const all = { ...defaultRunLimits, ...limits };
		const { delivery } = virtualDelivery(transport, { clock, lanes, limits: all });
		const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
		const ends: End[] = [];
		const add = (item: number) =>
			void send(chatCall({ model: 'm', messages: [] }, { stream })).then(
				() => ends.push({ item, at: clock.now() }),
				({ failure }: Failed) => ends.push({ item, at: clock.now(), failure }),
			);
		for (let item = 0; item < count; item++) add(item);
		return { ends, add };
	};
	const later = async (milliseconds: number) =>
		await new Promise<void>((resolve) => clock.after(milliseconds, resolve));
	return { clock, sent, begin, later };
}

const kinds = (ends: End[]) => [...new Set(ends.map(({ failure }) => failure?.kind))];

test('a run that has had an answer waits ten minutes for the next', async () => {
	const { clock, begin } = gatewayOf((now) => (now < minute ? good() : refusal()));
	const run = begin(1);
	await clock.pass(2 * minute);
	run.add(1);
	await clock.pass(9 * minute + 50 * second);
	expect(run.ends).toHaveLength(1);
	await clock.pass(20 * second);
	expect(run.ends[1]?.failure?.description).toMatch(/^Waited 10 min, /);
});

test('an answer to another run on the lane begins the wait anew; the run itself has had none', async () => {
	let left = 1;
	const { clock, begin } = gatewayOf((now) =>
		now >= 100 * second && left-- > 0 ? good() : refusal(),
	);
	const runs = [begin(1), begin(1)];
	await clock.pass(3 * minute);
	expect(runs.map(({ ends }) => ends.length).sort()).toEqual([0, 1]);
	await clock.pass(minute);
	const ends = runs.flatMap((run) => run.ends);
	expect(kinds(ends)).toEqual([undefined, 'rateLimit']);
	expect(ends.at(-1)?.failure?.description).toMatch(/^Waited 2 min, /);
});

test('what the run sent later ends with the first that has waited long enough', async () => {
	const { clock, begin } = gatewayOf(() => refusal());
	const run = begin(1);
	await clock.pass(minute);
	run.add(1);
	await clock.pass(minute + 15 * second);
	expect(run.ends).toHaveLength(2);
});

test('a run that begins late at a lane that refuses waits for its own time', async () => {
	const { clock, begin } = gatewayOf(() => refusal());
	const first = begin(1);
	await clock.pass(60 * minute);
	expect(first.ends).toHaveLength(1);
	const second = begin(1);
	await clock.pass(2 * minute - 1);
	expect(second.ends).toHaveLength(0);
	await clock.pass(20_000);
	expect(second.ends).toHaveLength(1);
});

test("606 seconds between requests, by the user's own limit, are no limit of the gateway", async () => {
	const { clock, sent, begin } = gatewayOf(good);
	const { ends } = begin(4, { requestsPerMinute: 0.1, maxRateLimitWait: 1 }, false);
	await clock.pass(31 * minute);
	expect(sent).toHaveLength(4);
	expect(kinds(ends)).toEqual([undefined]);
});

test('the wait of who keeps to such a limit begins with the first refusal', async () => {
	const { clock, begin } = gatewayOf((_now, before) => (before === 0 ? good() : refusal()));
	const { ends } = begin(3, { requestsPerMinute: 0.1, maxRateLimitWait: 1 }, false);
	await clock.pass(606 * second + minute);
	expect(ends).toHaveLength(1);
	await clock.pass(20 * second);
	expect(kinds(ends)).toEqual([undefined, 'rateLimit']);
	expect(ends).toHaveLength(3);
});

test('a gateway that works on three answers of eight minutes at a time is waited for', async () => {
	let working = 0;
	const gateway = gatewayOf(async () => {
		if (working === 3) return refusal();
		working++;
		await gateway.later(8 * minute);
		working--;
		return good();
	});
	const { ends } = gateway.begin(9, {}, false);
	await gateway.clock.pass(30 * minute);
	expect(ends).toHaveLength(9);
	expect(kinds(ends)).toEqual([undefined]);
});

test('slow answers and room in the run are waited for, also by who waits no minute for a limit', async () => {
	const gateway = gatewayOf(async () => {
		await gateway.later(8 * minute);
		return good();
	});
	const { ends } = gateway.begin(3, { maxConcurrency: 1, maxRateLimitWait: 0.05 }, false);
	await gateway.clock.pass(25 * minute);
	expect(ends.map(({ at }) => at)).toEqual([8, 16, 24].map((minutes) => minutes * minute));
});

describe('A stated wait', () => {
	test('of 40 minutes is kept where the user allows an hour', async () => {
		const over = 40 * minute;
		const { clock, sent, begin } = gatewayOf((now) =>
			now < over ? refusal({ 'retry-after': String(Math.ceil((over - now) / second)) }) : good(),
		);
		const { ends } = begin(5, { maxRateLimitWait: 60 });
		await clock.pass(51 * minute);
		expect(kinds(ends)).toEqual([undefined]);
		expect(sent.length).toBeLessThanOrEqual(5 + 12);
	});

	test('of 40 minutes that one run keeps does not shut the lane for as long to another', async () => {
		const { clock, sent, begin } = gatewayOf((now) =>
			now < 10 * second ? refusal({ 'retry-after': '2400' }) : good(),
		);
		begin(1, { maxRateLimitWait: 60 });
		await clock.pass(minute);
		const before = sent.length;
		const { ends } = begin(1);
		await clock.pass(11 * minute);
		expect(sent.length).toBeGreaterThan(before);
		expect(kinds(ends)).toEqual([undefined]);
	});

	test('that is longer than the user waits ends the run when it is said again', async () => {
		const { clock, begin } = gatewayOf(() => refusal({ 'retry-after': '45' }));
		const { ends } = begin(20, { maxRateLimitWait: 0.5 });
		await clock.pass(10 * second);
		expect(ends).toHaveLength(20);
		expect(ends[0]?.failure?.description).toMatch(/asks to wait 45 s\. Waited \d+ s/);
	});

	test('with trouble ends the item where it is longer than the user waits', async () => {
		const down = { status: 503, headers: { 'retry-after': '20' }, body: bytesOf('{}') };
		const { clock, sent, begin } = gatewayOf((_now, before) => (before === 0 ? down : good()));
		const { ends } = begin(2, { maxRateLimitWait: 0.2 }, false);
		await clock.pass(second);
		expect(ends.map(({ failure }) => failure?.status)).toEqual([503, undefined]);
		expect(ends[0]?.failure?.description).toMatch(/asks to wait 20 s.* Max Rate Limit Wait/);
		expect(sent).toHaveLength(2);
	});
});

test('a limit of the day is waited for where the user allows a whole day', async () => {
	const error = '{"error":{"message":"Rate limit reached on requests per day (RPD)"}}';
	const { clock, begin } = gatewayOf((now) =>
		now < 300 * minute ? { status: 429, body: bytesOf(error) } : good(),
	);
	const { ends } = begin(3, { maxRateLimitWait: 1_440 });
	await clock.pass(310 * minute);
	expect(ends).toHaveLength(3);
	expect(kinds(ends)).toEqual([undefined]);
});

describe('Who does not wait', () => {
	test('has its items end with their refusals; those that are admitted are good', async () => {
		const { clock, sent, begin } = gatewayOf((_now, before) =>
			before % 10 === 3 ? refusal() : good(),
		);
		const { ends } = begin(60, { maxRateLimitWait: 0, maxConcurrency: 8 }, false);
		await clock.pass(minute);
		expect(ends).toHaveLength(60);
		expect(ends.filter(({ failure }) => failure)).toHaveLength(6);
		expect(sent).toHaveLength(60);
	});

	test('asks a gateway that refuses everything a few times, and not for each item', async () => {
		const { clock, sent, begin } = gatewayOf(() => refusal({ 'retry-after': '1' }));
		const { ends } = begin(500, { maxRateLimitWait: 0, maxConcurrency: 8 }, false);
		await clock.pass(second);
		expect(ends).toHaveLength(500);
		expect(sent.length).toBeLessThanOrEqual(20);
		for (const { failure } of ends)
			expect(failure).toMatchObject({
				message: 'Slow down, please',
				status: 429,
				code: 'too_fast',
			});
	});

	test('begins again when the lane is open again, however short a wait was stated', async () => {
		const { clock, sent, begin } = gatewayOf((now) =>
			now < 10 * second ? refusal({ 'retry-after': '1' }) : good(),
		);
		const run = begin(20, { maxRateLimitWait: 0 });
		for (let item = 20; item < 40; item++) {
			await clock.pass(0.4 * second);
			run.add(item);
		}
		await clock.pass(30 * second);
		expect(run.ends).toHaveLength(40);
		expect(kinds(run.ends)).toEqual(['rateLimit']);
		expect(sent.length).toBeGreaterThan(4);
		run.add(40);
		await clock.pass(second);
		expect(run.ends[40]).toEqual({ item: 40, at: 38 * second });
	});
});

describe('A gateway that refuses inside of answers that begin as good ones', () => {
	test('is not hammered: it is a limit like any other', async () => {
		for (const answer of [
			() => events(inside),
			() => events(text, inside),
			(): Partial<Answer> => ({ body: bytesOf(inside) }),
		]) {
			const gateway = gatewayOf(async () => {
				await gateway.later(50);
				return answer();
			});
			const { ends } = gateway.begin(50);
			await gateway.clock.pass(2 * minute + 20 * second);
			expect(gateway.sent.length).toBeLessThanOrEqual(40);
			expect(ends).toHaveLength(50);
			for (const { failure } of ends)
				expect(failure).toMatchObject({
					kind: 'rateLimit',
					message: 'Rate limit reached',
					status: 200,
					code: 'too_fast',
					type: 'requests',
				});
		}
	});

	test.each([
		['a limit', inside],
		['trouble', '{"error":{"message":"Upstream failed","type":"server_error"}}'],
		['an empty balance', '{"error":{"message":"No money","code":"insufficient_user_quota"}}'],
		['a request', '{"error":{"message":"No such member","type":"invalid_request_error"}}'],
	])('for %s has given no answer yet: two minutes are enough', async (_what, told) => {
		const { clock, begin } = gatewayOf((_now, before) => (before === 0 ? events(told) : refusal()));
		const run = begin(1);
		await clock.pass(30 * second);
		for (let item = 1; item < 6; item++) run.add(item);
		await clock.pass(2 * minute + 30 * second);
		expect(run.ends).toHaveLength(6);
		expect(run.ends.at(-1)?.failure?.description).toMatch(/^Waited 2 min, /);
	});

	test('for the day ends the run', async () => {
		const { clock, sent, begin } = gatewayOf(() => events(insideOfDay));
		const { ends } = begin(50);
		await clock.pass(10 * second);
		expect(ends).toHaveLength(50);
		expect(sent.length).toBeLessThanOrEqual(10);
	});

	test('leaves the text that came to its own item alone', async () => {
		const { clock, begin } = gatewayOf((_now, before) =>
			events(text.replace('Hel', `Hel ${before}`), inside),
		);
		const { ends } = begin(30);
		await clock.pass(3 * minute);
		expect(ends).toHaveLength(30);
		const texts = ends.flatMap(({ failure }) => failure?.text ?? []);
		expect(texts.length).toBeGreaterThan(0);
		expect(texts.length).toBeLessThan(30);
		expect(new Set(texts).size).toBe(texts.length);
	});

	test('with a few strays among good answers costs nothing', async () => {
		const { clock, begin } = gatewayOf((_now, before) =>
			before % 10 === 3
				? events(inside)
				: events(
						'{"choices":[{"index":0,"delta":{"content":"Yes"},"finish_reason":"stop"}]}',
						'[DONE]',
					),
		);
		const { ends } = begin(200);
		await clock.pass(20 * second);
		expect(ends).toHaveLength(200);
		expect(kinds(ends)).toEqual([undefined]);
	});
});
