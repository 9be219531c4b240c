import type { IDataObject } from 'n8n-workflow';
import { openGateway, runChat, runChatAt } from '../support/chat';
import { always, completion, sendJson, type Responder } from '../support/gateway';
import { runOperation } from '../support/operation';
import { sendStream } from '../support/stream';

const named = (value: string) => ({ __rl: true, mode: 'id', value });
const respond = always(completion('Hi'));
const messages = [{ role: 'user', content: 'Hello' }];

const chat = async (model: string, options: IDataObject = {}, more: IDataObject = {}) =>
	await runChat(respond, { parameters: { model: named(model), options, ...more } });

test.each(['ernie-bot', 'ernie-bot-4', 'ERNIE-Bot-turbo'])(
	'%s gets everything that the user set, and nothing else',
	async (model) => {
		const options = {
			temperature: 0.5,
			topP: 0.9,
			n: 1,
			stop: ['END'],
			presencePenalty: 1,
			frequencyPenalty: -1,
			logitBias: '{"50256": -100}',
			seed: 7,
			user: 'u-1',
			responseFormat: 'json_object',
			extraBody: '{"penalty_score": 1.2}',
		};
		const { requests, items, hints } = await runChat(always(completion('{}')), {
			parameters: { model: named(model), maxTokens: 1000, options },
		});
		expect(requests[0]?.body).toEqual({
			model,
			messages,
			max_tokens: 1000,
			temperature: 0.5,
			top_p: 0.9,
			n: 1,
			stop: ['END'],
			presence_penalty: 1,
			frequency_penalty: -1,
			logit_bias: { '50256': -100 },
			seed: 7,
			user: 'u-1',
			response_format: { type: 'json_object' },
			penalty_score: 1.2,
		});
		expect(items[0]?.json).toMatchObject({ data: {}, usage: { total_tokens: 21 } });
		expect(hints).toHaveLength(1);
	},
);

test('ERNIE gets the usual limit of the answer and tools as well', async () => {
	const tools = [{ type: 'function', function: { name: 'look', parameters: {} } }];
	const { requests } = await chat('ernie-bot-4', { tools: JSON.stringify(tools) });
	expect(requests[0]?.body).toEqual({ model: 'ernie-bot-4', messages, max_tokens: 2048, tools });
});

test('Extra Body replaces what a field says', async () => {
	const { requests } = await chat('ernie-bot', { seed: 7, extraBody: '{"seed": 8}' });
	expect(requests[0]?.body).toEqual({ model: 'ernie-bot', messages, max_tokens: 2048, seed: 8 });
});

test('a stream that the user asks for is asked for as AIGC2D documents it, without stream_options', async () => {
	const { requests, items } = await runChat(
		(_request, response) => sendStream(response, completion('Hello', { usage: undefined })),
		{ parameters: { model: named('ernie-bot'), maxTokens: 1000, options: { stream: true } } },
	);
	expect(requests.map(({ body }) => body)).toEqual([
		{ model: 'ernie-bot', messages, max_tokens: 1000, stream: true },
	]);
	expect(items[0]?.json).toMatchObject({ text: 'Hello', usage: null });
});

test('a model named in Extra Body counts', async () => {
	const { requests } = await chat('gpt-4o', { extraBody: '{"model": "ernie-bot"}' });
	expect(requests[0]?.body).toEqual({ model: 'ernie-bot', messages, max_tokens: 2048 });
});

test.each(['spark-v3.0', 'claude-2', 'gpt-4o', 'my-ernie'])(
	'%s is asked for a stream with its usage',
	async (model) => {
		const { requests, hints } = await chat(model, { seed: 7 });
		expect(requests[0]?.body).toEqual({
			model,
			messages,
			max_tokens: 2048,
			seed: 7,
			stream: true,
			stream_options: { include_usage: true },
		});
		expect(hints).toHaveLength(1);
	},
);

test.each([
	['text.summarize', { text: 'A story.' }],
	['text.translate', { text: 'A story.', targetLanguage: named('German') }],
])('%s sends what is set to ERNIE as well', async (operation, parameters) => {
	const { requests, hints } = await runOperation(respond, operation as 'text.summarize', {
		model: named('ernie-bot-4'),
		...parameters,
		options: { seed: 7 },
	});
	expect(requests[0]?.body).toEqual({
		model: 'ernie-bot-4',
		messages: expect.any(Array),
		max_tokens: 2048,
		seed: 7,
	});
	expect(hints).toHaveLength(1);
});

/** A gateway in front of ERNIE: (0, 1] for the temperature, as its own server says it, under 200 as one-api passes it on. */
const strict: Responder = ({ body }, response) => {
	const isTaken = body.temperature === undefined || (body.temperature > 0 && body.temperature <= 1);
	const message = 'parameter check failed, temperature range is (0, 1.0]';
	if (isTaken) sendJson(response, completion('Hi'));
	else sendJson(response, { error: { message, type: 'baidu_error', code: 336003 } });
};

test('a temperature that ERNIE refuses goes out as the nearest one that it takes, and a hint says so', async () => {
	const gateway = await openGateway(strict);
	const { items, requests, hints } = await runChatAt(gateway, {
		parameters: {
			model: named('ernie-bot-4'),
			options: { temperature: '={{ $json.wish }}' },
			throughput: { maxAttempts: 1, maxConcurrency: 1 },
		},
		items: [{ wish: 0 }, { wish: 0 }, { wish: 1.5 }, { wish: 1 }, { wish: 0.3 }],
	});
	expect(items.map(({ json }) => json.text)).toEqual(Array(5).fill('Hi'));
	expect(requests.map(({ body }) => body.temperature)).toEqual([0, 0.01, 0.01, 1.5, 1, 1, 0.3]);
	expect(hints.slice(1)).toEqual([
		'This model takes a temperature above 0; the node sends 0.01 instead of what was set.',
		'This model takes a temperature of at most 1; the node sends 1 instead of what was set.',
	]);
});
