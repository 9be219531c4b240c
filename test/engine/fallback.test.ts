import type { IDataObject } from 'n8n-workflow';
import { byModel, modelOf, modelsOf, refuses, says } from '../support/byModel';
import { everythingIn, key, openGateway, runChat, runChatAt, type ChatSetup } from '../support/chat';
import { completion, type Responder } from '../support/gateway';
import { answer, beginStream, chunksOf, cutAfter, event } from '../support/stream';
import { perTicket, tickets } from '../support/tickets';

/* Fallback Models of Chat → Message a Model. */

const missing = refuses(404, 'No such model', { code: 'model_not_found' });
const broken = refuses(500, 'It broke');
const ofModel = refuses(402, 'The quota for the model is used up');
/** A filter that lets something through before it acts, for which the gateway charges. */
const filtered: Responder = (request, response) =>
	answer(
		request,
		response,
		completion('I wo', {
			choices: [
				{
					index: 0,
					message: { role: 'assistant', content: 'I wo' },
					finish_reason: 'content_filter',
				},
			],
		}),
	);

const first = (fallbackModels: unknown, options: IDataObject = {}): IDataObject => ({
	model: modelOf('a'),
	options: { fallbackModels, ...options } as IDataObject,
});
const run = async (
	models: { [model: string]: Responder },
	parameters: IDataObject,
	setup: ChatSetup = {},
) =>
	await runChat(byModel(models), { onError: 'continueRegularOutput', ...setup, parameters });

test('the third model answers, and the item says how the first two failed', async () => {
	const { items, requests, hints } = await run(
		{ a: missing, b: ofModel, c: says('Yes') },
		first(['b', 'c']),
	);
	expect(modelsOf(requests)).toEqual(['a', 'b', 'c']);
	expect(items[0]?.json).toMatchObject({
		text: 'Yes',
		usage: { total_tokens: 21 },
		request: {
			sent: 3,
			attempts: 3,
			fallbacks: [
				{ model: 'a', kind: 'notFound', message: 'No such model' },
				{ model: 'b', kind: 'quota', message: 'The quota for the model is used up' },
			],
		},
	});
	expect(hints[0]).toContain('1 by fallback models');
});

test('where the first one answers, nothing is said of others', async () => {
	const { items, requests } = await run({ a: says('Yes') }, first(['b']));
	expect(modelsOf(requests)).toEqual(['a']);
	expect(items[0]?.json.request).not.toHaveProperty('fallbacks');
});

test('when all fail, the item has the first failure, and the others beside it', async () => {
	const { items } = await run({ a: broken, b: filtered, c: missing }, first(['b', 'c']));
	expect(items[0]?.json).toMatchObject({
		message: 'It broke [Item 0]',
		error: {
			kind: 'server',
			status: 500,
			attempts: 3,
			text: 'I wo',
			usage: { total_tokens: 21 },
			fallbacks: [
				{ model: 'b', kind: 'contentFilter', message: expect.any(String) },
				{ model: 'c', kind: 'notFound', message: 'No such model' },
			],
		},
	});
});

test('under Stop, the error says which others were asked', async () => {
	const { error } = await run({ a: broken, b: missing }, first(['b']), {
		onError: 'stopWorkflow',
	});
	expect(error.message).toBe('It broke [Item 0]');
	expect(error.description).toContain('Also asked: b (No such model).');
});

test.each<[string, Responder, string]>([
	['the key is refused', refuses(401, 'Invalid API key'), 'auth'],
	['the balance is used up', refuses(402, 'Insufficient balance'), 'quota'],
	['the request is refused', refuses(400, 'Bad temperature'), 'badRequest'],
])('nobody else is asked when %s', async (_what, respond, kind) => {
	const { items, requests } = await run({ a: respond }, first(['b']));
	expect(modelsOf(requests)).toEqual(['a']);
	expect(items[0]?.json.error).toMatchObject({ kind });
	expect(items[0]?.json.error).not.toHaveProperty('fallbacks');
});

test.each([
	['is not asked again elsewhere', {}, ['a']],
	['is, with Retry Timeouts', { retryTimeouts: true }, ['a', 'b']],
])('what our own clock ended %s', async (_what, more, asked) => {
	const { requests } = await run(
		{ a: () => {}, b: says('Yes') },
		{ ...first(['b']), throughput: { maxAttempts: 1, totalTimeout: 0.2, ...more } },
	);
	expect(modelsOf(requests)).toEqual(asked);
});

