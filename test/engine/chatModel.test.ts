import { HumanMessage, SystemMessage, ToolMessage, AIMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { z } from 'zod';
import { key, openGateway } from '../support/chat';
import { mp4, pdf } from '../support/documents';
import { wav } from '../support/files';
import { supplyChatModel, supplyChatModelAt } from '../support/chatModel';
import { completion, sendJson, type Received, type Responder } from '../support/gateway';
import { answer, beginStream, chunksOf, event } from '../support/stream';

const hello: Responder = (request, response) => answer(request, response);

const call = (id: string | undefined, name: string, given: string) => ({
	...(id === undefined ? {} : { id }),
	type: 'function',
	function: { name, arguments: given },
});
const calling = (calls: object[], content: string | null = null) =>
	completion('', {
		choices: [
			{
				index: 0,
				message: { role: 'assistant', content, tool_calls: calls },
				finish_reason: 'tool_calls',
			},
		],
	});
const withCalls =
	(calls: object[], content: string | null = null): Responder =>
	(request, response) =>
		answer(request, response, calling(calls, content));

const add = tool(() => '', {
	name: 'add',
	description: 'Adds two numbers',
	schema: z.object({ a: z.number(), b: z.number().describe('The second') }),
});
const look = tool(() => '', {
	name: 'look',
	description: 'Looks',
	schema: z.object({ at: z.string() }),
});

/** Reads a streamed answer to its end, as LangChain puts it together. */
async function gathered(stream: AsyncIterable<{ concat(other: unknown): unknown; text: string }>) {
	const pieces: string[] = [];
	let whole: any; // eslint-disable-line @typescript-eslint/no-explicit-any
	for await (const piece of stream) {
		pieces.push(piece.text);
		whole = whole === undefined ? piece : whole.concat(piece);
	}
	return { whole, pieces: pieces.filter((piece) => piece !== '') };
}

test('a question is asked with the settings of the node, and answered', async () => {
	const { model, requests, log } = await supplyChatModel(hello, {
		maxTokens: 300,
		options: {
			temperature: 0.2,
			topP: 0.9,
			presencePenalty: 0.1,
			frequencyPenalty: -0.1,
			reasoningEffort: 'low',
			verbosity: 'high',
			seed: 7,
			user: 'me',
			responseFormat: 'json_object',
			stream: false,
			headers: { values: [{ name: 'X-Trace', value: 'abc' }] },
			extraBody: '{"top_k": 3}',
		},
	});
	const message = await model.invoke([new SystemMessage('Be short.'), new HumanMessage('Hi')]);
	expect(message.text).toBe('Hello!');
	expect(message.usage_metadata).toMatchObject({
		input_tokens: 9,
		output_tokens: 12,
		total_tokens: 21,
	});
	expect(requests).toHaveLength(1);
	expect(requests[0]).toMatchObject({
		method: 'POST',
		path: '/v1/chat/completions',
		headers: { authorization: `Bearer ${key}`, 'x-trace': 'abc' },
	});
	expect(requests[0]?.body).toEqual({
		model: 'test-model',
		messages: [
			{ role: 'system', content: 'Be short.' },
			{ role: 'user', content: 'Hi' },
		],
		max_tokens: 300,
		temperature: 0.2,
		top_p: 0.9,
		presence_penalty: 0.1,
		frequency_penalty: -0.1,
		reasoning_effort: 'low',
		verbosity: 'high',
		seed: 7,
		user: 'me',
		response_format: { type: 'json_object' },
		top_k: 3,
	});
	expect(log()).toEqual([
		expect.objectContaining({
			tokenUsage: { promptTokens: 9, completionTokens: 12, totalTokens: 21 },
		}),
	]);
});

test('a streamed answer comes piece by piece, and its usage is in the log', async () => {
	const { model, log } = await supplyChatModel(hello);
	const { whole, pieces } = await gathered(await model.stream('Hi'));
	expect(pieces.length).toBeGreaterThan(1);
	expect(pieces.join('')).toBe('Hello!');
	expect(whole.text).toBe('Hello!');
	expect(whole.usage_metadata).toMatchObject({ total_tokens: 21 });
	expect(log()).toEqual([
		expect.objectContaining({ tokenUsage: expect.objectContaining({ totalTokens: 21 }) }),
	]);
});

test.each([true, false])('what an answer cost is in the log (streamed: %p)', async (streamed) => {
	const priceTable = '{"test-model": {"in": 1, "out": 10}}';
	const { model, log } = await supplyChatModelAt(
		await openGateway(hello),
		{},
		{ prices: 'table', priceTable, currency: 'CNY' },
	);
	if (streamed) await gathered(await model.stream('Hi'));
	else await model.invoke('Hi');
	expect(log()).toMatchObject([
		{
			tokenUsage: { totalTokens: 21, cost: 0.000129 },
			response: {
				generations: [[{ generationInfo: { cost: { amount: 0.000129, unit: 'CNY' } } }]],
			},
		},
	]);
});

describe('tools', () => {
	test('are sent with their JSON Schema', async () => {
		const { model, requests } = await supplyChatModel(hello);
		await model.bindTools([add, look]).invoke('1 + 2?');
		const [first, second] = (requests[0] as Received).body.tools;
		expect(first).toMatchObject({
			type: 'function',
			function: {
				name: 'add',
				description: 'Adds two numbers',
				parameters: {
					type: 'object',
					properties: { a: { type: 'number' }, b: { type: 'number', description: 'The second' } },
					required: ['a', 'b'],
				},
			},
		});
		expect(second.function.name).toBe('look');
	});

	const two = [call('c1', 'add', '{"a":1,"b":2}'), call('c2', 'look', '{"at":"sky"}')];
	const expected = [
		expect.objectContaining({ id: 'c1', name: 'add', args: { a: 1, b: 2 } }),
		expect.objectContaining({ id: 'c2', name: 'look', args: { at: 'sky' } }),
	];

	test('two calls at once arrive as two, each with its arguments', async () => {
		const { model } = await supplyChatModel(withCalls(two, 'Let me see.'));
		const message = await model.bindTools([add, look]).invoke('Both, please');
		expect(message.tool_calls).toEqual(expected);
		expect(message.text).toBe('Let me see.');
	});

	test('also when they are streamed', async () => {
		const { model, log } = await supplyChatModel(withCalls(two, 'Let me see.'));
		const { whole, pieces } = await gathered(await model.bindTools([add, look]).stream('Both'));
		expect(whole.tool_calls).toEqual(expected);
		expect(whole.invalid_tool_calls).toEqual([]);
		expect(pieces.join('')).toBe('Let me see.');
		expect(log()).toEqual([
			expect.objectContaining({ tokenUsage: expect.objectContaining({ totalTokens: 21 }) }),
		]);
	});

	test.each([
		['no IDs', undefined],
		['the same ID twice', 'x'],
	])('calls with %s get IDs of their own', async (_what, id) => {
		const same = [call(id, 'add', '{"a":1,"b":2}'), call(id, 'add', '{"a":3,"b":4}')];
		const { model } = await supplyChatModel(withCalls(same));
		for (const calls of [
			(await model.bindTools([add]).invoke('Both')).tool_calls,
			(await gathered(await model.bindTools([add]).stream('Both'))).whole.tool_calls,
		]) {
			expect(calls.map(({ args }: { args: object }) => args)).toEqual([
				{ a: 1, b: 2 },
				{ a: 3, b: 4 },
			]);
			expect(new Set(calls.map((each: { id: string }) => each.id)).size).toBe(2);
		}
	});

	test('a call without arguments is one', async () => {
		const { model } = await supplyChatModel(withCalls([call('c1', 'look', '')]));
		const message = await model.bindTools([look]).invoke('Look');
		expect(message.tool_calls).toEqual([expect.objectContaining({ name: 'look', args: {} })]);
	});

	test('arguments that are not JSON are a failure, not a call without arguments', async () => {
		const { model } = await supplyChatModel(withCalls([call('c1', 'add', '{"a":1')]));
		await expect(model.bindTools([add]).invoke('Add')).rejects.toThrow(
			'The model called the tool add with arguments that are not JSON',
		);
	});

	test('a call of a tool that it was not given is answered with the names of those there are', async () => {
		const first = withCalls([call('c1', 'fly', '{}'), call('c2', 'add', '{"a":1,"b":2}')]);
		const second = withCalls([call('c3', 'add', '{"a":1,"b":2}')]);
		const { model, requests } = await supplyChatModel((request, response, position) =>
			(position === 0 ? first : second)(request, response, position),
		);
		const { tool_calls, usage_metadata } = await model.bindTools([add, look]).invoke('Fly');
		expect(tool_calls).toEqual([expect.objectContaining({ id: 'c3', name: 'add' })]);
		expect(requests.map(({ body }) => body.messages.slice(1))).toEqual([
			[],
			[
				{
					role: 'assistant',
					content: null,
					tool_calls: [call('c1', 'fly', '{}'), call('c2', 'add', '{"a":1,"b":2}')],
				},
				{
					role: 'tool',
					tool_call_id: 'c1',
					content: 'There is no tool "fly". The tools are: add, look.',
				},
				{
					role: 'tool',
					tool_call_id: 'c2',
					content: expect.stringMatching(/^Not run, .* Call add again\.$/),
				},
			],
		]);
		// Both answers are paid for.
		const { usage } = calling([]);
		expect(usage_metadata).toMatchObject({ input_tokens: 2 * usage.prompt_tokens });
	});

	test('a second such call is a failure, and one without any tools is at once', async () => {
		const { model, requests } = await supplyChatModel(withCalls([call('c1', 'fly', '{}')]));
		const unknown = 'The model called the tool "fly", which it was not given';
		await expect(model.bindTools([add]).invoke('Fly')).rejects.toThrow(unknown);
		expect(requests).toHaveLength(2);
		await expect(model.invoke('Fly')).rejects.toThrow(unknown);
		expect(requests).toHaveLength(3);
	});

	test.each([true, false])(
		'a call in the older form is one like any other (streamed: %p)',
		async (stream) => {
			const function_call = { name: 'add', arguments: '{"a":1,"b":2}' };
			const { model } = await supplyChatModel(
				(_request, response) =>
					sendJson(response, {
						choices: [
							{
								index: 0,
								finish_reason: 'function_call',
								message: { role: 'assistant', content: null, function_call },
							},
						],
					}),
				{ options: { stream } },
			);
			const { tool_calls } = await model.bindTools([add]).invoke('Add');
			expect(tool_calls).toEqual([
				expect.objectContaining({ id: 'call_0', name: 'add', args: { a: 1, b: 2 } }),
			]);
		},
	);

	test.each([
		['any', 'required'],
		['none', 'none'],
		['add', { type: 'function', function: { name: 'add' } }],
	])('the choice %j is sent', async (tool_choice, sent) => {
		const { model, requests } = await supplyChatModel(hello);
		const bound = model.bindTools([add], { tool_choice });
		await bound.invoke('Hi');
		await gathered(await bound.stream('Hi'));
		expect(requests.map(({ body }) => body.tool_choice)).toEqual([sent, sent]);
	});

	test('a tool that is bound twice is sent once', async () => {
		const { model, requests } = await supplyChatModel(hello);
		await model.bindTools([add]).bindTools([add, look]).invoke('Hi');
		expect(requests[0]?.body.tools).toHaveLength(2);
	});

	test('the ID that an Agent puts among the arguments does not go back', async () => {
		const { model, requests } = await supplyChatModel(hello);
		const calls = [{ id: 'c1', name: 'add', args: { a: 1, b: 2, id: 'c1' } }];
		await model
			.bindTools([add])
			.invoke([
				new HumanMessage('1 + 2?'),
				new AIMessage({ content: [], tool_calls: calls }),
				new ToolMessage({ content: '3', tool_call_id: 'c1' }),
			]);
		expect(requests[0]?.body.messages[1].tool_calls).toEqual([call('c1', 'add', '{"a":1,"b":2}')]);
	});

	test('results go back in the form of the service', async () => {
		const { model, requests } = await supplyChatModel(hello);
		await model.bindTools([add]).invoke([
			new HumanMessage('1 + 2 and 3 + 4?'),
			new AIMessage({
				content: [],
				tool_calls: [
					{ id: 'c1', name: 'add', args: { a: 1, b: 2 } },
					{ id: 'c2', name: 'add', args: { a: 3, b: 4 } },
				],
			}),
			new ToolMessage({ content: '3', tool_call_id: 'c1', name: 'add' }),
			new ToolMessage({ content: [{ type: 'text', text: '7' }], tool_call_id: 'c2' }),
		]);
		expect(requests[0]?.body.messages).toEqual([
			{ role: 'user', content: '1 + 2 and 3 + 4?' },
			{
				role: 'assistant',
				content: null,
				tool_calls: [call('c1', 'add', '{"a":1,"b":2}'), call('c2', 'add', '{"a":3,"b":4}')],
			},
			{ role: 'tool', tool_call_id: 'c1', content: '3' },
			{ role: 'tool', tool_call_id: 'c2', content: '7' },
		]);
	});

	test('ERNIE models are given them as well', async () => {
		const { model, requests } = await supplyChatModel(hello, {
			model: { __rl: true, mode: 'id', value: 'ernie-bot-4' },
		});
		await model.bindTools([add]).invoke('Add');
		expect(requests.map(({ body }) => body)).toEqual([
			{
				model: 'ernie-bot-4',
				messages: [{ role: 'user', content: 'Add' }],
				tools: [expect.objectContaining({ type: 'function' })],
				max_tokens: 2048,
			},
		]);
	});
});

test.each([
	['data', 'data:image/png;base64,iVBORw0KGgo='],
	['an address', 'https://pictures.test/1.png'],
])('a picture as %s is sent, also with tools and streamed', async (_what, url) => {
	const { model, requests } = await supplyChatModel(hello);
	const message = new HumanMessage({
		content: [
			{ type: 'text', text: 'What is this?' },
			{ type: 'image_url', image_url: { url } },
		],
	});
	await model.invoke([message]);
	await gathered(await model.bindTools([look]).stream([message]));
	for (const { body } of requests) {
		expect(body.messages).toEqual([
			{
				role: 'user',
				content: [
					{ type: 'text', text: 'What is this?' },
					{ type: 'image_url', image_url: { url } },
				],
			},
		]);
	}
	expect(requests).toHaveLength(2);
});

test('a document is sent as one, with its name; the detail of a picture is kept', async () => {
	const { model, requests } = await supplyChatModel(hello);
	const metadata = { filename: 'bill.pdf' };
	const pdf = {
		type: 'file',
		source_type: 'base64',
		mime_type: 'application/pdf',
		data: 'BBBB',
		metadata,
	};
	const picture = { type: 'image_url', image_url: { url: 'https://a.test/1.png', detail: 'low' } };
	await model.invoke([new HumanMessage({ content: [pdf, picture] as never })]);
	expect(requests[0]?.body.messages[0].content).toEqual([
		{
			type: 'file',
			file: { filename: 'bill.pdf', file_data: 'data:application/pdf;base64,BBBB' },
		},
		picture,
	]);
});

const block = (type: string, mime_type: string, bytes: Buffer) => ({
	type,
	source_type: 'base64',
	mime_type,
	data: bytes.toString('base64'),
});

test.each([
	[
		'a WAV',
		block('audio', 'audio/x-wav', wav()),
		{ type: 'input_audio', input_audio: { data: wav().toString('base64'), format: 'wav' } },
	],
	[
		'a WAV that calls itself MP3',
		block('audio', 'audio/mpeg', wav()),
		{ type: 'input_audio', input_audio: { data: wav().toString('base64'), format: 'wav' } },
	],
	[
		'a film',
		block('video', 'video/mp4', mp4),
		{ type: 'video_url', video_url: { url: `data:video/mp4;base64,${mp4.toString('base64')}` } },
	],
	[
		'a film elsewhere',
		{ type: 'video', source_type: 'url', mime_type: 'video/mp4', url: 'https://a.test/1.mp4' },
		{ type: 'video_url', video_url: { url: 'https://a.test/1.mp4' } },
	],
	[
		'a PDF that calls itself a picture',
		block('image', 'image/png', pdf()),
		{
			type: 'file',
			file: {
				filename: 'file',
				file_data: `data:application/pdf;base64,${pdf().toString('base64')}`,
			},
		},
	],
])('%s is sent as what it is', async (_what, given, part) => {
	const { model, requests } = await supplyChatModel(hello);
	await model.invoke([new HumanMessage({ content: [given] as never })]);
	expect(requests[0]?.body.messages[0].content).toEqual([part]);
});

test.each([
	[
		'an OGG',
		block('audio', 'audio/mpeg', Buffer.from('OggS\0\x02', 'latin1')),
		/sound of the type audio\/ogg, but messages take sound as MP3 or WAV/,
	],
	[
		'a sound that is an address',
		{ type: 'audio', source_type: 'url', mime_type: 'audio/mpeg', url: 'https://a.test/1.mp3' },
		/models take the sound itself/,
	],
])('%s has no form: a sentence, and nothing is sent', async (_what, given, words) => {
	const { model, requests } = await supplyChatModel(hello);
	const asked = model.invoke([new HumanMessage({ content: [given] as never })]);
	await expect(asked).rejects.toThrow(words);
	expect(requests).toEqual([]);
});

test('an answer that is text is a plain string, as several nodes of n8n take it', async () => {
	const { model } = await supplyChatModel(hello);
	expect((await model.invoke('Hi')).content).toBe('Hello!');
	expect((await gathered(await model.stream('Hi'))).whole.content).toBe('Hello!');
});

test('tokens are counted without asking anybody', async () => {
	const { model } = await supplyChatModel(hello);
	expect(await model.getNumTokens('你好, good morning')).toBe(6);
});

describe('trouble', () => {
	test('a rate limit is waited for', async () => {
		const { model, requests } = await supplyChatModel((request, response, position) =>
			position === 0
				? sendJson(response, { error: { message: 'Slow down' } }, 429)
				: answer(request, response),
		);
		expect((await model.invoke('Hi')).text).toBe('Hello!');
		expect(requests).toHaveLength(2);
	});

	test('a cut stream is repeated as long as nothing of it was passed on', async () => {
		const { model, requests } = await supplyChatModel((request, response, position) => {
			if (position > 0) return answer(request, response);
			beginStream(response);
			return response.write(event(chunksOf(completion('Hello!'))[0] as never), () =>
				response.destroy(),
			);
		});
		expect((await gathered(await model.stream('Hi'))).whole.text).toBe('Hello!');
		expect(requests).toHaveLength(2);
	});

	test('the words of the gateway reach whoever asked, and the log', async () => {
		const { model, log } = await supplyChatModel((_request, response) =>
			sendJson(response, { error: { message: 'No such model', code: 'model_not_found' } }, 404),
		);
		await expect(model.invoke('Hi')).rejects.toMatchObject({
			name: 'NodeApiError',
			message: 'No such model',
			description: expect.stringMatching(/Pick another model/),
			httpCode: '404',
		});
		await expect(model.stream('Hi').then(gathered)).rejects.toThrow('No such model');
		expect(log()).toHaveLength(2);
		expect(JSON.stringify(log())).not.toContain(key);
	});

	test('Stop aborts what is open', async () => {
		let open = 0;
		const { model, stop } = await supplyChatModel((_request, response) => {
			open++;
			response.once('close', () => open--);
		});
		const asking = model.invoke('Hi');
		while (open === 0) await new Promise((resolve) => setImmediate(resolve)); // eslint-disable-line @n8n/community-nodes/no-restricted-globals -- a test may wait
		stop();
		await expect(asking).rejects.toThrow();
		while (open > 0) await new Promise((resolve) => setImmediate(resolve)); // eslint-disable-line @n8n/community-nodes/no-restricted-globals -- a test may wait
	});

	test('one caller who is gone does not take the answers of others along', async () => {
		let release = () => {};
		const { model } = await supplyChatModel(async (request, response) => {
			await new Promise<void>((resolve) => (release = resolve));
			answer(request, response);
		});
		const gone = new AbortController();
		const first = model.invoke('Hi', { signal: gone.signal });
		gone.abort();
		await expect(first).rejects.toThrow();
		const second = model.invoke('Hi');
		const releasing = setInterval(() => release(), 10); // eslint-disable-line @n8n/community-nodes/no-restricted-globals -- a test may wait
		expect((await second).text).toBe('Hello!');
		clearInterval(releasing); // eslint-disable-line @n8n/community-nodes/no-restricted-globals -- a test may wait
	});

	test.each([
		[
			{ options: { temperature: 3 } },
			/^Randomness \(Temperature\) must be a number from 0 to 2, but is 3/,
		],
		[
			{ model: { __rl: true, mode: 'id', value: '={{ "" }}' } },
			/^Model is empty: its expression gives nothing/,
		],
		[{ options: { extraBody: '{"tools": []}' } }, /cannot set "tools"/],
		[
			{ options: { headers: { values: [{ name: 'a b', value: 'x' }] } } },
			/which no header can have/,
		],
		[{ throughput: { maxAttempts: 0 } }, /^Max Attempts must be/],
	])(
		'settings that cannot be used are named before anything is sent: %j',
		async (parameters, sentence) => {
			await expect(supplyChatModel(hello, parameters as never)).rejects.toThrow(sentence);
		},
	);
});
