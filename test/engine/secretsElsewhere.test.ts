import { tool } from '@langchain/core/tools';
import { z } from 'zod';
import { everythingIn, key, openGateway, runChat } from '../support/chat';
import { supplyChatModel, type SuppliedModel } from '../support/chatModel';
import { always, completion, type Responder } from '../support/gateway';
import { searchModels } from '../support/modelSearch';
import { runOperation } from '../support/operation';
import { answer, beginStream, event } from '../support/stream';

const shown = key.slice(9, 24);
const disguised = [
	key,
	key.slice(7),
	key.slice(-18),
	key.toUpperCase(),
	Buffer.from(`Bearer ${key}`).toString('base64'),
	Buffer.from(key).toString('hex'),
	[...Buffer.from(key)].map((byte) => `%${byte.toString(16)}`).join(''),
];
const base64Of = (text: string) => Buffer.from(text).toString('base64').slice(4, -4);
const traces = [shown, shown.toUpperCase(), base64Of(key), Buffer.from(shown).toString('hex')];

/** Nothing of the key is in what a run left. */
function expectNothingOfKeyIn(...values: unknown[]): void {
	const everything = everythingIn(values);
	for (const trace of traces) expect(everything).not.toContain(trace);
}

const inPieces: Responder = (_request, response) => {
	const pieces = ['Your key: ', key.slice(0, 8), key.slice(8, 20), key.slice(20), '!'];
	const choices = [
		...pieces.map((content) => ({ index: 0, delta: { content } })),
		{ index: 0, delta: {}, finish_reason: 'stop' },
	];
	beginStream(response);
	response.end(
		[...choices.map((choice) => event({ choices: [choice] })), event('[DONE]')].join(''),
	);
};

describe('the list of models', () => {
	test.each(disguised)('does not show the key that a gateway quotes as %s', async (quoted) => {
		const refused = always({ error: { message: `Incorrect API key provided: ${quoted}` } }, 401);
		const { url: baseUrl } = await openGateway(refused);
		const thrown: unknown = await searchModels({ baseUrl }).catch((error: unknown) => error);
		expect(thrown).toMatchObject({
			message: expect.stringContaining('Incorrect API key provided: '),
		});
		expectNothingOfKeyIn(thrown);
	});

	test('does not show the key as the name of a model', async () => {
		const { url: baseUrl } = await openGateway(always({ data: [{ id: key }, { id: 'gpt-4o' }] }));
		expectNothingOfKeyIn(await searchModels({ baseUrl }));
	});
});

test('a caller who reads along never gets a key that comes in pieces', async () => {
	const heard: string[] = [];
	const { requests, ...run } = await runChat(inPieces, {
		onChunk: ({ type, content }) => void (type === 'item' && heard.push(content ?? '')),
	});
	expect(requests).toHaveLength(1);
	expect(heard.join('')).toMatch(/^Your key: .{0,3}\[redacted\]!$/);
	expect(run.items[0]?.json.text).toBe('Your key: [redacted]!');
});

describe('the chat model', () => {
	const told = async (use: (supplied: SuppliedModel) => Promise<unknown>, respond: Responder) => {
		const supplied = await supplyChatModel(respond, {
			throughput: { maxAttempts: 1 },
		});
		const result = await use(supplied).catch((error: unknown) => error);
		const log = supplied.log();
		await supplied.close();
		return [result, log];
	};
	const streamed = async ({ model }: SuppliedModel) => {
		const pieces: string[] = [];
		for await (const piece of await model.stream('Hi')) pieces.push(String(piece.text));
		return pieces.join('');
	};

	test('does not repeat the key in an answer, whole or streamed', async () => {
		const whole = await told(
			({ model }) => model.invoke('Hi'),
			(request, response) => answer(request, response, completion(`Your key: ${key}`)),
		);
		expect(everythingIn(whole)).toContain('[redacted]');
		expectNothingOfKeyIn(whole);
		const [text, log] = await told(streamed, inPieces);
		expect(text).toMatch(/^Your key: .{0,3}\[redacted\]!$/);
		expectNothingOfKeyIn(log);
	});

	test('does not repeat the key in the call of a tool', async () => {
		const look = tool(() => '', { name: 'look', schema: z.object({ at: z.string() }) });
		const called = { name: 'look', arguments: JSON.stringify({ at: key }) };
		const message = {
			content: null,
			tool_calls: [{ id: '1', type: 'function', function: called }],
		};
		const choices = [{ index: 0, message, finish_reason: 'tool_calls' }];
		const respond: Responder = (request, response) =>
			answer(request, response, completion('', { choices }));
		const results = await told(({ model }) => model.bindTools([look]).invoke('Hi'), respond);
		expect(everythingIn(results)).toContain('[redacted]');
		expectNothingOfKeyIn(results);
	});

	test.each(disguised)('does not repeat %s in a failure', async (quoted) => {
		const refused = always({ error: { message: `Wrong key ${quoted}` } }, 400);
		expectNothingOfKeyIn(await told(({ model }) => model.invoke('Hi'), refused));
		expectNothingOfKeyIn(await told(streamed, refused));
	});
});

test.each(disguised)('a failed item does not show %s', async (quoted) => {
	const { requests, ...run } = await runChat(
		always({ error: { message: `Wrong key ${quoted}`, code: quoted } }, 400),
		{ onError: 'continueRegularOutput' },
	);
	expect(requests).toHaveLength(1);
	expect(run.items[0]?.json.message).toContain('[redacted]');
	expectNothingOfKeyIn(run);
});

test('a file, its type and the address that it came from do not show the key', async () => {
	const { requests, ...run } = await runOperation(
		(_request, response) => {
			response.writeHead(200, { 'content-type': `audio/x-${key}` });
			response.end(Buffer.concat([Buffer.from([0xff, 0xfb, 0x90]), Buffer.from(key)]));
		},
		'request.send',
		{ method: 'GET', path: '/v1/files/1/content' },
	);
	expect(requests).toHaveLength(1);
	const file = run.items[0]?.binary?.data;
	expect(file?.mimeType).toBe('audio/x-[redacted]');
	expectNothingOfKeyIn(run, Buffer.from(file?.data ?? '', 'base64').toString('latin1'));
});

test('values of headers that are there to be read stay in answers', async () => {
	const headers = {
		values: [
			{ name: 'HTTP-Referer', value: 'https://www.example.com' },
			{ name: 'Accept', value: 'application/json' },
			{ name: 'X-Secret-Token', value: 'horse-battery' },
		],
	};
	const text =
		'See https://www.example.com/a for application/json, horse-battery-staple, horse-battery.';
	const { items } = await runChat(always(completion(text)), { credential: { headers } });
	expect(items[0]?.json.text).toBe(
		'See https://www.example.com/a for application/json, [redacted]-staple, [redacted].',
	);
});