test('usage and cost are those of both models where both charged', async () => {
	const { items } = await run({ a: filtered, b: says('Yes') }, first(['b']), {
		credential: {
			prices: 'table',
			currency: 'CNY',
			priceTable: JSON.stringify({ a: { in: 1_000, out: 0 }, b: { in: 0, out: 1_000 } }),
		},
	});
	expect(items[0]?.json).toMatchObject({
		usage: { prompt_tokens: 18, completion_tokens: 24, total_tokens: 42 },
		cost: { amount: 0.021, unit: 'CNY' },
	});
});

test('without Simplify the body has the usage of both as well', async () => {
	const { items } = await run({ a: filtered, b: says('Yes') }, { ...first(['b']), simplify: false });
	expect(items[0]?.json).toMatchObject({ usage: { total_tokens: 42 }, id: 'chatcmpl-1' });
});

test('the request is made anew for each model: marks of the cache, stream and the rest', async () => {
	const { requests } = await run(
		{ 'claude-a': broken, 'ernie-b': broken, c: says('Yes') },
		{
			...first(['ernie-b', 'c'], { promptCaching: '5m', temperature: 0.5 }),
			model: modelOf('claude-a'),
		},
	);
	const [claude, ernie, other] = requests.map(({ body }) => body);
	expect(claude.messages[0].content[0].cache_control).toEqual({ type: 'ephemeral' });
	expect(ernie).toEqual({
		model: 'ernie-b',
		messages: [{ role: 'user', content: 'Hello' }],
		temperature: 0.5,
		...(ernie.max_tokens === undefined ? {} : { max_tokens: ernie.max_tokens }),
	});
	expect(other).toMatchObject({ model: 'c', stream: true, stream_options: { include_usage: true } });
	expect(other.messages).toEqual(ernie.messages);
});

test('an answer that is cut off is continued by the model that began it', async () => {
	let parts = 0;
	const cut: Responder = (request, response) =>
		answer(
			request,
			response,
			completion(`part ${++parts} `, {
				choices: [
					{
						index: 0,
						message: { role: 'assistant', content: `part ${parts} ` },
						finish_reason: parts < 3 ? 'length' : 'stop',
					},
				],
			}),
		);
	const { items, requests } = await run(
		{ a: missing, b: cut },
		first(['b'], { onTruncation: 'continue' }),
	);
	expect(modelsOf(requests)).toEqual(['a', 'b', 'b', 'b']);
	expect(items[0]?.json).toMatchObject({
		text: 'part 1 part 2 part 3 ',
		request: { fallbacks: [{ model: 'a', kind: 'notFound' }] },
	});
});

test('a model that breaks in the middle of a continued answer is followed by the next one', async () => {
	const cut = completion('Half ', {
		choices: [
			{ index: 0, message: { role: 'assistant', content: 'Half ' }, finish_reason: 'length' },
		],
	});
	let asked = 0;
	const once: Responder = (request, response, position) =>
		asked++ === 0 ? answer(request, response, cut) : broken(request, response, position);
	const continued = first(['b'], { onTruncation: 'continue' });
	const { items, requests } = await run({ a: once, b: says('and half') }, continued);
	expect(modelsOf(requests)).toEqual(['a', 'a', 'b']);
	expect(requests[2]?.body.messages.at(-2)).toEqual({ role: 'assistant', content: 'Half ' });
	expect(items[0]?.json).toMatchObject({ text: 'Half and half', usage: { total_tokens: 42 } });

	// Where a caller has the first half, its voice must not change in the middle.
	asked = 0;
	const heard = await run({ a: once }, continued, { onChunk: () => {} });
	expect(modelsOf(heard.requests)).toEqual(['a', 'a']);
	expect(heard.items[0]?.json.error).toMatchObject({ kind: 'server', text: 'Half ' });
});

test('words of a model that failed have no key in them', async () => {
	const quotes = refuses(500, `It broke for ${key}`);
	const answered = await run({ a: quotes, b: says('Yes') }, first(['b']));
	const failed = await run({ a: broken, b: quotes }, first(['b']));
	const stopped = await run({ a: broken, b: quotes }, first(['b']), { onError: 'stopWorkflow' });
	expect(answered.items[0]?.json.request).toMatchObject({
		fallbacks: [{ message: expect.stringMatching(/^It broke for /) }],
	});
	expect(everythingIn([answered.items, failed.items, stopped.error])).not.toContain(key);
});

