import { AIMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { byModel, modelOf, modelsOf, refuses, says } from '../support/byModel';
import { key } from '../support/chat';
import { supplyChatModel } from '../support/chatModel';
import { answerClaude, claudeAnswer } from '../support/claude';
import { completion, sendJson, type Responder } from '../support/gateway';
import { runOperation } from '../support/operation';
import { answer, beginStream, chunksOf, cutAfter, event } from '../support/stream';

/* Fallback Models where they are not those of Chat → Message a Model: texts, Claude's own route, the chat model. */

const missing = refuses(404, 'No such model', { code: 'model_not_found' });
const broken = refuses(500, 'It broke');
const missingA = { model: 'a', kind: 'notFound', message: 'No such model' };

const run = async (
	operation: `${string}.${string}`,
	models: { [model: string]: Responder },
	parameters: IDataObject,
	items?: IDataObject[],
) =>
	await runOperation(
		byModel(models),
		operation,
		{ model: modelOf('a'), ...parameters },
		{ items, onError: 'continueRegularOutput' },
	);
const b = { options: { fallbackModels: ['b'] } };

test('Summarize goes on with the next model, for all parts and levels of the item', async () => {
	const { items, requests } = await run(
		'text.summarize',
		{ a: missing, b: says('In short.') },
		{
			text: 'A long story, told once more. '.repeat(60),
			options: { fallbackModels: ['b'], chunkTokens: 100 },
			throughput: { maxAttempts: 1, maxConcurrency: 1 },
		},
	);
	expect(items[0]?.json).toMatchObject({ text: 'In short.', request: { fallbacks: [missingA] } });
	expect(Number(items[0]?.json.levels)).toBeGreaterThan(1);
	const asked = modelsOf(requests);
	// What was under way already asks the first model as well.
	expect(asked.filter((model) => model === 'b').length).toBe(Number(items[0]?.json.chunks) + 1);
	expect(asked.at(-1)).toBe('b');
});

test('a digest of all items has one list of models that failed', async () => {
	const { items } = await run(
		'text.summarize',
		{ a: broken, b: says('In short.') },
		{ text: '={{ $json.text }}', allItems: true, ...b },
		[{ text: 'One.' }, { text: 'Another.' }],
	);
	expect(items).toHaveLength(1);
	expect(items[0]?.json).toMatchObject({
		text: 'In short.',
		request: { sent: 2, fallbacks: [{ model: 'a', kind: 'server', message: 'It broke' }] },
	});
});

test('Translate goes on with the next model, and tells which one translated', async () => {
	const { items, requests } = await run(
		'text.translate',
		{ a: missing, b: says('Hallo.') },
		{ text: 'Hello.', targetLanguage: modelOf('de'), ...b },
	);
	expect(modelsOf(requests)).toEqual(['a', 'b']);
	expect(items[0]?.json).toMatchObject({ text: 'Hallo.', request: { fallbacks: [missingA] } });
});

const schema = { schemaSource: 'fields', fields: { values: [{ name: 'name', type: 'string', required: true }] } };

test('Extract has its answer repaired by the model that gave it', async () => {
	let asked = 0;
	const { items, requests } = await run(
		'text.extract',
		{
			a: missing,
			b: (request, response) =>
				answer(request, response, completion(asked++ === 0 ? 'Ada' : '{"name": "Ada"}')),
		},
		{ text: 'Ada is 36.', ...schema, ...b },
	);
	expect(modelsOf(requests)).toEqual(['a', 'b', 'b']);
	expect(items[0]?.json).toMatchObject({
		data: { name: 'Ada' },
		usage: { total_tokens: 42 },
		request: { fallbacks: [missingA] },
	});
});

test('data that does not fit is no reason to ask another model', async () => {
	const { items, requests } = await run(
		'text.extract',
		{ a: says('Ada') },
		{ text: 'Ada is 36.', ...schema, ...b },
	);
	expect(modelsOf(requests)).toEqual(['a', 'a']);
	expect(items[0]?.json.error).toMatchObject({ kind: 'invalidOutput' });
});

test('Claude → Message goes on with the next model on its own route', async () => {
	const { items, requests } = await run(
		'claude.message',
		{ a: missing, b: (request, response) => answerClaude(request, response, claudeAnswer('Yes')) },
		{ messages: { values: [{ role: 'user', content: 'Hello' }] }, maxTokens: 100, ...b },
	);
	expect(requests.map(({ path }) => path)).toEqual(['/v1/messages', '/v1/messages']);
	expect(items[0]?.json).toMatchObject({ text: 'Yes', request: { fallbacks: [missingA] } });
});

test.each(['text.summarize', 'text.translate', 'text.extract', 'claude.message'] as const)(
	'%s says what is wrong with the names, and sends nothing',
	async (operation) => {
		const { items, requests } = await run(
			operation,
			{},
			{
				text: 'Hello.',
				targetLanguage: modelOf('de'),
				messages: { values: [{ role: 'user', content: 'Hello' }] },
				...schema,
				options: { fallbackModels: ['b', 'a'] },
			},
		);
		expect(requests).toEqual([]);
		expect(items[0]?.json.error).toMatchObject({ kind: 'input', field: 'Fallback Models' });
	},
);

describe('The chat model', () => {
	const add = tool(() => '', {
		name: 'add',
		description: 'Adds two numbers',
		schema: z.object({ a: z.number(), b: z.number() }),
	});
	const one = { maxAttempts: 1 };
	const supply = async (models: { [model: string]: Responder }, options: IDataObject = {}) =>
		await supplyChatModel(byModel(models), {
			model: modelOf('a'),
			options: { fallbackModels: ['b'], ...options },
			throughput: one,
		});

	test('asks the next model, whole and streamed, and its log says which failed', async () => {
		const { model, requests, log } = await supply({ a: missing, b: says('Yes') });
		expect((await model.invoke('Hi')).text).toBe('Yes');
		let streamed = '';
		for await (const piece of await model.stream('Hi')) streamed += piece.text;
		expect(streamed).toBe('Yes');
		expect(modelsOf(requests)).toEqual(['a', 'b', 'a', 'b']);
		expect(JSON.stringify(log())).toContain('"fallbacks":[{"model":"a","kind":"notFound"');
	});

	test('has no key in its log where a model that failed quotes it', async () => {
		const { model, log } = await supply({ a: refuses(500, `Bad ${key}`), b: says('Yes') });
		await model.invoke('Hi');
		expect(JSON.stringify(log())).toContain('"message":"Bad ');
		expect(JSON.stringify(log())).not.toContain(key);
	});

	test('tells the first failure when all fail, and the others in its description', async () => {
		const { model } = await supply({ a: broken, b: missing });
		await expect(model.invoke('Hi')).rejects.toMatchObject({
			message: 'It broke',
			description: expect.stringContaining('Also asked: b (No such model).'),
		});
	});

	test('asks nobody else once a piece was passed on', async () => {
		const { model, requests } = await supply({
			a: (_request, response) => {
				beginStream(response);
				cutAfter(response, chunksOf(completion('Good morning')).slice(0, 3).map(event).join(''));
			},
			b: says('Yes'),
		});
		const read = async () => {
			for await (const piece of await model.stream('Hi')) void piece;
		};
		await expect(read()).rejects.toThrow();
		expect(modelsOf(requests)).toEqual(['a']);
	});

	test('gives thoughts of a model back to that model alone', async () => {
		const calls = [
			{
				id: 'call_1',
				type: 'function',
				function: { name: 'add', arguments: '{"a":1,"b":2}' },
			},
		];
		const thinks: Responder = (_request, response) =>
			sendJson(
				response,
				completion('', {
					choices: [
						{
							index: 0,
							message: {
								role: 'assistant',
								content: null,
								reasoning_content: 'I add them.',
								tool_calls: calls,
							},
							finish_reason: 'tool_calls',
						},
					],
				}),
			);
		let isBack = false;
		const { model, requests } = await supply(
			{
				a: (request, response, position) => (isBack ? says('Three') : broken)(request, response, position),
				b: (request, response, position) =>
					(position < 2 ? thinks : says('Three'))(request, response, position),
			},
			{ stream: false },
		);
		const bound = model.bindTools([add]);
		const called = (await bound.invoke([new HumanMessage('1 + 2?')])) as AIMessage;
		const history = [
			new HumanMessage('1 + 2?'),
			called,
			new ToolMessage({ tool_call_id: 'call_1', content: '3' }),
		];
		await bound.invoke(history);
		isBack = true;
		await bound.invoke(history);
		expect(modelsOf(requests)).toEqual(['a', 'b', 'a', 'b', 'a']);
		const thoughts = requests.map(({ body }) => body.messages[1]?.reasoning_content);
		expect(thoughts).toEqual([undefined, undefined, undefined, 'I add them.', undefined]);
	});

	test('does not begin with names that cannot be used', async () => {
		await expect(supply({}, { fallbackModels: ['a'] })).rejects.toMatchObject({
			message: expect.stringContaining('Fallback Models names "a"'),
		});
	});
});
