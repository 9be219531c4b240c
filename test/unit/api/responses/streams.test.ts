import OpenAI from 'openai';
import { chatReader } from '../../../../nodes/api/chat/reader';
import { without } from '../../../../nodes/api/json';
import { howMany } from '../../../support/howMany';
import { fc, holds, holdsLater } from '../../../support/property';
import { oddities, streamed } from '../../../support/responses/streams';

type Json = { [name: string]: unknown };

const written = (events: readonly Json[]) =>
	events
		.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`)
		.join('');

/** What the node reads; the bytes arrive in pieces of that length. */
function read(text: string, type: string, length = 1_000_000) {
	const passed: string[] = [];
	const reader = chatReader((piece) => void passed.push(piece));
	reader.head({ status: 200, headers: { 'content-type': type } });
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; at += length)
		if (!reader.push(bytes.subarray(at, at + length))) break;
	const { value, failure } = reader.end();
	const [choice] = value?.choices ?? [];
	return { failure: failure?.message, choice, usage: value?.usage, passed: passed.join('') };
}

const whole = (body: Json) => read(JSON.stringify(body), 'application/json');
const stream = (events: readonly Json[], length?: number) =>
	read(written(events), 'text/event-stream', length);

test('a stream is read as the whole answer is, however its bytes are cut, and its text is passed on', () => {
	holds(
		fc.property(streamed, fc.integer({ min: 1, max: 200 }), ({ body, events }, length) => {
			const read = stream(events, length);
			expect(withoutPassed(read)).toEqual(withoutPassed(whole(body)));
			expect(read.passed.trim()).toBe(read.choice?.text.trim());
		}),
		howMany(100, 10_000),
	);
});

test.each(Object.entries(oddities))('%s: it is read as the whole answer is', (_name, change) => {
	holds(
		fc.property(streamed, ({ body, events }) => {
			const read = withoutPassed(stream(change(events)));
			expect(withoutItems(read)).toEqual(withoutItems(withoutPassed(whole(body))));
		}),
		howMany(50, 2_000),
	);
});

test('a stream that breaks off anywhere before its end is a failure', () => {
	holds(
		fc.property(streamed, fc.nat(), ({ events }, at) => {
			const { choice, failure } = stream(events.slice(0, at % events.length));
			expect(choice).toBeUndefined();
			expect(failure).toBeDefined();
		}),
	);
});

test('it is read as the client of OpenAI reads it', async () => {
	await holdsLater(
		fc.asyncProperty(streamed, async ({ events }) => {
			const theirs = await readByOpenAi(written(events));
			const { choice } = stream(events);
			expect(choice?.text).toBe(theirs.output_text);
			const calls = (choice?.message.tool_calls ?? []) as Array<{ id: string; function: Json }>;
			const wanted = theirs.output.flatMap((item) => (item.type === 'function_call' ? [item] : []));
			expect(calls.map(({ id, function: called }) => [id, called.name, called.arguments])).toEqual(
				wanted.map((item) => [item.call_id, item.name, JSON.parse(item.arguments)]),
			);
		}),
		howMany(30, 10_000),
	);
}, 600_000);

const withoutPassed = (read: object) => without({ ...read }, 'passed');

/** Where an item has no ID of its own, only what it says counts. */
function withoutItems(read: object): unknown {
	return JSON.parse(JSON.stringify(read), (name, value: unknown) =>
		name === 'reasoning_items' ? undefined : value,
	);
}

async function readByOpenAi(text: string) {
	const client = new OpenAI({
		apiKey: 'none',
		baseURL: 'http://gateway.test/v1',
		maxRetries: 0,
		logLevel: 'off',
		fetch: () =>
			Promise.resolve(new Response(text, { headers: { 'content-type': 'text/event-stream' } })),
	});
	return await client.responses.stream({ model: 'm', input: 'Hi' }).finalResponse();
}