test('items of a model that is there are not held up by those whose model is not', async () => {
	const { items, requests } = await run(
		{ a: says('From a'), gone: missing, b: says('From b') },
		{
			...first(['b']),
			model: modelOf('={{ $json.model }}'),
			throughput: { maxAttempts: 1, maxConcurrency: 2 },
		},
		{ items: ['gone', 'a', 'gone', 'a', 'gone'].map((model) => ({ model })) },
	);
	expect(items.map(({ json }) => json.text)).toEqual([
		'From b',
		'From a',
		'From b',
		'From a',
		'From b',
	]);
	expect(requests).toHaveLength(8);
});

/** Streams a little, and breaks off. */
const breaksOff: Responder = (_request, response) => {
	beginStream(response);
	cutAfter(response, chunksOf(completion('Good morning')).slice(0, 3).map(event).join(''));
};

test('once text was passed on to a caller, nobody else is asked', async () => {
	const { requests, items } = await run({ a: breaksOff, b: says('Yes') }, first(['b']), {
		onChunk: () => {},
	});
	expect(modelsOf(requests)).toEqual(['a']);
	expect(items[0]?.json.error).toMatchObject({ kind: 'network' });
});

test('without a caller, an answer that broke off is given by the next model', async () => {
	const { requests, items } = await run({ a: breaksOff, b: says('Yes') }, first(['b']));
	expect(modelsOf(requests)).toEqual(['a', 'b']);
	expect(items[0]?.json).toMatchObject({ text: 'Yes', request: { fallbacks: [{ model: 'a' }] } });
});

test('a caller hears the model that answers', async () => {
	const said: string[] = [];
	await run({ a: broken, b: says('Good morning') }, first(['b']), {
		onChunk: ({ type, content }) => void (type === 'item' && said.push(content ?? '')),
	});
	expect(said.join('')).toBe('Good morning');
});

test('each item begins with the first model again', async () => {
	let asked = 0;
	const once: Responder = (request, response, position) =>
		asked++ === 0 ? broken(request, response, position) : says('From a')(request, response, 0);
	const { items } = await run({ a: once, b: says('From b') }, first(['b']), {
		items: [{}, {}, {}],
	});
	expect(items.map(({ json }) => json.text).sort()).toEqual(['From a', 'From a', 'From b']);
});

test('identical items share the answer of the fallback model', async () => {
	const { items, requests } = await run(
		{ a: missing, b: says('Yes') },
		{ ...first(['b']), throughput: { maxAttempts: 1, deduplicate: true } },
		{ items: [{}, {}, {}, {}] },
	);
	expect(modelsOf(requests)).toEqual(['a', 'b']);
	const all = items.map(({ json }) => json.request as IDataObject);
	expect(all.map(({ fallbacks }) => fallbacks)).toEqual(
		Array(4).fill([{ model: 'a', kind: 'notFound', message: 'No such model' }]),
	);
	expect(all.filter(({ shared }) => shared === true)).toHaveLength(3);
});

test('the next try of Retry On Fail buys nothing again, also not of the model that failed before', async () => {
	let isSecondTry = false;
	const gateway = await openGateway((request, response, position) => {
		const { model, messages } = request.body;
		const isFirst = messages[0].content === 'Ticket 0';
		if (isSecondTry || (isFirst && model === 'b'))
			return says(`From ${model}`)(request, response, position);
		isSecondTry = !isFirst && model === 'b';
		return broken(request, response, position);
	});
	const { status, items } = await runChatAt(gateway, {
		items: tickets(2),
		retryOnFail: true,
		parameters: {
			...perTicket,
			...first(['b']),
			throughput: { maxAttempts: 1, maxConcurrency: 1 },
		},
	});
	expect(status).toBe('success');
	expect(items.map(({ json }) => json.text)).toEqual(['From b', 'From a']);
	const ofFirst = gateway.requests.filter(({ body }) => body.messages[0].content === 'Ticket 0');
	expect(modelsOf(ofFirst)).toEqual(['a', 'b']);
});

