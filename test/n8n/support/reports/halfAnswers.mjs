import assert from 'node:assert/strict';
import { inTurn, text } from './answers.mjs';

/** Half answers that passed as complete; thoughts in results, for which each member was paid anew. */

const toGerman = { targetLanguage: { __rl: true, mode: 'id', value: 'de' } };
const thinking = (said) => text(`<think>They want it short. {"a": 1}</think>\n${said}`);

/** @type {import('./compose.mjs').Report[]} */
export const halfAnswers = [
	{
		kind: 1,
		reported: 'Chat: the answer ends with `max_tokens`, which is the word of Claude',
		seen: '`truncated` is true',
		answer: text('Half', 'max_tokens'),
		check: ({ json }) => assert.deepEqual([json.text, json.truncated], ['Half', true]),
	},
	{
		kind: 1,
		reported: 'Chat with On Truncation set to Fail: it ends with `MAX_TOKENS`',
		seen: 'the item fails as `truncated`, and keeps its text',
		parameters: { options: { onTruncation: 'error' } },
		answer: text('Half', 'MAX_TOKENS'),
		check: ({ json: { error } }) =>
			assert.deepEqual([error.kind, error.text], ['truncated', 'Half']),
	},
	{
		kind: 1,
		reported: 'Translate: it ends with `model_length`',
		seen: 'the model is asked to go on, and the parts are joined',
		parameters: { resource: 'text', operation: 'translate', text: 'Good day', ...toGerman },
		answer: inTurn(text('Guten ', 'model_length'), text('Tag')),
		check: ({ json, requests }) => assert.deepEqual([json.text, requests.length], ['Guten Tag', 2]),
	},
	{
		kind: 1,
		reported: 'Summarize: it ends with `SAFETY` in the middle',
		seen: 'the item fails as `contentFilter`, and keeps its text',
		parameters: { resource: 'text', operation: 'summarize', text: 'A long story' },
		answer: text('A st', 'SAFETY'),
		check: ({ json: { error } }) =>
			assert.deepEqual([error.kind, error.text], ['contentFilter', 'A st']),
	},
	{
		kind: 1,
		reported: 'A chain: the first answer ends with `network_error`',
		seen: 'it is asked for again, and the chain has the whole one',
		nodes: (own) => ({
			nodes: [
				own.ai('Chain', 'chainLlm', 1.9, { promptType: 'define', text: 'Hello' }),
				own.model({ options: { stream: false } }),
			],
			links: [[own.name('Model'), own.name('Chain'), 'ai_languageModel']],
		}),
		answer: inTurn(text('Ha', 'network_error'), text('Hand')),
		check: ({ json, requests }) => assert.deepEqual([json.text, requests.length], ['Hand', 2]),
	},
	{
		kind: 4,
		reported:
			'Translate of an object: the model thinks in its text, and every member was the raw answer',
		seen: 'the members are translated, by one request',
		items: [{ a: { title: 'Good day', note: 'Thank you' } }],
		parameters: { resource: 'text', operation: 'translate', text: '={{ $json.a }}', ...toGerman },
		answer: (request, position) => {
			const given = JSON.parse(request.body.messages.at(-1).content);
			const said = given.map((passage) => `de ${passage}`);
			return thinking(JSON.stringify(said))(request, position);
		},
		check: ({ json, requests }) => {
			assert.deepEqual(json.data, { title: 'de Good day', note: 'de Thank you' });
			assert.equal(requests.length, 1);
		},
	},
	{
		kind: 4,
		reported: 'Extract: thoughts with braces in them before the JSON',
		seen: 'the data, by one request',
		parameters: {
			...{ resource: 'text', operation: 'extract', text: 'I am Ada' },
			fields: { values: [{ name: 'name', type: 'string' }] },
		},
		answer: thinking('{"name": "Ada"}'),
		check: ({ json, requests }) =>
			assert.deepEqual([json.data, requests.length], [{ name: 'Ada' }, 1]),
	},
	{
		kind: 4,
		reported: 'Summarize: the summary began with the thoughts',
		seen: 'the summary alone',
		parameters: { resource: 'text', operation: 'summarize', text: 'A long story' },
		answer: thinking('In short.'),
		check: ({ json }) => assert.equal(json.text, 'In short.'),
	},
	{
		kind: 4,
		reported: 'Chat: only the closing mark of the thoughts came',
		seen: 'the text, and the thoughts in `reasoning`',
		answer: text('They want it short.</think>Hello!'),
		check: ({ json }) =>
			assert.deepEqual([json.text, json.reasoning], ['Hello!', 'They want it short.']),
	},
];
