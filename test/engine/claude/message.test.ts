import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { without } from '../../../nodes/api/json';
import { everythingIn, key, openGateway } from '../../support/chat';
import { answerClaude, asStream, claudeAnswer, claudeEvents } from '../../support/claude';
import { binary, png } from '../../support/files';
import { always, sendJson, type Responder } from '../../support/gateway';
import { runOperation } from '../../support/operation';

const model = { __rl: true, mode: 'id', value: 'claude-test' };
const says = (content: string) => ({ messages: { values: [{ role: 'user', content }] } });
const usage = { input_tokens: 9, output_tokens: 12 };
const hello: Responder = (request, response) =>
	answerClaude(request, response, claudeAnswer('Hello there'));

const run = (
	respond: Responder,
	parameters: IDataObject = {},
	items?: Array<IDataObject | INodeExecutionData>,
) =>
	runOperation(
		respond,
		'claude.message',
		{ model, ...says('Hi'), ...parameters },
		{ items, onError: 'continueRegularOutput' },
	);

const bodyFor = async (parameters: IDataObject, item?: IDataObject | INodeExecutionData) =>
	(await run(hello, parameters, item && [item])).requests[0]?.body;

const plain = {
	model: 'claude-test',
	messages: [{ role: 'user', content: 'Hi' }],
	max_tokens: 2048,
	stream: true,
};

test('a message is sent in the form and with the key as Claude wants them', async () => {
	const { items, requests } = await run(hello);
	expect(requests).toHaveLength(1);
	const { method, path, headers, body } = requests[0]!;
	expect({ method, path, body }).toEqual({ method: 'POST', path: '/v1/messages', body: plain });
	expect(headers).toMatchObject({ 'x-api-key': key, 'anthropic-version': '2023-06-01' });
	expect(headers.authorization).toBeUndefined();
	expect(items[0]).toEqual({
		json: {
			text: 'Hello there',
			message: { role: 'assistant', content: 'Hello there' },
			finish_reason: 'stop',
			stop_reason: 'end_turn',
			truncated: false,
			model: 'claude-test-1',
			id: 'msg_1',
			usage: { ...usage, prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 },
			request: {
				sent: 1,
				attempts: 1,
				refused: 0,
				duration_ms: expect.any(Number),
				host: expect.stringMatching(/^127\.0\.0\.1:/),
			},
		},
		pairedItem: { item: 0 },
	});
});

test('without Simplify the answer comes as it would have without streaming', async () => {
	const { items } = await run(hello, { simplify: false });
	expect(items[0]?.json).toEqual({ ...claudeAnswer('Hello there'), request: expect.any(Object) });
});

test('without Stream nothing of it is sent, and the output is the same', async () => {
	const [streamed, whole] = [await run(hello), await run(hello, { options: { stream: false } })];
	expect(whole.requests[0]?.body).toEqual(without(plain, 'stream'));
	const [one, other] = [streamed, whole].map(({ items }) =>
		without(items[0]?.json ?? {}, 'request'),
	);
	expect(one).toEqual(other);
});

const weather = { name: 'get_weather', description: 'Weather', input_schema: { type: 'object' } };
const chatWeather = {
	type: 'function',
	function: { name: 'get_weather', description: 'Weather', parameters: { type: 'object' } },
};

