import assert from 'node:assert/strict';
import { inTurn, message, text } from './answers.mjs';

/** Return Conversation, and then Messages From JSON, as the README says: what came must be taken back. */

const go = '{ role: "user", content: "And now?" }';
const result = '{ role: "tool", tool_call_id: "call_1", content: "4" }';
const call = {
	id: 'call_1',
	type: 'function',
	function: { name: 'add', arguments: '{"a":2,"b":2}' },
};
const tools = JSON.stringify([
	{ type: 'function', function: { name: 'add', parameters: { type: 'object' } } },
]);

/** The first node asks, the second goes on with what `taken` makes of the first one's output. */
const goingOn = (taken, first) => (own) => {
	const options = { returnMessages: true, ...first.options };
	const nodes = [
		own.node({ simplify: true, ...first, options }, { of: 'First' }),
		own.node({ messageSource: 'json', messagesJson: `={{ [${taken}] }}` }, { of: 'Next' }),
	];
	return { nodes, links: [[nodes[0].name, nodes[1].name]] };
};

const row = (
	reported,
	said,
	{ taken = `...$json.messages, ${go}`, first = {}, ending = 'stop', last } = {},
) => ({
	kind: 11,
	reported,
	seen: last === undefined ? 'it is taken' : `it is taken, as ${JSON.stringify(last)}`,
	nodes: goingOn(taken, first),
	answer: inTurn(message(said, ending), text('Good.')),
	check({ json, requests }) {
		assert.equal(json.text, 'Good.', json.message);
		assert.equal(requests.length, 2);
		const sent = requests[1].body.messages.find(({ role }) => role === 'assistant');
		if (last) assert.deepEqual(sent, { role: 'assistant', ...last });
	},
});
const calls = {
	ending: 'tool_calls',
	first: { options: { tools } },
	taken: `...$json.messages, ${result}`,
};
const hi = { role: 'assistant', content: 'Hi' };

/** @type {import('./compose.mjs').Report[]} */
export const conversations = [
	row(
		'An answer with `reasoning_content`',
		{ ...hi, reasoning_content: 'Hm' },
		{ last: { content: 'Hi' } },
	),
	row(
		'An answer with `annotations` and nulls (OpenAI)',
		{ ...hi, refusal: null, audio: null, function_call: null, tool_calls: null, annotations: [] },
		{ last: { content: 'Hi' } },
	),
	row('An answer with `reasoning_details` and `citations`', {
		...{ ...hi, reasoning: 'Hm', reasoning_details: [{ type: 'reasoning.text', text: 'Hm' }] },
		citations: ['https://a.example'],
	}),
	row('An answer without role', { content: 'Hi' }, { last: { content: 'Hi' } }),
	row(
		'An answer without role, taken from `message`',
		{ content: 'Hi' },
		{
			taken: `{ role: "user", content: "Hello" }, $json.message, ${go}`,
		},
	),
	row(
		'An answer with thoughts in its text',
		{ ...hi, content: '<think>Hm</think>Hi' },
		{ last: { content: 'Hi' } },
	),
	row(
		'An answer in parts, one of them a thought (Mistral)',
		{
			...hi,
			content: [
				{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] },
				{ type: 'text', text: 'Hi' },
			],
		},
		{ last: { content: 'Hi' } },
	),
	row(
		'An answer that is spoken (`audio`)',
		{
			...hi,
			content: null,
			audio: { id: 'audio_1', data: 'UklGRg==', expires_at: 1, transcript: 'Hi' },
		},
		{ last: { audio: { id: 'audio_1' } } },
	),
	row('An answer that is empty', { ...hi, content: null }, { last: { content: '' } }),
	row(
		'A call of a tool with `index`, nulls, and thoughts that this gateway does not take back',
		{ ...hi, content: null, refusal: null, tool_calls: [{ ...call, index: 0, extra: null }] },
		{ ...calls, last: { content: null, tool_calls: [call] } },
	),
	row(
		'A call of a tool from `message`, whose arguments are an object',
		{ ...hi, content: null, tool_calls: [call] },
		{ ...calls, taken: `{ role: "user", content: "Hello" }, $json.message, ${result}` },
	),
	row(
		'A call in the older form (`function_call`)',
		{ ...hi, content: null, function_call: call.function, tool_calls: null },
		{
			...{ ending: 'function_call', last: { content: null, function_call: call.function } },
			taken: '...$json.messages, { role: "function", name: "add", content: "4" }',
		},
	),
	row(
		"The answer as sent (Simplify off): `choices[0].message`, as n8n's HTTP Request has it",
		{ ...hi, refusal: null, annotations: [], reasoning_content: 'Hm' },
		{
			first: { simplify: false },
			taken: `{ role: "user", content: "Hello" }, $json.choices[0].message, ${go}`,
			last: { content: 'Hi' },
		},
	),
	{
		kind: 11,
		reported: 'A call of a tool with `reasoning_content`, at a gateway that does not take it back',
		seen: 'it is sent once with it, because others want it, and then without',
		nodes: goingOn(`...$json.messages, ${result}`, { options: { tools } }),
		answer: inTurn(
			message({ ...hi, content: null, reasoning_content: 'Hm', tool_calls: [call] }, 'tool_calls'),
			text('Good.'),
		),
		check({ json, requests, hints }) {
			assert.equal(json.text, 'Good.', json.message);
			assert.equal(requests.length, 3);
			assert.ok(hints.some((hint) => /does not take back the thoughts/.test(hint)));
		},
	},
];
