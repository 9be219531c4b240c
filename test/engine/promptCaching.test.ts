import type { IDataObject } from 'n8n-workflow';
import { openGateway, runChat, runChatAt } from '../support/chat';
import { answerClaude, claudeAnswer } from '../support/claude';
import { contractViolations } from '../support/contract';
import { binary, png } from '../support/files';
import { always, completion, sendJson, type Responder } from '../support/gateway';
import { runOperation } from '../support/operation';

/* Prompt Caching: the marks up to which Claude keeps a conversation, on both of its routes. */

const claude = { __rl: true, mode: 'id', value: 'anthropic/claude-sonnet-5' };
const minutes = { type: 'ephemeral' };
const hour = { type: 'ephemeral', ttl: '1h' };
const values = [
	{ role: 'system', content: 'You are brief.' },
	{ role: 'system', content: 'You are kind.' },
	{ role: 'user', content: 'Hello' },
	{ role: 'assistant', content: 'Hi.' },
	{ role: 'user', content: 'How are you?' },
];
const conversation = { model: claude, messages: { values } };
const text = (words: string, cache_control?: object) => ({
	type: 'text',
	text: words,
	...(cache_control === undefined ? {} : { cache_control }),
});
const marked = (mark: object) => [
	values[0],
	{ role: 'system', content: [text('You are kind.', mark)] },
	values[2],
	values[3],
	{ role: 'user', content: [text('How are you?', mark)] },
];
const caching = (promptCaching: string, more: IDataObject = {}) => ({
	...conversation,
	options: { promptCaching, ...more },
});

test.each([
	['5m', minutes],
	['1h', hour],
])(
	'on Chat Completions %s marks the last system message and the last one of the user',
	async (how, mark) => {
		const { items, requests } = await runChat(always(completion('Fine')), {
			parameters: caching(how, { returnMessages: true }),
		});
		expect(requests[0]?.body.messages).toEqual(marked(mark));
		expect(contractViolations('/v1/chat/completions', requests[0]?.body)).toEqual([]);
		// What comes back to go on with is the conversation as it was given.
		expect(items[0]?.json.messages).toEqual([...values, { role: 'assistant', content: 'Fine' }]);
	},
);

test.each([
	[
		'a model that is not one of Claude',
		{ ...caching('1h'), model: { ...claude, value: 'gpt-4o' } },
	],
	['Off', caching('off')],
	['no option', conversation],
])('%s sends no marks', async (_what, parameters) => {
	const { requests } = await runChat(always(completion('Fine')), { parameters });
	expect(requests[0]?.body.messages).toEqual(values);
});

test('whoever has set marks of his own gets no others; four is the most that Claude takes', async () => {
	const own = [{ role: 'user', content: [text('A book', minutes), text('Sum it up')] }];
	const { requests } = await runChat(always(completion('Fine')), {
		parameters: {
			model: claude,
			messageSource: 'json',
			messagesJson: JSON.stringify(own),
			options: { promptCaching: '1h' },
		},
	});
	expect(requests[0]?.body.messages).toEqual(own);
});

test.each([
	['of the whole request', { extraBody: JSON.stringify({ cache_control: minutes }) }],
	[
		'of a tool',
		{
			tools: JSON.stringify([
				{ type: 'function', function: { name: 'f' }, cache_control: minutes },
			]),
		},
	],
])('the same where the mark is one %s', async (_what, more) => {
	const { requests } = await runChat(always(completion('Fine')), {
		parameters: caching('1h', more),
	});
	expect(requests[0]?.body.messages).toEqual(values);
});

const askClaude = async (parameters: IDataObject, usage: object = {}) =>
	await runOperation(
		(request, response) =>
			answerClaude(
				request,
				response,
				claudeAnswer('Fine', { usage: { input_tokens: 3, output_tokens: 1, ...usage } }),
			),
		'claude.message',
		{ model: claude, ...parameters },
		{
			items: [{ json: {}, binary: { data: binary(png(), 'image/png', 'a.png') } }],
		},
	);