test.each<[string, IDataObject, IDataObject]>([
	['system', { system: '={{ $json.rule }}' }, { system: 'Be brief.' }],
	['maxTokens', { maxTokens: 100 }, { max_tokens: 100 }],
	['options.temperature', { options: { temperature: 0.3 } }, { temperature: 0.3 }],
	['options.topP', { options: { topP: 0.9 } }, { top_p: 0.9 }],
	['options.topK', { options: { topK: 5 } }, { top_k: 5 }],
	['options.stop', { options: { stop: ['END'] } }, { stop_sequences: ['END'] }],
	['options.user', { options: { user: 'u-1' } }, { metadata: { user_id: 'u-1' } }],
	[
		'options.thinkingBudget',
		{ options: { thinkingBudget: 1500 } },
		{ thinking: { type: 'enabled', budget_tokens: 1500 } },
	],
	['options.tools', { options: { tools: JSON.stringify([weather]) } }, { tools: [weather] }],
	[
		'options.tools in the form of chat',
		{ options: { tools: '={{ $json.tools }}' } },
		{ tools: [weather] },
	],
	['options.toolChoice', { options: { toolChoice: 'any' } }, { tool_choice: { type: 'any' } }],
	[
		'options.toolChoice as a name',
		{ options: { toolChoice: 'get_weather' } },
		{ tool_choice: { type: 'tool', name: 'get_weather' } },
	],
	[
		'options.toolChoice as JSON',
		{ options: { toolChoice: '{"type": "auto", "disable_parallel_tool_use": true}' } },
		{ tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
	],
	[
		'options.extraBody',
		{ options: { extraBody: '{"service_tier": "auto"}' } },
		{ service_tier: 'auto' },
	],
	['options.onTruncation', { options: { onTruncation: 'error' } }, {}],
])('%s is sent', async (_field, parameters, sent) => {
	const body = await bodyFor(parameters, { rule: 'Be brief.', tools: [chatWeather] });
	expect(body).toEqual({ ...plain, ...sent });
});

test('the path can be changed, and the key goes along', async () => {
	const { requests } = await run(hello, { options: { path: '/claude/v1/messages' } });
	expect(requests[0]).toMatchObject({ path: '/claude/v1/messages', headers: { 'x-api-key': key } });
});

test('system messages go apart, and pictures become sources', async () => {
	const picture = png();
	const body = await bodyFor(
		{
			system: 'First.',
			messages: {
				values: [
					{ role: 'system', content: 'Second.' },
					{
						role: 'user',
						content: 'What is it?',
						imageUrls: 'https://a.example/x.png',
						binaryProperties: 'data',
					},
					{ role: 'assistant', content: 'A picture.' },
					{ role: 'user', content: 'Of what?' },
				],
			},
		},
		{ json: {}, binary: { data: binary(picture, 'image/png', 'x.png') } },
	);
	expect(body).toEqual({
		...plain,
		system: 'First.\n\nSecond.',
		messages: [
			{
				role: 'user',
				content: [
					{ type: 'text', text: 'What is it?' },
					{ type: 'image', source: { type: 'url', url: 'https://a.example/x.png' } },
					{
						type: 'image',
						source: { type: 'base64', media_type: 'image/png', data: picture.toString('base64') },
					},
				],
			},
			{ role: 'assistant', content: 'A picture.' },
			{ role: 'user', content: 'Of what?' },
		],
	});
});

test("a conversation with calls goes on, from an answer of this node and from Claude's own form", async () => {
	const call = {
		id: 'toolu_1',
		type: 'function',
		function: { name: 'get_weather', arguments: { city: 'Paris' } },
	};
	const use = { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: 'Paris' } };
	const results = ['21 °C', 'sunny'].map((content, number) => ({
		type: 'tool_result',
		tool_use_id: `toolu_${number + 1}`,
		content,
	}));
	const expected = [
		{ role: 'user', content: 'Weather?' },
		{ role: 'assistant', content: [{ type: 'text', text: 'I look.' }, use] },
		{ role: 'user', content: results },
	];
	const fromChat = [
		{ role: 'user', content: 'Weather?' },
		{ role: 'assistant', content: 'I look.', tool_calls: [call] },
		{ role: 'tool', tool_call_id: 'toolu_1', content: '21 °C' },
		{ role: 'tool', tool_call_id: 'toolu_2', content: 'sunny' },
	];
	for (const messages of [fromChat, expected]) {
		const body = await bodyFor(
			{ messageSource: 'json', messagesJson: '={{ $json.messages }}' },
			{ messages },
		);
		expect(body.messages).toEqual(expected);
	}
});

test('calls come back in the form of chat, and so does what was thought', async () => {
	const content = [
		{ type: 'thinking', thinking: 'Hm.', signature: 'x' },
		{ type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: 'Paris' } },
	];
	const { items } = await run((request, response) =>
		answerClaude(request, response, claudeAnswer(content, { stop_reason: 'tool_use' })),
	);
	expect(items[0]?.json).toMatchObject({
		text: '',
		thinking: 'Hm.',
		finish_reason: 'tool_calls',
		stop_reason: 'tool_use',
		message: {
			role: 'assistant',
			content: null,
			tool_calls: [
				{
					id: 'toolu_1',
					type: 'function',
					function: { name: 'get_weather', arguments: { city: 'Paris' } },
				},
			],
		},
	});
});

test('an answer that is cut says so, or fails and keeps its text', async () => {
	const cut: Responder = (request, response) =>
		answerClaude(request, response, claudeAnswer('Half of', { stop_reason: 'max_tokens' }));
	const { items, hints } = await run(cut);
	expect(items[0]?.json).toMatchObject({
		text: 'Half of',
		truncated: true,
		finish_reason: 'length',
	});
	expect(hints.join(' ')).toContain('1 answer reached Max Tokens');
	const failed = await run(cut, { options: { onTruncation: 'error' } });
	expect(failed.items[0]?.json.error).toMatchObject({ kind: 'truncated', text: 'Half of', usage });
});

test('a gateway that does not stream is asked for whole answers', async () => {
	const { items, requests, hints } = await run((request, response) =>
		request.body.stream === true
			? sendJson(
					response,
					{
						type: 'error',
						error: { type: 'invalid_request_error', message: 'stream is not supported' },
					},
					400,
				)
			: answerClaude(request, response, claudeAnswer('Whole')),
	);
	expect(items[0]?.json.text).toBe('Whole');
	expect(requests.map(({ body }) => body.stream)).toEqual([true, undefined]);
	expect(hints).toHaveLength(2);
});

