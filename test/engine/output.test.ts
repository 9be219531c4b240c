import type { IDataObject } from 'n8n-workflow';
import { runChat } from '../support/chat';
import { always, completion, type Responder } from '../support/gateway';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what an item holds is up to the gateway
type Json = any;

/** The output item of one request. */
async function outputOf(respond: Responder, parameters: IDataObject = {}): Promise<Json> {
	const { items, error } = await runChat(respond, {
		parameters,
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	return items[0]?.json;
}

/** An answer whose only choice is this one. */
const choosing = (message: unknown, more: object = {}) =>
	completion('', { choices: [{ index: 0, message, finish_reason: 'stop', ...more }] });

const usage = { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 };
const spent = {
	sent: 1,
	attempts: 1,
	refused: 0,
	duration_ms: expect.any(Number),
	host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
	api: 'chatCompletions',
};

const withJson = (text: string, more: object = {}) =>
	always(choosing({ role: 'assistant', content: text }, more));
const jsonMode = { options: { responseFormat: 'json_object' } };
const schemaMode = { options: { responseFormat: 'json_schema', jsonSchema: '{"type":"object"}' } };

test('simplified, an item has the text and the facts about it, and nothing else', async () => {
	const body = completion('Hello!', { system_fingerprint: 'fp_1' });
	expect(await outputOf(always(body))).toEqual({
		text: 'Hello!',
		message: { role: 'assistant', content: 'Hello!' },
		finish_reason: 'stop',
		truncated: false,
		model: 'test-model-0613',
		id: 'chatcmpl-1',
		usage,
		request: spent,
	});
});

test('not simplified, an item is the body as it was sent, with what was spent on it', async () => {
	const body = choosing(
		{
			role: 'assistant',
			content: null,
			reasoning_content: 'Hm.',
			tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
		},
		{ finish_reason: 'tool_calls', logprobs: null },
	);
	const sent = { ...body, system_fingerprint: 'fp_1', x_points: { spent: 0.42 } };
	expect(await outputOf(always(sent), { simplify: false })).toEqual({ ...sent, request: spent });
});

test.each([
	['simplified', true],
	['not simplified', false],
])('%s, usage that the gateway did not send is null', async (_how, simplify) => {
	const body = completion('Hello!', { usage: undefined });
	expect((await outputOf(always(body), { simplify })).usage).toBeNull();
});

test('members of usage that only some gateways have are kept', async () => {
	const detailed = { ...usage, prompt_tokens_details: { cached_tokens: 4 }, points: 1.5 };
	const output = await outputOf(always(completion('Hello!', { usage: detailed })));
	expect(output.usage).toEqual(detailed);
});

test('what the gateway does not say about an answer is null', async () => {
	const body = { choices: [{ message: { content: 'Hello!' } }] };
	expect(await outputOf(always(body))).toEqual({
		text: 'Hello!',
		message: { role: 'assistant', content: 'Hello!' },
		finish_reason: null,
		truncated: false,
		model: null,
		id: null,
		usage: null,
		request: spent,
	});
});

test('several answers come as choices, and the first one also at the top', async () => {
	const texts = ['one', 'two', 'three'];
	const choices = texts.map((content, index) => ({
		index,
		message: { role: 'assistant', content },
		finish_reason: index === 2 ? 'length' : 'stop',
	}));
	const output = await outputOf(always(completion('', { choices })), { options: { n: 3 } });
	expect(output).toEqual({
		text: 'one',
		message: { role: 'assistant', content: 'one' },
		finish_reason: 'stop',
		truncated: false,
		model: 'test-model-0613',
		id: 'chatcmpl-1',
		choices: texts.map((text, index) => ({
			index,
			text,
			message: { role: 'assistant', content: text },
			finish_reason: index === 2 ? 'length' : 'stop',
			truncated: index === 2,
		})),
		usage,
		request: spent,
	});
});

test('several answers in JSON each have their data', async () => {
	const choices = ['{"a":1}', '{"a":2}'].map((content, index) => ({
		index,
		message: { role: 'assistant', content },
		finish_reason: 'stop',
	}));
	const output = await outputOf(always(completion('', { choices })), {
		options: { n: 2, responseFormat: 'json_object' },
	});
	expect(output.data).toEqual({ a: 1 });
	expect(output.choices.map(({ data }: IDataObject) => data)).toEqual([{ a: 1 }, { a: 2 }]);
});

test('members of a message that OpenAI does not know are kept', async () => {
	const message = {
		role: 'assistant',
		content: 'Hello!',
		reasoning_content: 'Be kind.',
		annotations: [{ type: 'url_citation' }],
	};
	const output = await outputOf(always(choosing(message)));
	expect(output.text).toBe('Hello!');
	expect(output.message).toEqual(message);
});

test('content that comes as a list of parts is joined to one text', async () => {
	const content = [
		{ type: 'text', text: 'Hello, ' },
		{ type: 'text', text: 'world!' },
	];
	const output = await outputOf(always(choosing({ role: 'assistant', content })));
	expect(output.text).toBe('Hello, world!');
	expect(output.message.content).toEqual(content);
});

test('a gateway that compresses its answers is understood', async () => {
	const zipped =
		'H4sIAAAAAAAAA6tWSs7Iz0xOLVayiq5Wyk0tLk5MT1WyqlZKzs8rSc0rUbJS8kjNyclXVKqtja0FAFQuYuguAAAA';
	const output = await outputOf((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
		response.end(Buffer.from(zipped, 'base64'));
	});
	expect(output.text).toBe('Hello!');
});

test('an answer that arrives in pieces, cut within a character, is put together', async () => {
	const bytes = Buffer.from(JSON.stringify(completion('天气很好 👋')));
	const output = await outputOf((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		for (const byte of bytes) response.write(Buffer.from([byte]));
		response.end();
	});
	expect(output.text).toBe('天气很好 👋');
});

describe('calls of tools and functions', () => {
	const call = (text: string, id = 'call_1') => ({
		id,
		type: 'function',
		function: { name: 'get_weather', arguments: text },
	});

	test('have their arguments as an object to branch on', async () => {
		const tool_calls = [call('{"place":"Kyiv","days":2}'), call('{}', 'call_2')];
		const message = { role: 'assistant', content: null, tool_calls };
		const output = await outputOf(always(choosing(message, { finish_reason: 'tool_calls' })));
		expect(output.text).toBe('');
		expect(output.finish_reason).toBe('tool_calls');
		expect(output.message).toEqual({
			role: 'assistant',
			content: null,
			tool_calls: [
				{
					id: 'call_1',
					type: 'function',
					function: { name: 'get_weather', arguments: { place: 'Kyiv', days: 2 } },
				},
				{ id: 'call_2', type: 'function', function: { name: 'get_weather', arguments: {} } },
			],
		});
	});

	test.each(['{"place":"Ky', 'Kyiv', '', '[1]', '"Kyiv"'])(
		'keep arguments that are no JSON object as the text %p',
		async (text) => {
			const message = { role: 'assistant', content: null, tool_calls: [call(text)] };
			const output = await outputOf(always(choosing(message)));
			expect(output.message).toEqual(message);
		},
	);

	test.each([
		['{"place":"Kyiv"}', { place: 'Kyiv' }],
		['Kyiv', 'Kyiv'],
	])('of the older form are read the same way: %s', async (text, read) => {
		const function_call = { name: 'get_weather', arguments: text };
		const message = { role: 'assistant', content: null, function_call };
		const output = await outputOf(always(choosing(message, { finish_reason: 'function_call' })));
		expect(output.message).toEqual({
			...message,
			function_call: { name: 'get_weather', arguments: read },
		});
	});

	test('are no failure when JSON was asked for', async () => {
		const message = { role: 'assistant', content: null, tool_calls: [call('{"a":1}')] };
		const output = await outputOf(always(choosing(message)), jsonMode);
		expect(output.message.tool_calls[0].function.arguments).toEqual({ a: 1 });
		expect(output).not.toHaveProperty('data');
	});

	test('are no failure when the answer was cut by its length', async () => {
		const message = { role: 'assistant', content: '', tool_calls: [call('{"a":')] };
		const output = await outputOf(always(choosing(message, { finish_reason: 'length' })));
		expect(output).toMatchObject({ truncated: true, finish_reason: 'length' });
	});
});

describe('an answer that was cut by its length', () => {
	test('is marked as truncated', async () => {
		const output = await outputOf(withJson('Once upon', { finish_reason: 'length' }));
		expect(output).toMatchObject({ text: 'Once upon', truncated: true, finish_reason: 'length' });
	});

	test.each([
		['empty', ''],
		['null', null],
	])('before its first word (%s) is a failed item with its usage', async (_how, content) => {
		const message = { role: 'assistant', content, reasoning_content: 'Let me think' };
		const output = await outputOf(always(choosing(message, { finish_reason: 'length' })));
		expect(output.error).toMatchObject({ kind: 'truncated', status: 200, retryable: false, usage });
		expect(output.message).toBe(
			'The answer was cut off before its first word: Max Tokens was used up [Item 0]',
		);
		expect(output.error.description).toMatch(/Raise Max Tokens/);
	});

	test('in the middle of its JSON is a failed item that says so and has the text', async () => {
		const cut = '{"category":"bil';
		const output = await outputOf(withJson(cut, { finish_reason: 'length' }), jsonMode);
		expect(output.error).toMatchObject({ kind: 'truncated', text: cut, usage });
		expect(output.error.description).toMatch(/Max Tokens/);
	});
});

describe('a refusal of the model', () => {
	test('is a failed item with its words', async () => {
		const message = { role: 'assistant', content: null, refusal: 'I cannot help with that.' };
		const output = await outputOf(always(choosing(message)));
		expect(output.message).toBe('I cannot help with that. [Item 0]');
		expect(output.error).toMatchObject({ kind: 'contentFilter', retryable: false, usage });
	});

	test('by the content filter is a failed item', async () => {
		const message = { role: 'assistant', content: '' };
		const output = await outputOf(always(choosing(message, { finish_reason: 'content_filter' })));
		expect(output.error).toMatchObject({ kind: 'contentFilter', status: 200, usage });
	});

	test('after some words is a failed item that has the words', async () => {
		const output = await outputOf(withJson('Well,', { finish_reason: 'content_filter' }));
		expect(output.error).toMatchObject({ kind: 'contentFilter', text: 'Well,', usage });
	});
});

describe.each([
	['JSON object', jsonMode],
	['JSON schema', schemaMode],
	[
		'JSON asked for in the extra body',
		{
			options: { extraBody: '{"response_format":{"type":"json_object"}}' },
		},
	],
])('with the response format %s', (_format, parameters) => {
	test.each([
		['plain', '{"category":"billing","ids":[1,2]}'],
		['with space around it', '\n {"category":"billing","ids":[1,2]} \n'],
		['in a fence', '```json\n{"category":"billing","ids":[1,2]}\n```'],
		['in a fence without a language', '```\n{"category":"billing","ids":[1,2]}\n```'],
		['in a fence after a sentence', 'Here:\n```json\n{"category":"billing","ids":[1,2]}\n```\nBye'],
	])('an answer that is JSON %s is parsed', async (_how, text) => {
		const output = await outputOf(withJson(text), parameters);
		expect(output.data).toEqual({ category: 'billing', ids: [1, 2] });
		expect(output.text).toBe(text);
	});

	test.each(['Billing.', '{"category": billing}', '', '```json\nbilling\n```'])(
		'the answer %p is a failed item that has the text and the usage',
		async (text) => {
			const output = await outputOf(withJson(text), parameters);
			expect(Object.keys(output).sort()).toEqual(['error', 'message']);
			expect(output.message).toBe('The answer is not JSON [Item 0]');
			expect(output.error).toMatchObject({
				kind: 'invalidOutput',
				status: 200,
				retryable: false,
				text,
				usage,
			});
		},
	);
});

test.each(['[1,2]', 'null', '5', '"x"'])('an answer in JSON may be %s', async (text) => {
	expect((await outputOf(withJson(text), jsonMode)).data).toEqual(JSON.parse(text));
});

test('a fence within a string of the JSON does not disturb it', async () => {
	const data = { code: '```js\n1\n```' };
	const fenced = `\`\`\`json\n${JSON.stringify(data)}\n\`\`\``;
	expect((await outputOf(withJson(fenced), jsonMode)).data).toEqual(data);
});

test('an answer is not parsed when no JSON was asked for', async () => {
	const output = await outputOf(withJson('{"a":1}'));
	expect(output.text).toBe('{"a":1}');
	expect(output).not.toHaveProperty('data');
});

test('whole numbers that JavaScript would round are kept as text, others as numbers', async () => {
	const body = JSON.stringify(completion('Hello!', { id: 0, created: 1677652288, points: 0.1 }));
	const big = body.replace('"id":0', '"id":1234567890123456789');
	const output = await outputOf((_request, response) => response.end(big), { simplify: false });
	expect(output).toMatchObject({ id: '1234567890123456789', created: 1677652288, points: 0.1 });
});

test('whole numbers that JavaScript would round are kept as text in data and arguments too', async () => {
	const data = await outputOf(withJson('{"id":9007199254740993,"n":9007199254740991}'), jsonMode);
	expect(data.data).toEqual({ id: '9007199254740993', n: 9007199254740991 });
	const function_call = { name: 'f', arguments: '{"id":-9223372036854775808,"f":1.5}' };
	const called = await outputOf(
		always(choosing({ role: 'assistant', content: null, function_call })),
	);
	expect(called.message.function_call.arguments).toEqual({ id: '-9223372036854775808', f: 1.5 });
});

test('digits within a text are left alone', async () => {
	const text = 'Card 1234567890123456789, "12345678901234567890": 1234567890123456789';
	expect((await outputOf(withJson(text))).text).toBe(text);
});

test('a member named __proto__ in an answer reaches no prototype and no output', async () => {
	const body = JSON.stringify(completion('Hello!')).replace(
		'{',
		'{"__proto__":{"polluted":true},"\\u005f_proto__":{"polluted":true},',
	);
	const output = await outputOf((_request, response) => response.end(body), { simplify: false });
	expect(Object.hasOwn(output, '__proto__')).toBe(false);
	expect(output.polluted).toBeUndefined();
	expect(({} as IDataObject).polluted).toBeUndefined();
	expect(output.choices[0].message.content).toBe('Hello!');
});

test('a success has no member named error at its top, so that n8n does not take it for a failure', async () => {
	const body = completion('Hello!', { error: null });
	const { items, errorItems } = await runChat(always(body), {
		parameters: { simplify: false },
		onError: 'continueErrorOutput',
	});
	expect(errorItems).toEqual([]);
	expect(items[0]?.json.error ?? null).toBeNull();
});