test('a token budget counts what both models used', async () => {
	const { items } = await run(
		{ a: filtered, b: says('Yes') },
		{
			...first(['b']),
			...perTicket,
			maxTokens: 15,
			throughput: { maxAttempts: 1, maxConcurrency: 1, tokenBudget: 80 },
		},
		{ items: tickets(3) },
	);
	expect(items.map(({ json }) => json.text ?? (json.error as IDataObject).kind)).toEqual([
		'Yes',
		'budget',
		'budget',
	]);
});

test('a model that no longer fits into the budget ends the item, with what failed before', async () => {
	const { items } = await run(
		{ a: filtered },
		{ ...first(['b']), maxTokens: 15, throughput: { maxAttempts: 1, tokenBudget: 50 } },
	);
	expect(items[0]?.json.error).toMatchObject({
		kind: 'budget',
		text: 'I wo',
		usage: { total_tokens: 21 },
		fallbacks: [{ model: 'a', kind: 'contentFilter' }],
	});
});

test('a cost budget is kept over both models', async () => {
	const priceTable = JSON.stringify({ a: { in: 0, out: 100 }, b: { in: 0, out: 1_000 } });
	const { items, requests } = await run(
		{ a: filtered, b: says('Yes') },
		{ ...first(['b']), maxTokens: 100, throughput: { maxAttempts: 1, costBudget: 0.05 } },
		{ credential: { prices: 'table', currency: 'CNY', priceTable } },
	);
	expect(modelsOf(requests)).toEqual(['a']);
	expect(items[0]?.json.error).toMatchObject({
		kind: 'budget',
		cost: { amount: 0.0012, unit: 'CNY' },
		fallbacks: [{ model: 'a', kind: 'contentFilter' }],
	});
});

test('Stop ends an item between two models', async () => {
	let stop = () => {};
	const stops: Responder = (request, response, position) => {
		stop();
		return broken(request, response, position);
	};
	const { requests } = await run({ a: stops, b: says('Yes') }, first(['b']), {
		onStart: (cancel) => (stop = cancel),
	});
	expect(modelsOf(requests)).toEqual(['a']);
});

describe('The names', () => {
	test.each<[string, unknown, string[]]>([
		['a list of an expression', ['b', 'c'], ['b', 'c']],
		['text with commas', ' b , c', ['b', 'c']],
		['another letter case, which is another model', 'A,c', ['A', 'c']],
		['an empty list, which stands for none', [], []],
	])('may be %s', async (_what, value, asked) => {
		const { items, requests } = await run(
			{ a: missing, A: missing, b: missing, c: missing },
			first('={{ $json.models }}'),
			{ items: [{ models: value } as IDataObject] },
		);
		expect(modelsOf(requests)).toEqual(['a', ...asked]);
		expect(items[0]?.json.error).toMatchObject({ kind: 'notFound' });
	});

	test('may be a list in one row of several', async () => {
		const { requests } = await run({ a: missing, b: missing, c: missing }, first(['={{ ["b"] }}', 'c']));
		expect(modelsOf(requests)).toEqual(['a', 'b', 'c']);
	});

	test.each<[string, unknown, RegExp]>([
		['the chosen model', 'a', /^Fallback Models names "a", which is the model that is asked first/],
		['the same twice', 'b, c ,b', /^Fallback Models names "b" twice/],
		['an empty name', 'b,,c', /^Fallback Models has no name in place 2 of 3/],
		['an empty row', ['b', ' '], /^Fallback Models has no name in place 2 of 2/],
		['null in a list', [null], /^Fallback Models has no name in place 1 of 1/],
		['a number', 4, /^Fallback Models must be names of models, but one of them is 4/],
		['an object', [{ id: 'b' }], /^Fallback Models must be names .* is \{"id":"b"\}/],
		['null', null, /^Fallback Models is empty: its expression .* gives null for this item/],
		['nothing', '', /^Fallback Models is empty: its expression .* gives an empty text/],
	])('are told where they are %s, and nothing is sent', async (_what, value, sentence) => {
		const { items, requests } = await run({ a: says('Yes') }, first('={{ $json.models }}'), {
			items: [{ models: 'b' }, { models: value } as IDataObject],
		});
		expect(modelsOf(requests)).toEqual(['a']);
		expect(items[1]?.json).toMatchObject({
			message: expect.stringMatching(sentence),
			error: { kind: 'input', field: 'Fallback Models' },
		});
		expect(items[1]?.json.message).toMatch(/ \[Item 1\]$/);
	});
});