test('a gateway that only streams is asked for a stream, also where Stream is off', async () => {
	const error = { type: 'invalid_request_error', message: 'stream must be set to true' };
	const { items, requests } = await run(
		(request, response) =>
			request.body.stream === true
				? answerClaude(request, response, claudeAnswer('Streamed'))
				: sendJson(response, { type: 'error', error }, 400),
		{ options: { stream: false } },
	);
	expect(items[0]?.json.text).toBe('Streamed');
	expect(requests.map(({ body }) => body)).toEqual([without(plain, 'stream'), plain]);
});

test('an overloaded gateway is asked again, and a rate limit is waited out', async () => {
	const { items, requests } = await run(
		(request, response, position) => {
			const type = ['overloaded_error', 'rate_limit_error'][position];
			if (type === undefined) return answerClaude(request, response, claudeAnswer('At last'));
			const body = { type: 'error', error: { type, message: 'Wait' } };
			return sendJson(response, body, position === 0 ? 529 : 429, { 'retry-after': '0.05' });
		},
		{ throughput: { maxAttempts: 3 } },
	);
	expect(items[0]?.json).toMatchObject({ text: 'At last', request: { attempts: 3, refused: 1 } });
	expect(requests).toHaveLength(3);
});

test('a stream that breaks off fails the item, which keeps its text', async () => {
	const events = claudeEvents(claudeAnswer('Half of it'));
	const { items } = await run((_request, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		response.end(asStream(events.slice(0, -3)));
	});
	expect(items[0]?.json.error).toMatchObject({ kind: 'malformed', text: 'Half of it' });
});

test('each item has its own answer, in order; one that fails takes no other with it', async () => {
	const { items } = await run(
		(request, response) => {
			const [{ content }] = request.body.messages;
			if (content === 'two')
				return sendJson(
					response,
					{ type: 'error', error: { type: 'invalid_request_error', message: 'No' } },
					400,
				);
			return answerClaude(request, response, claudeAnswer(content.toUpperCase()));
		},
		says('={{ $json.text }}'),
		[{ text: 'one' }, { text: 'two' }, { text: 'three' }],
	);
	expect(items.map(({ json, pairedItem }) => [json.text ?? json.message, pairedItem])).toEqual([
		['ONE', { item: 0 }],
		['No [Item 1]', { item: 1 }],
		['THREE', { item: 2 }],
	]);
});

test('the key goes to no other origin and shows nowhere, also when the gateway echoes it', async () => {
	const other = await openGateway(always({}));
	const moved = await run((_request, response) =>
		response.writeHead(307, { location: `${other.url}/v1/messages` }).end(),
	);
	expect(other.requests).toEqual([]);
	expect(moved.items[0]?.json.error).toMatchObject({ kind: 'notFound', status: 307 });
	const { items, run: whole } = await run((request, response) =>
		sendJson(
			response,
			{
				type: 'error',
				error: {
					type: 'authentication_error',
					message: `invalid x-api-key ${request.headers['x-api-key']}`,
				},
			},
			401,
		),
	);
	expect(items[0]?.json.error).toMatchObject({ kind: 'auth' });
	expect(everythingIn(whole)).not.toContain(key);
});

test.each<[IDataObject, string]>([
	[{ maxTokens: 0 }, 'Max Tokens must be a whole number of 1 or more, but is 0'],
	[
		{ options: { thinkingBudget: 100 } },
		'Thinking Budget (Tokens) must be a whole number of 1024 or more, but is 100',
	],
	[
		{ options: { thinkingBudget: 4096 } },
		'Thinking Budget (Tokens) must be less than Max Tokens, but is 4096',
	],
	[
		{ options: { temperature: 1.5 } },
		'Randomness (Temperature) must be a number from 0 to 1, but is 1.5',
	],
	[{ options: { topK: 0 } }, 'Top K must be a whole number of 1 or more, but is 0'],
	[
		{ options: { tools: '[{"input_schema": {}}]' } },
		'Tools (JSON), entry 1, needs a name, but its name is empty',
	],
	[
		{ options: { toolChoice: '={{ 7 }}' } },
		'Tool Choice must be auto, any, none or the name of a tool, but is 7',
	],
	[
		{ options: { path: 'https://evil.example/v1' } },
		'Path must begin with /, but is "https://evil.example/v1"',
	],
	[
		{ options: { path: '//evil.example/v1' } },
		'Path must not contain two slashes in a row, but is "//evil.example/v1"',
	],
	[{ options: { path: '/v1/../x' } }, 'Path must not contain two dots (..), but is "/v1/../x"'],
	[
		{ options: { path: '/@evil.example' } },
		'Path must not contain the character @, but is "/@evil.example"',
	],
	[
		{ messages: { values: [{ role: 'system', content: 'Only rules' }] } },
		'Messages has no message of a user',
	],
	[{ system: '={{ {} }}' }, 'System must be text, but is {}'],
])('%j is refused with a sentence, and nothing is sent', async (parameters, message) => {
	const { items, requests } = await run(hello, parameters);
	expect(requests).toEqual([]);
	expect(items[0]?.json).toMatchObject({
		message: `${message} [Item 0]`,
		error: { kind: 'input' },
	});
});
