import assert from 'node:assert/strict';
import { refusal, text } from './answers.mjs';

/** Half letters, messages without bound, and the reason behind the failure of a router. */

const half = "={{ 'Well 😀'.slice(0, 6) }}";
const whole = 'Well \uFFFD';
const halves = (reported, parameters, more = {}) => ({
	kind: 12,
	reported: `${reported}: \`slice\` cuts through an emoji, and the gateway refuses the whole request`,
	seen: 'the half is sent as �',
	parameters,
	answer: text('Fine.'),
	check({ json, requests }) {
		assert.ok(!json.error, json.message);
		assert.ok(JSON.stringify(requests[0].body).includes(whole));
	},
	...more,
});

/** As long as a picture that was pasted into a field for a name. */
const long = "={{ 'iVBORw0KGgo'.repeat(30000) }}";
const most = 700;
const unbounded = (reported, parameters, more = {}) => ({
	kind: 15,
	reported,
	seen: `at most ${most} characters, that say what is wrong`,
	parameters,
	answer: text('Fine.'),
	check({ json: { message, error } }) {
		assert.ok(message.length + error.description.length < most, message.slice(0, 200));
		assert.match(message, /(which the item does not have|but is ".*…)( \[Item 0\])?$/, message);
	},
	...more,
});

const reason = 'the picture is too small';
const routed = (reported, error, beside = {}) => ({
	kind: 13,
	reported,
	seen: 'both sentences',
	answer: refusal({ error, ...beside }),
	check: ({ json }) => {
		assert.match(json.message, new RegExp(reason));
		assert.equal(json.error.kind, 'badRequest');
	},
});
const returned = 'Provider returned error';

/** @type {import('./compose.mjs').Report[]} */
export const texts = [
	halves('Chat', { messages: { values: [{ role: 'user', content: half }] } }),
	halves('Summarize', { resource: 'text', operation: 'summarize', text: half }),
	halves(
		'Embeddings',
		{ resource: 'embedding', operation: 'create', text: half },
		{ answer: () => ({ body: { data: [{ index: 0, embedding: [1] }] } }) },
	),
	halves('A chain', undefined, {
		nodes: (own) => ({
			nodes: [own.ai('Chain', 'chainLlm', 1.9, { promptType: 'define', text: half }), own.model()],
			links: [[own.name('Model'), own.name('Chain'), 'ai_languageModel']],
		}),
	}),
	routed('OpenRouter: `metadata.raw` as text', {
		message: returned,
		code: 400,
		metadata: { raw: reason },
	}),
	routed('OpenRouter: `metadata.raw` as JSON', {
		...{ message: returned, code: 400 },
		metadata: { raw: JSON.stringify({ error: { message: reason } }), provider_name: 'Azure' },
	}),
	routed('OpenRouter: JSON within the JSON of `metadata.raw`', {
		...{ message: returned, code: 400 },
		metadata: { raw: JSON.stringify({ message: JSON.stringify({ detail: [{ msg: reason }] }) }) },
	}),
	routed('Vercel: the answer of the provider in `param.responseBody`', {
		...{ message: 'The upstream provider returned an error', type: 'provider_error' },
		param: { statusCode: 400, responseBody: JSON.stringify({ error: { message: reason } }) },
	}),
	routed(
		'Vercel: attempts beside the error',
		{ message: 'All providers failed' },
		{ providerMetadata: { gateway: { routing: { attempts: [{ error: reason }] } } } },
	),
	routed('Helicone: a list of attempts', {
		...{ message: 'All attempts failed', statusCode: 400 },
		details: [{ source: 'openai', message: reason }],
	}),
	unbounded(
		'Chat: Base64 where the name of a binary field belongs, in a message of 300,000 characters',
		{
			messages: { values: [{ role: 'user', content: 'What?', binaryProperties: long }] },
		},
	),
	unbounded('Transcribe: the same', {
		...{ resource: 'audio', operation: 'transcribe', binaryProperty: long },
	}),
	unbounded('Image, Edit: the same', {
		...{ resource: 'image', operation: 'edit', prompt: 'At night', binaryProperties: long },
	}),
	unbounded('Chat: it stands where the name of a schema belongs', {
		options: { responseFormat: 'json_schema', jsonSchema: '{}', jsonSchemaName: long },
	}),
	unbounded('Chat: it stands where a number belongs', { options: { temperature: long } }),
	{
		kind: 15,
		reported: 'Chat: the gateway quotes a request of 2 MB',
		seen: 'the beginning of its words, and how long they were',
		answer: refusal({ error: { message: `Cannot read: ${'x'.repeat(2_000_000)}` } }),
		check: ({ json }) => {
			assert.match(json.message, /^Cannot read: x+/);
			assert.ok(JSON.stringify(json).length < 5_000);
		},
	},
	{
		kind: 15,
		reported: 'A chain: the same',
		seen: 'the same',
		nodes: (own) => ({
			nodes: [
				own.ai('Chain', 'chainLlm', 1.9, { promptType: 'define', text: 'Hello' }),
				own.model(),
			],
			links: [[own.name('Model'), own.name('Chain'), 'ai_languageModel']],
		}),
		answer: refusal({ error: { message: `Cannot read: ${'x'.repeat(2_000_000)}` } }),
		check: ({ json }) => {
			assert.match(JSON.stringify(json), /Cannot read: x+/);
			assert.ok(JSON.stringify(json).length < 20_000);
		},
	},
];
