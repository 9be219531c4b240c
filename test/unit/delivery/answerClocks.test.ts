import type { Call } from '../../../nodes/api/call';
import { chatCall } from '../../../nodes/api/chat/call';
import { defaultRetryAndTimeouts, type RetryAndTimeouts } from '../../../nodes/api/limits';
import { attempt } from '../../../nodes/delivery/attempt';
import { Stop } from '../../../nodes/delivery/stop';
import {
	bytesOf,
	settle,
	untilAborted,
	VirtualClock,
	virtualTransport,
} from '../../support/virtual';

const ask = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };
const streamed = chatCall(ask, { stream: true });
const plain = chatCall(ask, { stream: false });

/** Starts an attempt whose body says something whenever it is told to; `silent`: not even its head comes. */
function start(
	call: Call<unknown>,
	timeouts: Partial<RetryAndTimeouts> = {},
	{ silent = false, headers = {} } = {},
) {
	const clock = new VirtualClock();
	const stop = new Stop();
	let speak: (text: string) => void = () => {};
	async function* body(signal: AbortSignal) {
		const aborted = untilAborted(signal);
		for (;;) {
			const next = new Promise<string>((resolve) => (speak = resolve));
			yield* bytesOf(await Promise.race([next, aborted]));
		}
	}
	const transport = virtualTransport((_request, signal) =>
		silent ? untilAborted(signal) : { headers, body: body(signal) },
	);
	const options = {
		transport,
		address: 'https://gateway.test',
		clock,
		stop,
		timeouts: { ...defaultRetryAndTimeouts, ...timeouts },
	};
	let over: number | undefined;
	const reading = attempt(call, call.request, options, () => {}).then((came) => {
		over = clock.now();
		return came.reading;
	});
	const say = async (text: string) => {
		await settle();
		speak(text);
		await settle();
	};
	/** Says something every so many milliseconds, until a time on the clock or the end. */
	const repeat = async (
		text: string | ((turn: number) => string),
		every: number,
		until: number,
	) => {
		for (let turn = 0; clock.now() < until && over === undefined; turn++) {
			await say(typeof text === 'string' ? text : text(turn));
			await clock.pass(Math.min(every, until - clock.now()));
		}
	};
	return { clock, stop, reading, repeat, say, end: () => over };
}

const chunk = (more: object) => `data: ${JSON.stringify({ id: 'c1', created: 1, ...more })}\n\n`;
const delta = (piece: object, more = {}) =>
	chunk({ choices: [{ index: 0, delta: piece, finish_reason: null, ...more }] });

describe('An answer that is not streamed', () => {
	test('may be made for as long as the whole may take, unless First Byte Timeout is set', async () => {
		const { clock, reading } = start(plain, {}, { silent: true });
		await clock.pass(3_599_000);
		expect(clock.pending).toBe(1);
		await clock.pass(1_000);
		expect((await reading).failure?.message).toBe('The answer was not complete after 3600 seconds');
	});

	test('keeps to First Byte Timeout where it is set', async () => {
		const { clock, reading, end } = start(plain, { firstByteTimeout: 30 }, { silent: true });
		await clock.pass(29_000);
		expect(end()).toBeUndefined();
		await clock.pass(1_000);
		expect((await reading).failure).toMatchObject({
			kind: 'timeout',
			message: 'The gateway did not begin to answer within 30 seconds',
		});
		expect(clock.pending).toBe(0);
	});

	test('may be slow after its head as well as before it', async () => {
		const { clock, reading, say } = start(plain);
		await clock.pass(1_000_000);
		await say('{"choices":[{"message":{"content":"Done."},"finish_reason":"stop"}]}');
		await clock.pass(3_000);
		expect((await reading).value).toMatchObject({ choices: [{ text: 'Done.' }] });
	});

	test('must not be silent in its middle for longer than Idle Timeout', async () => {
		const { clock, reading, say } = start(plain, { idleTimeout: 5 });
		await clock.pass(20_000);
		await say('{"choices":');
		await clock.pass(5_000);
		expect((await reading).failure?.message).toMatch('silent in the middle of its answer for 5 s');
	});
});

/** What gateways send to keep a connection open; by turn, where it differs. */
const signsOfLife: Array<[string, Call<unknown>, string | ((turn: number) => string)]> = [
	['comments', streamed, ': keep-alive\n\n'],
	['comments without anything', streamed, ':\n'],
	['events named ping', streamed, 'event: ping\ndata: {"type":"ping"}\n\n'],
	['events of the type keepalive', streamed, 'data: {"type":"keepalive","sequence_number":3}\n\n'],
	['data without anything', streamed, 'data:\n\n'],
	['words', streamed, 'data: processing\n\n'],
	['empty pieces', streamed, delta({ role: 'assistant', content: '' })],
	['empty thoughts', streamed, delta({ content: null, reasoning_content: '' })],
	['pieces without anything', streamed, delta({})],
	['no choices', streamed, chunk({ choices: [] })],
	['blanks', streamed, delta({ content: ' ' })],
	['spaces without a width', streamed, delta({ content: '\u200b' })],
	['the same usage', streamed, chunk({ choices: [], usage: { total_tokens: 9 } })],
	[
		'empty pieces with new names and times',
		streamed,
		(turn) =>
			chunk({ id: `c${turn}`, created: turn, choices: [{ delta: {} }], obfuscation: `x${turn}` }),
	],
	['words with a time in them', streamed, (turn) => chunk({ info: `Still working, ${turn} s` })],
	['blank lines', plain, '\n'],
	['spaces', plain, '  '],
	['comments where none was asked for', plain, ': ping\n\n'],
];

