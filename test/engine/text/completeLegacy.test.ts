import type { IDataObject } from 'n8n-workflow';
import { key } from '../../support/chat';
import { always, sendJson, type Received, type Responder } from '../../support/gateway';
import { runOperation } from '../../support/operation';

const usage = { prompt_tokens: 4, completion_tokens: 6, total_tokens: 10 };
const choice = (text: unknown, more: object = {}) => ({
	text,
	index: 0,
	logprobs: null,
	finish_reason: 'stop',
	...more,
});
const answer = (choices: unknown[], more: object = {}) => ({
	id: 'cmpl-1',
	object: 'text_completion',
	created: 1677652288,
	model: 'gpt-3.5-turbo-instruct:20230824-v2',
	choices,
	usage,
	...more,
});
const spent = {
	sent: 1,
	attempts: 1,
	refused: 0,
	duration_ms: expect.any(Number),
	host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
};
const byId = { __rl: true, mode: 'id', value: 'gpt-3.5-turbo-instruct' };
const run = (respond: Responder, parameters: IDataObject = {}, items: IDataObject[] = [{}]) =>
	runOperation(
		respond,
		'text.complete',
		{ model: byId, prompt: 'Once upon', ...parameters },
		{ items, onError: 'continueRegularOutput' },
	);
async function outputOf(body: unknown, parameters: IDataObject = {}): Promise<IDataObject> {
	const { items } = await run(always(body), parameters);
	expect(items).toHaveLength(1);
	expect(items[0]?.pairedItem).toEqual({ item: 0 });
	return items[0]?.json as IDataObject;
}

const options = {
	suffix: 'The end.',
	temperature: 0.5,
	topP: 0.9,
	n: 2,
	logprobs: 3,
	echo: true,
	stop: ['END'],
	presencePenalty: 0.1,
	frequencyPenalty: 0.2,
	bestOf: 4,
	logitBias: '{"50256": -100}',
	user: 'customer-42',
	extraBody: '{"top_k": 40}',
};
const wire = {
	model: 'gpt-3.5-turbo-instruct',
	prompt: 'Once upon',
	max_tokens: 99,
	suffix: 'The end.',
	temperature: 0.5,
	top_p: 0.9,
	n: 2,
	logprobs: 3,
	echo: true,
	stop: ['END'],
	presence_penalty: 0.1,
	frequency_penalty: 0.2,
	best_of: 4,
	logit_bias: { '50256': -100 },
	user: 'customer-42',
	top_k: 40,
};

test('the request has the prompt and the default limit, and nothing that was not added', async () => {
	const { requests } = await run(always(answer([choice('a time')])));
	expect(requests).toHaveLength(1);
	const [{ method, path, headers, body }] = requests as [Received];
	expect({ method, path, body }).toEqual({
		method: 'POST',
		path: '/v1/completions',
		body: { model: 'gpt-3.5-turbo-instruct', prompt: 'Once upon', max_tokens: 2048 },
	});
	expect(headers).toMatchObject({
		authorization: `Bearer ${key}`,
		'content-type': 'application/json',
	});
});

test('the request has every field that was added', async () => {
	const { requests } = await run(always(answer([choice('a time')])), { maxTokens: 99, options });
	expect(requests.map(({ body }) => body)).toEqual([wire]);
});

test('the request has every field that is filled by an expression', async () => {
	const fields = Object.keys(options).map((name) => [name, `={{ $json.options.${name} }}`]);
	const { requests, items } = await run(
		always(answer([choice('a time')])),
		{
			model: { ...byId, value: '={{ $json.model }}' },
			prompt: '={{ $json.prompt }}',
			maxTokens: '={{ $json.maxTokens }}',
			simplify: '={{ $json.simplify }}',
			options: Object.fromEntries(fields),
		},
		[
			{
				model: byId.value,
				prompt: 'Once upon',
				maxTokens: '99',
				simplify: 'false',
				options: {
					...options,
					stop: 'END',
					logitBias: { '50256': -100 },
					extraBody: { top_k: 40 },
				},
			},
		],
	);
	expect(requests.map(({ body }) => body)).toEqual([wire]);
	expect(items[0]?.json.object).toBe('text_completion');
});

