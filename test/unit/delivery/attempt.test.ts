import type { Call } from '../../../nodes/api/call';
import { chatCall } from '../../../nodes/api/chat/call';
import { jsonReader } from '../../../nodes/api/readers/json';
import { defaultRetryAndTimeouts } from '../../../nodes/api/limits';
import { attempt } from '../../../nodes/delivery/attempt';
import { Stop } from '../../../nodes/delivery/stop';
import type { Transport } from '../../../nodes/delivery/transport';
import { bytesOf, untilAborted, VirtualClock, virtualTransport } from '../../support/virtual';

const list: Call<unknown> = {
	request: { method: 'GET', path: '/v1/models' },
	lane: null,
	repeat: 'free',
	reader: () => jsonReader((body) => ({ value: body })),
};
const chat = chatCall(
	{ model: 'm', messages: [{ role: 'user', content: 'Hi' }] },
	{ stream: true },
);

function start(transport: Transport, call: Call<unknown> = list) {
	const clock = new VirtualClock();
	const stop = new Stop();
	const wire = {
		transport,
		address: 'https://gateway.test',
		clock,
		stop,
		timeouts: defaultRetryAndTimeouts,
	};
	const came = attempt(call, call.request, wire, () => {});
	return { clock, stop, reading: came.then(({ reading }) => reading) };
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
		say('"');
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

test('a generation of 20 minutes survives whose pieces are almost 5 minutes apart, with pings between', async () => {
	const { body, say } = speaker(': ping\n\n');
	const { clock, reading } = start(
		virtualTransport((_request, signal) => ({ body: body(signal) })),
		chat,
	);
	for (let piece = 0; piece < 5; piece++) {
		for (let ping = 0; ping < 4; ping++) {
			await clock.pass(59_000);
			say(': ping\n\n');
		}
		await clock.pass(59_000);
		say('data: {"choices":[{"delta":{"content":"word "}}]}\n\n');
	}
	await clock.pass(50);
	say(
		'data: {"choices":[{"delta":{"content":"Done."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
	);
	await clock.pass(50);
	expect((await reading).value).toMatchObject({
		choices: [{ text: 'word word word word word Done.' }],
	});
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

const finished = 'data: {"choices":[{"delta":{"content":"Done."},"finish_reason":"stop"}]}\n\n';
const usage = 'data: {"choices":[],"usage":{"total_tokens":9}}\n\n';

/** Some bytes, and then a connection that breaks. */
async function* broken(text: string) {
	yield* bytesOf(text);
	throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

describe('Once every choice has said why it ended', () => {
	test.each([
		['a connection that breaks', finished],
		['a connection that breaks behind the usage', finished + usage],
		['a connection that breaks in the middle of a word', `${finished}data: [DO`],
	])('%s is a good end', async (_how, text) => {
		const { clock, reading } = start(
			virtualTransport(() => ({ body: broken(text) })),
			chat,
		);
		expect((await reading).value).toMatchObject({ choices: [{ text: 'Done.' }] });
		expect(clock.pending).toBe(0);
	});

	test('silence is a good end, after a moment in which the usage may come', async () => {
		const { body, say } = speaker(finished);
		const { clock, reading } = start(
			virtualTransport((_request, signal) => ({ body: body(signal) })),
			chat,
		);
		await clock.pass(1_900);
		say(usage);
		await clock.pass(1_900);
		expect(clock.pending).toBeGreaterThan(0);
		await clock.pass(100);
		expect(clock.pending).toBe(0);
		expect((await reading).value).toMatchObject({ usage: { total_tokens: 9 } });
	});

	test('so is the longest time of an attempt, when pings keep it alive', async () => {
		const { body, say } = speaker(finished);
		const { clock, reading } = start(
			virtualTransport((_request, signal) => ({ body: body(signal) })),
			{ ...chat, within: 8 },
		);
		for (let second = 0; second < 8; second++) {
			await clock.pass(1_000);
			say(': ping\n\n');
		}
		expect((await reading).value).toMatchObject({ choices: [{ text: 'Done.' }] });
	});

	test('the run that is stopped meanwhile is stopped', async () => {
		const { body } = speaker(finished);
		const { clock, stop, reading } = start(
			virtualTransport((_request, signal) => ({ body: body(signal) })),
			chat,
		);
		await clock.pass(10);
		stop.now();
		expect((await reading).failure?.kind).toBe('cancelled');
	});
});

test('an answer with one choice of the two that were asked for is not complete', async () => {
	const two = chatCall({ model: 'm', messages: [], n: 2 }, { stream: true });
	const other =
		'data: {"choices":[{"index":1,"delta":{"content":"Too."},"finish_reason":"stop"}]}\n\n';
	const one = start(
		virtualTransport(() => ({ body: broken(finished) })),
		two,
	);
	expect((await one.reading).failure).toMatchObject({ text: 'Done.' });
	const both = start(
		virtualTransport(() => ({ body: broken(finished + other) })),
		two,
	);
	expect((await both.reading).value).toMatchObject({ choices: [{}, { text: 'Too.' }] });
});

test('a whole answer that is closed by its last brace is complete, half of one is not', async () => {
	const text = '{"choices":[{"message":{"content":"Done."},"finish_reason":"stop"}]}';
	const whole = start(
		virtualTransport(() => ({ body: broken(text) })),
		chat,
	);
	expect((await whole.reading).value).toMatchObject({ choices: [{ text: 'Done.' }] });
	const half = start(
		virtualTransport(() => ({ body: broken(text.slice(0, -1)) })),
		chat,
	);
	expect((await half.reading).failure).toBeDefined();
});

describe('When the process itself was busy', () => {
	test.each([
		['a word that waits to be read', 'data: {"choices":[{"delta":{"content":"Do"}}]}\n\n'],
		['a ping', ': ping\n\n'],
	])('%s calls the time-out off', async (_what, word) => {
		const { body, say } = speaker(': ping\n\n');
		const { clock, reading } = start(
			virtualTransport((_request, signal) => ({ body: body(signal) })),
			chat,
		);
		await clock.pass(80_000);
		clock.block(15_000);
		// The alarm goes off first, as timers do, and finds that it is late.
		await clock.pass(1);
		say(word);
		await clock.pass(89_000);
		say(finished);
		await clock.pass(2_000);
		expect((await reading).value).toBeDefined();
		expect(clock.pending).toBe(0);
	});

	test('silence is still a time-out, a moment later', async () => {
		const { body } = speaker(': ping\n\n');
		const { clock, reading } = start(
			virtualTransport((_request, signal) => ({ body: body(signal) })),
			chat,
		);
		await clock.pass(10);
		clock.block(95_000);
		await clock.pass(200);
		expect((await reading).failure?.kind).toBe('timeout');
		expect(clock.pending).toBe(0);
	});
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
		timeouts: defaultRetryAndTimeouts,
	};
	const { reading: last } = await attempt(list, list.request, wire, () => {});
	expect(last.failure?.kind).toBe('cancelled');
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