describe('Signs of life keep an answer for five minutes, and no longer:', () => {
	test.each(signsOfLife)('%s before it begins', async (_what, call, sign) => {
		const { clock, reading, repeat, end } = start(call);
		await repeat(sign, 15_000, 4_000_000);
		expect(end()).toBeGreaterThanOrEqual(300_000);
		expect(end()).toBeLessThanOrEqual(316_000);
		expect((await reading).failure).toMatchObject({
			kind: 'timeout',
			message:
				'The gateway kept the connection open, but sent nothing of its answer for 300 seconds',
			description: expect.stringContaining('raise Idle Timeout'),
		});
		expect(clock.pending).toBe(0);
	});

	test.each(signsOfLife.filter(([, call]) => call === streamed))(
		'%s in its middle',
		async (_what, call, sign) => {
			const { reading, repeat, say, end, clock } = start(call);
			await say(delta({ content: 'Half a' }));
			await clock.pass(50_000);
			await repeat(sign, 15_000, 4_000_000);
			expect(end()).toBeLessThanOrEqual(370_000);
			expect((await reading).failure).toMatchObject({
				kind: 'timeout',
				text: expect.stringMatching(/^Half a/),
				description: expect.stringContaining('raise Idle Timeout'),
			});
		},
	);

	test('blank lines in the middle of a body', async () => {
		const { reading, repeat, say, end, clock } = start(plain);
		await say('{"choices":');
		await clock.pass(10);
		await repeat('\n', 15_000, 4_000_000);
		expect(end()).toBeLessThanOrEqual(316_000);
		expect((await reading).failure?.kind).toBe('timeout');
	});

	test('a model that thinks for four minutes before its first word survives', async () => {
		const { clock, reading, repeat, say } = start(streamed);
		await repeat(': ping\n\n', 10_000, 240_000);
		await say(delta({ content: 'Done.' }, { finish_reason: 'stop' }) + 'data: [DONE]\n\n');
		await clock.pass(50);
		expect((await reading).value).toMatchObject({ choices: [{ text: 'Done.' }] });
	});

	test.each<[string, Partial<RetryAndTimeouts>]>([
		['First Byte Timeout', { firstByteTimeout: 900 }],
		['Idle Timeout', { idleTimeout: 900 }],
	])('who sets a longer %s allows it with signs of life as well', async (_field, timeouts) => {
		const { clock, reading, repeat, say } = start(streamed, timeouts);
		await repeat(': ping\n\n', 10_000, 890_000);
		await say(delta({ content: 'Done.' }, { finish_reason: 'stop' }) + 'data: [DONE]\n\n');
		await clock.pass(50);
		expect((await reading).value).toMatchObject({ choices: [{ text: 'Done.' }] });
	});
});

describe('What brings something of the answer keeps it for as long as it comes:', () => {
	test.each<[string, Call<unknown>, string | ((turn: number) => string)]>([
		['the same word again', streamed, delta({ content: 'ha ' })],
		['thoughts', streamed, delta({ reasoning_content: 'hm ' })],
		['thoughts of another name', streamed, delta({ reasoning: 'hm ' })],
		['parts of thoughts', streamed, delta({ content: [{ type: 'thinking', thinking: 'hm' }] })],
		[
			'pieces of a call',
			streamed,
			delta({ tool_calls: [{ index: 0, function: { arguments: '"a' } }] }),
		],
		['sound', streamed, delta({ audio: { data: 'AAAA' } })],
		[
			'tokens that are counted and not shown',
			streamed,
			(turn) => chunk({ choices: [], usage: { completion_tokens: turn } }),
		],
		['how far it is', streamed, (turn) => chunk({ status: 'running', progress: `${turn}%` })],
		['a line that grows', streamed, (turn) => (turn === 0 ? 'data: {"x":"' : 'A'.repeat(5_000))],
		['a body that grows', plain, (turn) => (turn === 0 ? '{"x":"' : 'A')],
	])('%s', async (_what, call, piece) => {
		const { repeat, end, stop, reading } = start(call);
		await repeat(piece, 80_000, 2_000_000);
		expect(end()).toBeUndefined();
		stop.now();
		await reading;
	});
});

test('an answer that is complete does not wait for the end of signs of life', async () => {
	const { repeat, say, end, clock, reading } = start(streamed);
	await say(delta({ content: 'Done.' }, { finish_reason: 'stop' }));
	await clock.pass(10);
	await repeat(': ping\n\n', 500, 60_000);
	expect(end()).toBeLessThanOrEqual(3_000);
	expect((await reading).value).toMatchObject({ choices: [{ text: 'Done.' }] });
});

test('a reader that cannot be made leaves no alarm and no listener behind', async () => {
	const broken = {
		...plain,
		reader: () => {
			throw new Error('No reader');
		},
	};
	const { clock, reading } = start(broken);
	await expect(reading).rejects.toThrow('No reader');
	expect(clock.pending).toBe(0);
});
