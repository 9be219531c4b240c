import type { IDataObject } from 'n8n-workflow';
import { key } from '../../support/chat';
import { always, type Responder } from '../../support/gateway';
import { runOperation } from '../../support/operation';

const model = { __rl: true, mode: 'id', value: 'claude-2' };
const answer = {
	type: 'completion',
	id: 'compl_1',
	completion: ' Because of the air.',
	stop_reason: 'stop_sequence',
	model: 'claude-2.1',
};

const run = (
	parameters: IDataObject = {},
	respond: Responder = always(answer),
	items?: IDataObject[],
) =>
	runOperation(
		respond,
		'claude.complete',
		{ model, prompt: 'Why is the sky blue?', ...parameters },
		{ items, onError: 'continueRegularOutput' },
	);

const plain = {
	model: 'claude-2',
	prompt: '\n\nHuman: Why is the sky blue?\n\nAssistant:',
	max_tokens_to_sample: 2048,
};

test('a question is sent as AIGC2D documents it', async () => {
	const { items, requests } = await run();
	expect(requests).toHaveLength(1);
	const { method, path, headers, body } = requests[0]!;
	expect({ method, path, body }).toEqual({ method: 'POST', path: '/v1/complete', body: plain });
	expect(headers).toMatchObject({
		'x-api-key': key,
		'anthropic-version': '2023-06-01',
		accept: 'application/json',
		'content-type': 'application/json',
	});
	expect(headers.authorization).toBeUndefined();
	expect(items[0]).toEqual({
		json: {
			text: ' Because of the air.',
			finish_reason: 'stop',
			stop_reason: 'stop_sequence',
			truncated: false,
			model: 'claude-2.1',
			id: 'compl_1',
			usage: null,
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

test.each([
	['\n\nHuman: Hi\n\nAssistant:', '\n\nHuman: Hi\n\nAssistant:'],
	['Human: Hi', '\n\nHuman: Hi\n\nAssistant:'],
	[
		'\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: More',
		'\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: More\n\nAssistant:',
	],
	['\n\nHuman: A poem\n\nAssistant: Roses are', '\n\nHuman: A poem\n\nAssistant: Roses are'],
	['Tell me about Human: rights', '\n\nHuman: Tell me about Human: rights\n\nAssistant:'],
])('the prompt %j is sent as %j', async (prompt, sent) => {
	const { requests } = await run({ prompt: '={{ $json.prompt }}' }, undefined, [{ prompt }]);
	expect(requests[0]?.body.prompt).toBe(sent);
});

test('every option is sent', async () => {
	const { requests } = await run({
		maxTokens: 50,
		options: {
			temperature: 0.2,
			topP: 0.5,
			topK: 7,
			stop: ['END'],
			user: 'u-1',
			path: '/claude/v1/complete',
			extraBody: '{"x": 1}',
		},
	});
	expect(requests[0]?.path).toBe('/claude/v1/complete');
	expect(requests[0]?.body).toEqual({
		...plain,
		max_tokens_to_sample: 50,
		temperature: 0.2,
		top_p: 0.5,
		top_k: 7,
		stop_sequences: ['END'],
		metadata: { user_id: 'u-1' },
		x: 1,
	});
});

test('without Simplify the answer comes as it was sent', async () => {
	const { items } = await run({ simplify: false });
	expect(items[0]?.json).toEqual({ ...answer, usage: null, request: expect.any(Object) });
});

test('an answer that is cut says so', async () => {
	const { items } = await run({}, always({ ...answer, stop_reason: 'max_tokens' }));
	expect(items[0]?.json).toMatchObject({ truncated: true, finish_reason: 'length' });
});

test.each<[string, unknown, number, object]>([
	[
		'a refusal',
		{ type: 'error', error: { type: 'invalid_request_error', message: 'No' } },
		400,
		{ kind: 'badRequest', status: 400 },
	],
	[
		'a failure under status 200',
		{ error: { message: 'No', type: 'invalid_request_error', code: 'invalid_request' } },
		200,
		{ kind: 'badRequest' },
	],
	['no text', { type: 'completion' }, 200, { kind: 'malformed' }],
	[
		'a cut without a word',
		{ ...answer, completion: '', stop_reason: 'max_tokens' },
		200,
		{ kind: 'truncated' },
	],
])('%s fails the item', async (_what, body, status, error) => {
	const { items } = await run({}, always(body, status));
	expect(items[0]?.json.error).toMatchObject(error);
});

test.each<[IDataObject, string]>([
	[{ prompt: ' ' }, 'Prompt is empty'],
	[{ maxTokens: 0 }, 'Max Tokens must be a whole number of 1 or more, but is 0'],
	[{ options: { path: '/v1/..' } }, 'Path must not contain two dots (..), but is "/v1/.."'],
	[{ options: { extraBody: '{"stream": true}' } }, 'Extra Body (JSON) cannot set "stream"'],
])('%j is refused with a sentence, and nothing is sent', async (parameters, message) => {
	const { items, requests } = await run(parameters);
	expect(requests).toEqual([]);
	expect(items[0]?.json).toMatchObject({
		message: `${message} [Item 0]`,
		error: { kind: 'input' },
	});
});