test("in Claude's own form the system text and the last block of the user are marked", async () => {
	const user = { role: 'user', content: 'What is it?', binaryProperties: 'data' };
	const { requests } = await askClaude({
		system: 'You are brief.',
		messages: { values: [...values.slice(1, 4), user] },
		options: { promptCaching: '1h' },
	});
	const body = requests[0]?.body;
	expect(body.system).toEqual([text('You are brief.\n\nYou are kind.', hour)]);
	expect(body.messages.slice(0, 2)).toEqual([
		{ role: 'user', content: 'Hello' },
		{ role: 'assistant', content: 'Hi.' },
	]);
	expect(body.messages[2].content).toEqual([
		text('What is it?'),
		{ type: 'image', source: expect.any(Object), cache_control: hour },
	]);
});

test('tokens that were read from the cache, or written to it, stand in the usage on both routes', async () => {
	const ofClaude = { cache_creation_input_tokens: 40, cache_read_input_tokens: 1_000 };
	const { items } = await askClaude(
		{ messages: { values }, options: { promptCaching: '5m' } },
		ofClaude,
	);
	expect(items[0]?.json.usage).toMatchObject({
		...ofClaude,
		prompt_tokens: 1_043,
		total_tokens: 1_044,
	});
	const usage = {
		prompt_tokens: 1_043,
		completion_tokens: 1,
		total_tokens: 1_044,
		prompt_tokens_details: { cached_tokens: 1_000 },
	};
	const chat = await runChat(always(completion('Fine', { usage })), { parameters: caching('5m') });
	expect(chat.items[0]?.json.usage).toEqual(usage);
});

type Json = { [name: string]: unknown };
const refusing =
	(words: string, isRefused: (body: string) => boolean, status = 400): Responder =>
	(request, response) =>
		isRefused(JSON.stringify(request.body))
			? sendJson(response, { error: { message: words, type: 'invalid_request_error' } }, status)
			: sendJson(response, completion('Fine'));
const twoItems = { items: [{}, {}] };

test.each([
	['cache_control: Extra inputs are not permitted', 400],
	['messages.0.content.0.cache_control: Extra inputs are not permitted', 422],
	['messages[0].content: invalid type: sequence, expected a string', 400],
	['You invoked an unsupported model or your request did not allow prompt caching.', 403],
])(
	'a gateway that refuses marks (%s) gets the conversation as it was, from then on at once',
	async (words, status) => {
		const respond = refusing(words, (body) => body.includes('cache_control'), status);
		const { items, requests, hints } = await runChat(respond, {
			parameters: { ...caching('1h'), throughput: { maxConcurrency: 1 } },
			...twoItems,
		});
		expect(items.map(({ json }) => json.text)).toEqual(['Fine', 'Fine']);
		expect(requests).toHaveLength(3);
		for (const { body } of requests.slice(1)) expect((body as Json).messages).toEqual(values);
		expect(hints.join(' ')).toContain('does not take cache_control');
	},
);

test('a gateway that knows five minutes alone is asked for these', async () => {
	const words = 'messages.1.content.0.cache_control.ephemeral.ttl: Extra inputs are not permitted';
	const { requests, hints } = await runChat(
		refusing(words, (body) => body.includes('ttl')),
		{ parameters: caching('1h') },
	);
	expect(requests.map(({ body }) => (body as Json).messages)).toEqual([
		marked(hour),
		marked(minutes),
	]);
	expect(hints.join(' ')).toContain('asks it for five minutes');
});

test('a gateway that takes marks again gets them again', async () => {
	let refuses = true;
	const words = 'cache_control: Extra inputs are not permitted';
	const gateway = await openGateway(
		refusing(words, (body) => refuses && body.includes('cache_control')),
	);
	const ask = async (count: number) =>
		await runChatAt(gateway, {
			parameters: caching('5m', { stream: false }),
			items: Array.from({ length: count }, (_, number) => ({ number })),
		});
	await ask(3);
	refuses = false;
	const { requests } = await ask(60);
	const marks = requests.filter(({ body }) => JSON.stringify(body).includes('cache_control'));
	expect(marks.length).toBeGreaterThan(0);
});

test('a model that is only on /v1/responses gets its texts without marks', async () => {
	const only = 'This model is only supported in v1/responses and not in v1/chat/completions';
	const output = [
		{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Fine' }] },
	];
	const { items, requests } = await runChat(
		(request, response) =>
			request.path === '/v1/responses'
				? sendJson(response, { object: 'response', status: 'completed', output })
				: sendJson(response, { error: { message: only } }, 404),
		{ parameters: caching('1h') },
	);
	expect(items[0]?.json.text).toBe('Fine');
	expect(requests.at(-1)?.body.input).toEqual(values);
});
