import type { Call } from '../../../nodes/api/call';
import { chatCall } from '../../../nodes/api/chat/call';
import type { Completion } from '../../../nodes/api/chat/completion';
import { defaultRetryAndTimeouts } from '../../../nodes/api/limits';
import { sliceLength } from '../../../nodes/api/slices';
import { attempt } from '../../../nodes/delivery/attempt';
import { Stop } from '../../../nodes/delivery/stop';
import { Turns } from '../../../nodes/delivery/turns';
import { bytesOf, settle, VirtualClock, virtualTransport } from '../../support/virtual';

const messages = [{ role: 'user', content: 'Hi' }];
const whole = chatCall({ model: 'm', messages }, { stream: false });
const streamed = chatCall({ model: 'm', messages }, { stream: true });

/** Pieces as they come from a socket. */
const piece = 64 * 1024;

/** Reads an answer, and counts the turns that others had meanwhile. */
async function read(call: Call<Completion>, text: string, status = 200) {
	let count = 0;
	const turns = new Turns(async () => {
		count++;
		await settle();
	});
	const clock = Object.assign(new VirtualClock(), { room: (work: number) => turns.room(work) });
	const { reading } = await attempt(
		call,
		call.request,
		{
			transport: virtualTransport(() => ({ status, body: bytesOf(text, piece) })),
			address: 'https://gateway.test',
			clock,
			stop: new Stop(),
			timeouts: defaultRetryAndTimeouts,
		},
		() => {},
	);
	expect(clock.pending).toBe(0);
	return { reading, turns: count, slices: text.length / sliceLength };
}

const event = (delta: object, finish_reason: string | null = null) =>
	`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
const answer = (message: object) =>
	JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] });

test('a small answer has all it needs in one turn', async () => {
	const { reading, turns } = await read(whole, answer({ content: 'Hello' }));
	expect(reading.value?.choices[0].text).toBe('Hello');
	expect(turns).toBe(0);
});

test('a large answer is read with turns for others while it comes, and while it is parsed', async () => {
	const parts = Array(30_000).fill({ type: 'text', text: 'ab' });
	const { reading, turns, slices } = await read(whole, answer({ content: parts }));
	expect(reading.value?.choices[0].text).toHaveLength(60_000);
	expect(turns).toBeGreaterThan(2 * slices);
	expect(turns).toBeLessThan(3 * slices + 5);
});

test('so is a large stream', async () => {
	const { reading, turns, slices } = await read(
		streamed,
		event({ content: 'ab' }).repeat(10_000) + event({}, 'stop'),
	);
	expect(reading.value?.choices[0].text).toHaveLength(20_000);
	expect(turns).toBeGreaterThanOrEqual(Math.floor(slices));
});

test('so is a large refusal', async () => {
	const detail = Array(20_000).fill({ loc: ['body', 'messages'], msg: 'too long' });
	const { reading, turns, slices } = await read(whole, JSON.stringify({ detail }), 422);
	expect(reading.failure).toMatchObject({ kind: 'badRequest', status: 422 });
	expect(reading.failure?.message).toContain('too long');
	expect(turns).toBeGreaterThan(2 * slices);
});

test('many answers side by side share the turns', async () => {
	let count = 0;
	const shared = new Turns(async () => {
		count++;
		await settle();
	});
	const clock = Object.assign(new VirtualClock(), { room: (work: number) => shared.room(work) });
	const text = answer({ content: 'a'.repeat(3 * piece) });
	await Promise.all(
		Array.from({ length: 16 }, async () => {
			await attempt(
				whole,
				whole.request,
				{
					transport: virtualTransport(() => ({ body: bytesOf(text, piece) })),
					address: 'https://gateway.test',
					clock,
					stop: new Stop(),
					timeouts: defaultRetryAndTimeouts,
				},
				() => {},
			);
		}),
	);
	// 16 times 192 kB, of 256 kB in a turn.
	expect(count).toBeGreaterThanOrEqual(11);
	expect(count).toBeLessThan(40);
});
