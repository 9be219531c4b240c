import type { Call } from '../../nodes/api/call';
import { Failed } from '../../nodes/api/failure';
import { jsonReader } from '../../nodes/api/jsonReader';
import { sender } from '../../nodes/delivery/send';
import { Slots } from '../../nodes/delivery/slots';
import { Tally } from '../../nodes/delivery/tally';
import type { Transport } from '../../nodes/delivery/transport';
import { bytesOf, untilAborted, VirtualClock, virtualTransport } from '../support/virtual';

const call: Call<unknown> = {
	request: { method: 'GET', path: '/v1/models' },
	lane: null,
	repeat: 'free',
	reader: () => jsonReader((body) => ({ value: body })),
};

function setUp(transport: Transport) {
	const clock = new VirtualClock();
	const stopper = new AbortController();
	const tally = new Tally(clock);
	const means = { transport, clock, slots: new Slots(1), signal: stopper.signal };
	const outcome = sender(means, tally)(call).catch((thrown: Failed) => thrown.failure);
	return { clock, stopper, tally, outcome };
}

test('an answer that comes byte by byte is read like one that comes at once', async () => {
	const { outcome } = setUp(
		virtualTransport(() => ({ body: bytesOf('{"text":"für 你好 🎈"}', 1) })),
	);
	expect(await outcome).toEqual({ text: 'für 你好 🎈' });
});

test('an answer whose headers never come ends after an hour as a time-out', async () => {
	const { clock, outcome, tally } = setUp(
		virtualTransport((_request, signal) => untilAborted(signal)),
	);
	await clock.pass(3_599_000);
	expect(clock.pending).toBe(1);
	await clock.pass(1_000);
	expect(await outcome).toMatchObject({ kind: 'timeout', retryable: true });
	expect(clock.pending).toBe(0);
	expect(tally.summary()).toEqual({
		sent: 1,
		attempts: 1,
		refused: 0,
		duration_ms: 3_600_000,
		host: null,
	});
});

test('an answer that falls silent ends after 90 seconds of silence, not before', async () => {
	let speak = () => {};
	async function* slow(signal: AbortSignal) {
		for (let word = 0; word < 3; word++) {
			yield* bytesOf('[');
			await Promise.race([new Promise<void>((resolve) => (speak = resolve)), untilAborted(signal)]);
		}
	}
	const { clock, outcome } = setUp(
		virtualTransport((_request, signal) => ({ body: slow(signal) })),
	);
	let over = false;
	void outcome.then(() => (over = true));
	for (let word = 0; word < 2; word++) {
		await clock.pass(89_000);
		speak();
	}
	await clock.pass(89_000);
	expect(over).toBe(false);
	await clock.pass(1_000);
	expect(await outcome).toMatchObject({
		kind: 'timeout',
		message: expect.stringContaining('silent'),
	});
	expect(clock.pending).toBe(0);
});

test('a stopped run aborts what is open and sends nothing more', async () => {
	let opened = 0;
	const transport = virtualTransport((_request, signal) => {
		opened++;
		return untilAborted(signal);
	});
	const clock = new VirtualClock();
	const stopper = new AbortController();
	const means = { transport, clock, slots: new Slots(1), signal: stopper.signal };
	const send = sender(means, new Tally(clock));
	const both = Promise.all(
		[1, 2].map(() => send(call).catch((thrown: Failed) => thrown.failure.kind)),
	);
	await clock.pass(10);
	stopper.abort();
	expect(await both).toEqual(['cancelled', 'cancelled']);
	expect(opened).toBe(1);
	expect(clock.pending).toBe(0);
});

test('a failure frees its slot', async () => {
	const transport = virtualTransport(() => ({ status: 500, body: bytesOf('{"message":"no"}') }));
	const clock = new VirtualClock();
	const { signal } = new AbortController();
	const send = sender({ transport, clock, slots: new Slots(1), signal }, new Tally(clock));
	const kinds = [1, 2, 3].map(() => send(call).catch((thrown: Failed) => thrown.failure.kind));
	expect(await Promise.all(kinds)).toEqual(['server', 'server', 'server']);
});

test('reading stops where an answer grows without end', async () => {
	let given = 0;
	async function* endless() {
		for (;;) {
			given++;
			yield new Uint8Array(1024 * 1024);
		}
	}
	const { outcome } = setUp(virtualTransport(() => ({ body: endless() })));
	expect(await outcome).toMatchObject({
		kind: 'malformed',
		message: 'The answer is larger than 64 MB',
	});
	expect(given).toBe(65);
});
