import assert from 'node:assert/strict';
import { inTurn, refusal, text } from './answers.mjs';

/** Values that are not there, and words that tell what to do. */

const gives = { null: null, 'an empty text': '' };

/** An option by an expression, for an item that has no such member, for two that have it empty, and for a good one. */
const optional = (reported, label, good, parameters, more = {}) => ({
	kind: 'empty',
	reported: `${reported}: an expression for ${label} that gives nothing`,
	seen: '`undefined` leaves the option out; null and "" are refused in a sentence that names the expression',
	items: [{}, ...Object.values(gives).map((value) => ({ value })), { value: good }],
	parameters,
	answer: text('Fine.'),
	check({ all, requests }) {
		const refused = all.slice(1, 3).map(({ message }) => message);
		assert.deepEqual(
			refused,
			Object.keys(gives).map(
				(given, at) =>
					`${label} is empty: its expression {{ $json.value }} gives ${given} for this item [Item ${at + 1}]`,
			),
		);
		for (const { error, message } of [all[0], all[3]]) assert.equal(error, undefined, message);
		assert.ok(requests.length <= 2, String(requests.length));
	},
	...more,
});
const option = (name) => ({ options: { [name]: '={{ $json.value }}' } });

/** @type {import('./compose.mjs').Report[]} */
export const nothing = [
	optional('Chat', 'Randomness (Temperature)', 0.5, option('temperature')),
	optional('Chat', 'User', 'me', option('user')),
	optional('Chat', 'Extra Body (JSON)', '{}', option('extraBody')),
	optional('Chat', 'Max Attempts', 1, { throughput: { maxAttempts: '={{ $json.value }}' } }),
	optional('Summarize', 'Focus', 'delays', {
		...{ resource: 'text', operation: 'summarize', text: 'A story' },
		...option('focus'),
	}),
	optional(
		'Embeddings',
		'Dimensions',
		1,
		{ resource: 'embedding', operation: 'create', text: 'Hi', ...option('dimensions') },
		{
			answer: ({ body }) => ({
				body: { data: body.input.map((_text, index) => ({ index, embedding: [1] })) },
			}),
		},
	),
	{
		kind: 'empty',
		reported: 'Summarize of all items: one of them has no text, and the whole digest failed',
		seen: 'it is left out, with a warning',
		items: [{ text: 'First.' }, { text: '' }, {}, { text: 'Last.' }],
		parameters: {
			resource: 'text',
			operation: 'summarize',
			text: '={{ $json.text }}',
			allItems: true,
		},
		answer: (request, position) => text(request.body.messages.at(-1).content)(request, position),
		check: ({ json }) => {
			assert.equal(json.text, '1.\nFirst.\n\n2.\nLast.', json.message);
			assert.deepEqual(json.warnings, [
				'The text of 2 of 4 items is empty; the summary leaves them out',
			]);
		},
	},
	{
		kind: 'empty',
		reported: 'Chat: an empty answer with a good ending was a failure',
		seen: 'a success with an empty text, and a hint',
		answer: text(''),
		check: ({ json, hints }) => {
			assert.deepEqual([json.text, json.finish_reason], ['', 'stop']);
			assert.ok(
				hints.some((hint) => /gave an empty answer/.test(hint)),
				hints.join(),
			);
		},
	},
	{
		kind: 'words',
		reported: 'Status 413, "Request Entity Too Large"',
		seen: 'advice to send a shorter text',
		answer: refusal('<html><title>413 Request Entity Too Large</title></html>', 413),
		check: ({ json: { message, error } }) => {
			assert.match(message, /413 Request Entity Too Large/);
			assert.match(error.description, /send a shorter text/);
		},
	},
	...[
		'`temperature` may only be set to 1 when thinking is enabled.',
		'`temperature` must be unset when thinking is on',
	].map((words) => ({
		kind: 'words',
		reported: `Claude: "${words}"`,
		seen: 'the temperature is left out, with a hint',
		parameters: {
			...{ resource: 'claude', operation: 'message', maxTokens: 4096 },
			options: { temperature: 0.5, thinkingBudget: 1024, stream: false },
		},
		answer: inTurn(
			refusal({ type: 'error', error: { type: 'invalid_request_error', message: words } }),
			({ body }) => ({
				body: {
					...{ id: 'msg_1', type: 'message', role: 'assistant', model: body.model },
					content: [{ type: 'text', text: 'Fine.' }],
					...{ stop_reason: 'end_turn', usage: { input_tokens: 1, output_tokens: 1 } },
				},
			}),
		),
		check: ({ json, requests, hints }) => {
			assert.equal(json.text, 'Fine.', json.message);
			assert.deepEqual(
				requests.map(({ body }) => body.temperature),
				[0.5, undefined],
			);
			assert.ok(hints.some((hint) => /does not take a temperature/.test(hint)));
		},
	})),
];