test('no limit is sent when Max Tokens is 0', async () => {
	const { requests } = await run(always(answer([choice('a time')])), { maxTokens: 0 });
	expect(requests[0]?.body).toEqual({ model: byId.value, prompt: 'Once upon' });
});

test('simplified, an item has the text and the facts about it, and nothing else', async () => {
	expect(await outputOf(answer([choice(' a time')]))).toEqual({
		text: ' a time',
		finish_reason: 'stop',
		truncated: false,
		model: 'gpt-3.5-turbo-instruct:20230824-v2',
		id: 'cmpl-1',
		usage,
		request: spent,
	});
});

test('not simplified, an item is the body as it was sent', async () => {
	const body = answer([choice(' a time')], { system_fingerprint: 'fp' });
	expect(await outputOf(body, { simplify: false })).toEqual({ ...body, request: spent });
});

test('what the gateway does not say is null', async () => {
	expect(await outputOf({ choices: [{ text: 'a' }] })).toEqual({
		text: 'a',
		finish_reason: null,
		truncated: false,
		model: null,
		id: null,
		usage: null,
		request: spent,
	});
});

test('several texts and their probabilities come as choices', async () => {
	const logprobs = { tokens: [' a'], token_logprobs: [-0.1] };
	const choices = [choice('a', { logprobs }), choice('b', { index: 1, finish_reason: 'length' })];
	expect(await outputOf(answer(choices))).toMatchObject({
		text: 'a',
		logprobs,
		truncated: false,
		choices: [
			{ index: 0, text: 'a', finish_reason: 'stop', truncated: false, logprobs },
			{ index: 1, text: 'b', finish_reason: 'length', truncated: true },
		],
	});
});

test('a text that was cut says so', async () => {
	const output = await outputOf(answer([choice(' a ti', { finish_reason: 'length' })]));
	expect(output).toMatchObject({ text: ' a ti', truncated: true, finish_reason: 'length' });
});

test('the note about it names no option that is not there', async () => {
	const { hints } = await run(always(answer([choice(' a ti', { finish_reason: 'length' })])));
	expect(hints[1]).toBe('1 answer reached Max Tokens and is cut off. Raise Max Tokens.');
});

const cutMessage = 'The answer was cut off before its first word: Max Tokens was used up [Item 0]';

test.each([
	[
		'cut before its first word',
		answer([choice('', { finish_reason: 'length' })]),
		'truncated',
		cutMessage,
	],
	[
		'withheld',
		answer([choice('', { finish_reason: 'content_filter' })]),
		'contentFilter',
		'The answer was withheld by a content filter [Item 0]',
	],
	['missing', answer([]), 'malformed', 'The gateway answered without a text [Item 0]'],
])('a text that is %s is a failed item with its usage', async (_what, body, kind, message) => {
	const output = await outputOf(body);
	expect(Object.keys(output).sort()).toEqual(['error', 'message']);
	expect(output.message).toBe(message);
	expect(output.error).toMatchObject({ kind, status: 200, usage });
});

test.each([
	[
		'in JSON',
		400,
		{ error: { message: 'No such thing', code: 'bad' } },
		'badRequest',
		'No such thing',
	],
	['under status 200', 200, { error: { message: 'No such thing' } }, 'server', 'No such thing'],
	['for the key', 401, { error: { message: 'Wrong key' } }, 'auth', 'Wrong key'],
])(
	'a refusal %s is a failed item in the words of the gateway',
	async (_how, status, body, kind, words) => {
		const { items } = await run(always(body, status));
		expect(items[0]?.json).toMatchObject({ message: `${words} [Item 0]`, error: { kind, status } });
	},
);

