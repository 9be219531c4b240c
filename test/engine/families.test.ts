import type { IDataObject } from 'n8n-workflow';
import { runChat } from '../support/chat';
import { always, completion } from '../support/gateway';
import { runOperation } from '../support/operation';

/** What AIGC2D's page for ERNIE lists, and the models on OpenAI's page, which take everything. */

const named = (value: string) => ({ __rl: true, mode: 'id', value });
const respond = always(completion('Hi'));
const messages = [{ role: 'user', content: 'Hello' }];

const chat = async (model: string, options: IDataObject = {}, more: IDataObject = {}) =>
	await runChat(respond, { parameters: { model: named(model), options, ...more } });

test.each(['ernie-bot', 'ernie-bot-4', 'ERNIE-Bot-turbo'])(
	'%s gets what its page lists and nothing else, and nobody is bothered about defaults',
	async (model) => {
		const { requests, items, hints } = await chat(model, {
			temperature: 0.5,
			topP: 0.9,
			user: 'u-1',
		});
		expect(requests[0]?.body).toEqual({
			model,
			messages,
			temperature: 0.5,
			top_p: 0.9,
			user: 'u-1',
		});
		expect(items[0]?.json).toMatchObject({ text: 'Hi', usage: { total_tokens: 21 } });
		expect(hints).toHaveLength(1);
	},
);

test('what the user had set is named once in a hint', async () => {
	const { requests, hints } = await runChat(respond, {
		parameters: {
			model: named('ernie-bot'),
			maxTokens: 100,
			options: { seed: 7, presencePenalty: 1, responseFormat: 'text' },
		},
		items: [{}, {}, {}],
	});
	expect(requests.map(({ body }) => body)).toEqual(Array(3).fill({ model: 'ernie-bot', messages }));
	expect(hints.slice(1)).toEqual([
		'AIGC2D does not document Max Tokens, Presence Penalty, Response Format and Seed for ERNIE models; the node left them out. To send it all the same, use the option Extra Body (JSON).',
	]);
});

test('the user can insist, and can ask for a stream', async () => {
	const insisted = await chat('ernie-bot', { seed: 7, extraBody: '{"seed": 8, "max_tokens": 5}' });
	expect(insisted.requests[0]?.body).toEqual({
		model: 'ernie-bot',
		messages,
		seed: 8,
		max_tokens: 5,
	});
	expect(insisted.hints).toHaveLength(1);
	const streamed = await chat('ernie-bot', { stream: true });
	expect(streamed.requests[0]?.body).toMatchObject({ stream: true });
});

test.each(['spark-v3.0', 'claude-2', 'gpt-4o', 'my-ernie'])(
	'%s takes everything',
	async (model) => {
		const { requests, hints } = await chat(model, { seed: 7 });
		expect(requests[0]?.body).toMatchObject({ model, max_tokens: 2048, seed: 7, stream: true });
		expect(hints).toHaveLength(1);
	},
);

test('text operations fit their requests as well', async () => {
	const { requests, hints, items } = await runOperation(respond, 'text.summarize', {
		model: named('ernie-bot-4'),
		text: 'A story.',
		options: { seed: 7 },
	});
	expect(Object.keys(requests[0]?.body)).toEqual(['model', 'messages']);
	expect(items[0]?.json.text).toBe('Hi');
	expect(hints.slice(1)).toEqual([
		expect.stringMatching(/^AIGC2D does not document Seed for ERNIE/),
	]);
});
