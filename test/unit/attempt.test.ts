import type { Call } from '../../nodes/api/call';
import { chatCall } from '../../nodes/api/chat/call';
import { jsonReader } from '../../nodes/api/jsonReader';
import { defaultPatience } from '../../nodes/api/limits';
import { attempt } from '../../nodes/delivery/attempt';
import { Stop } from '../../nodes/delivery/stop';
import type { Transport } from '../../nodes/delivery/transport';
import { bytesOf, untilAborted, VirtualClock, virtualTransport } from '../support/virtual';

const list: Call<unknown> = {
	request: { method: 'GET', path: '/v1/models' },
	lane: null,
	repeat: 'free',
	reader: () => jsonReader((body) => ({ value: body })),
};
const chat = chatCall({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] }, true);

function start(transport: Transport, call: Call<unknown> = list) {
	const clock = new VirtualClock();
	const stop = new Stop();
	const wire = {
		transport,
		address: 'https://gateway.test',
		clock,
		stop,
		patience: defaultPatience,
	};
	const reading = attempt(call, call.request, wire, () => {});
	return { clock, stop, reading };
}

/** A body that says something whenever it is told to. */
function speaker(first: string) {
	let speak: (text: string) => void = () => {};
	async function* body(signal: AbortSignal) {
		yield* bytesOf(first);
		for (;;) {
			const next = new Promise<string>((resolve) => (speak = resolve));
			yield* bytesOf(await Promise.race([next, untilAborted(signal)]));
		}
	}
	return { body, say: (text: string) => speak(text) };
}

test('an answer that comes byte by byte is read like one that comes at once', async () => {
	const { reading } = start(
		virtualTransport(() => ({ body: bytesOf('{"text":"für 你好 🎈"}', 1) })),
	);
	expect((await reading).value).toEqual({ text: 'für 你好 🎈' });
});

test('an answer whose headers never come ends with the total time-out', async () => {
	const { clock, reading } = start(virtualTransport((_request, signal) => untilAborted(signal)));
	await clock.pass(3_599_000);
	expect(clock.pending).toBe(1);
	await clock.pass(1_000);
	expect((await reading).failure).toMatchObject({ kind: 'timeout', retryable: true });
	expect(clock.pending).toBe(0);
});

test('a streamed answer that does not begin ends with the first byte time-out', async () => {
	const silent = virtualTransport((_request, signal) => untilAborted(signal));
	const { clock, reading } = start(silent, chat);
	await clock.pass(599_000);
	expect(clock.pending).toBe(2);
	await clock.pass(1_000);
	expect((await reading).failure?.message).toBe(
		'The gateway did not begin to answer within 600 seconds',
	);
	expect(clock.pending).toBe(0);
});

test('an answer that falls silent ends with the idle time-out, not before', async () => {
	const { body, say } = speaker('{');
	const { clock, reading } = start(
		virtualTransport((_request, signal) => ({ body: body(signal) })),
	);
	let over = false;
	void reading.then(() => (over = true));
	for (let word = 0; word < 3; word++) {
		await clock.pass(89_000);
		say(' ');
	}
	await clock.pass(89_000);
	expect(over).toBe(false);
	await clock.pass(1_000);
	expect((await reading).failure).toMatchObject({
		kind: 'timeout',
		message: 'The gateway fell silent in the middle of its answer for 90 seconds',
	});
	expect(clock.pending).toBe(0);
});

test('a generation of 20 minutes survives on nothing but pings', async () => {
	const { body, say } = speaker(': ping\n\n');
	const { clock, reading } = start(
		virtualTransport((_request, signal) => ({ body: body(signal) })),
		chat,
	);
	for (let minute = 0; minute < 20; minute++) {
		await clock.pass(60_000);
		say(': ping\n\n');
	}
	await clock.pass(60_000);
	say(
		'data: {"choices":[{"delta":{"content":"Done."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
	);
	await clock.pass(50);
	expect((await reading).value).toMatchObject({ choices: [{ text: 'Done.' }] });
	expect(clock.pending).toBe(0);
});

test('an answer that is complete is taken after 50 ms, though its server never ends it', async () => {
	const { body } = speaker(
		'data: {"choices":[{"delta":{"content":"Done."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
	);
	let aborted = false;
	const { clock, reading } = start(
		virtualTransport((_request, signal) => {
			signal.addEventListener('abort', () => (aborted = true));
			return { body: body(signal) };
		}),
		chat,
	);
	await clock.pass(49);
	expect(aborted).toBe(false);
	await clock.pass(1);
	expect(aborted).toBe(true);
	expect((await reading).value).toMatchObject({ choices: [{ text: 'Done.' }] });
});

test('what there is of an answer that breaks off is kept', async () => {
	const { body } = speaker(
		'data: {"choices":[{"delta":{"content":"Half a"}}],"usage":{"total_tokens":9}}\n\n',
	);
	const { clock, reading } = start(
		virtualTransport((_request, signal) => ({ body: body(signal) })),
		chat,
	);
	await clock.pass(90_000);
	expect((await reading).failure).toMatchObject({
		kind: 'timeout',
		text: 'Half a',
		usage: { total_tokens: 9 },
	});
});

test('a stopped run aborts what is open, and what comes later is not opened', async () => {
	let opened = 0;
	const transport = virtualTransport((_request, signal) => {
		opened++;
		return untilAborted(signal);
	});
	const { clock, stop, reading } = start(transport);
	await clock.pass(10);
	stop.now();
	expect((await reading).failure?.kind).toBe('cancelled');
	const wire = {
		transport,
		address: 'https://gateway.test',
		clock,
		stop,
		patience: defaultPatience,
	};
	expect((await attempt(list, list.request, wire, () => {})).failure?.kind).toBe('cancelled');
	expect(opened).toBe(1);
	expect(clock.pending).toBe(0);
});

test('reading stops where an answer grows without end', async () => {
	let given = 0;
	async function* endless() {
		for (;;) {
			given++;
			yield new Uint8Array(1024 * 1024);
		}
	}
	const { reading } = start(virtualTransport(() => ({ body: endless() })));
	expect((await reading).failure).toMatchObject({
		kind: 'malformed',
		message: 'The answer is larger than 64 MB',
	});
	// The 65th is too much, and with the next one it is certain that the answer does not end.
	expect(given).toBe(66);
});