test('several items are asked one by one, and are paired with their input', async () => {
	const { items, requests } = await run(
		({ body }, response) =>
			body.prompt === 'p1'
				? sendJson(response, { error: { message: 'Not this' } }, 400)
				: sendJson(response, answer([choice(`after ${body.prompt}`)])),
		{ prompt: '={{ $json.prompt }}' },
		[{ prompt: 'p0' }, { prompt: 'p1' }, { prompt: 'p2' }],
	);
	expect(requests).toHaveLength(3);
	expect(items.map(({ json, pairedItem }) => [json.text ?? json.message, pairedItem])).toEqual([
		['after p0', { item: 0 }],
		['Not this [Item 1]', { item: 1 }],
		['after p2', { item: 2 }],
	]);
});

describe('bad input', () => {
	const bad: Array<[string, IDataObject, string, string]> = [
		[
			'an empty prompt',
			{ prompt: '={{ "" }}' },
			'Prompt is empty: its expression gives nothing for this item',
			'Look at the result below the field. Enter a text, or an expression that gives one.',
		],
		[
			'a prompt that is an object',
			{ prompt: '={{ ({ a: 1 }) }}' },
			'Prompt must be text, but is {"a":1}',
			'Enter a text, or an expression that gives one.',
		],
		[
			'no model',
			{ model: { ...byId, value: '={{ $json.model }}' } },
			'Model is empty: its expression gives nothing for this item',
			'Look at the result below the field. Pick a model from the list, or enter its ID.',
		],
		[
			'a negative limit',
			{ maxTokens: -1 },
			'Max Tokens must be a whole number of 0 or more, but is -1',
			'Enter a whole number of 0 or more.',
		],
		[
			'an odd switch',
			{ simplify: 'maybe' },
			'Simplify must be true or false, but is "maybe"',
			'Switch it on or off.',
		],
		[
			'an empty suffix',
			{ options: { suffix: '' } },
			'Suffix is empty',
			'Enter a text, or an expression that gives one. Or remove the field.',
		],
		[
			'too many probabilities',
			{ options: { logprobs: 6 } },
			'Log Probabilities must be a whole number from 0 to 5, but is 6',
			'Enter a whole number from 0 to 5.',
		],
		[
			'an echo that is a word',
			{ options: { echo: 'yes' } },
			'Echo must be true or false, but is "yes"',
			'Switch it on or off.',
		],
		[
			'the best of none',
			{ options: { bestOf: 0 } },
			'Best Of must be a whole number from 1 to 20, but is 0',
			'Enter a whole number from 1 to 20.',
		],
		[
			'the best of fewer than wanted',
			{ options: { n: 3, bestOf: 2 } },
			'Best Of must not be less than Number of Answers, but is 2 for 3 answers',
			'Raise Best Of, or lower Number of Answers.',
		],
		[
			'a temperature too high',
			{ options: { temperature: 3 } },
			'Randomness (Temperature) must be a number from 0 to 2, but is 3',
			'Enter a number from 0 to 2.',
		],
		[
			'a stream',
			{ options: { extraBody: { stream: true } } },
			'Extra Body (JSON) cannot set "stream"',
			'Remove that property: the node sets it where it is needed.',
		],
		[
			'an extra body that is a list',
			{ options: { extraBody: '[]' } },
			'Extra Body (JSON) must be a JSON object, but is []',
			'Enter an object such as {"top_k": 40}',
		],
	];
	test.each(bad)(
		'%s is a sentence, and nothing is sent',
		async (_what, parameters, message, remedy) => {
			const { items, requests } = await run(always(answer([choice('a')])), parameters);
			expect(requests).toEqual([]);
			expect(items[0]?.json).toMatchObject({
				message: `${message} [Item 0]`,
				error: { kind: 'input', description: remedy },
			});
		},
	);
});

test('a text that comes as the message of a chat is read', async () => {
	const output = await outputOf(answer([{ message: { content: 'a' }, finish_reason: 'stop' }]));
	expect(output).toMatchObject({ text: 'a', truncated: false, usage });
});
