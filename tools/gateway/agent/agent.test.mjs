import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsOf, testClient } from '../testClient.mjs';

const client = testClient();
const route = '/v1/chat/completions';
const tools = ['add', 'look'].map((name) => ({ type: 'function', function: { name } }));
const user = (content) => ({ role: 'user', content });
const ask = (messages, more) =>
	client.answer(route, { model: 'rule-agent', messages, tools, ...more });
const two = user('call add {"a": 1}\ncall look {"at": "sky"}');

test('The script calls tools, several at once, and their results are the answer.', async () => {
	const { choices, usage } = await ask([{ role: 'system', content: 'x' }, two]);
	const [{ message, finish_reason }] = choices;
	assert.equal(finish_reason, 'tool_calls');
	assert.deepEqual(
		message.tool_calls.map(({ function: called }) => called),
		[
			{ name: 'add', arguments: '{"a": 1}' },
			{ name: 'look', arguments: '{"at": "sky"}' },
		],
	);
	assert.ok(usage.total_tokens > 0);
	const results = message.tool_calls.map(({ id }, number) => ({
		role: 'tool',
		tool_call_id: id,
		content: `r${number}`,
	}));
	const answered = await ask([two, message, ...results]);
	assert.equal(answered.choices[0].message.content, 'The tools said: r0 and r1');
	assert.match(
		await client.refused(route, { model: 'rule-agent', messages: [two, results[0]] }, 'messages'),
		/no call/,
	);
});

test('Streamed, the calls come in pieces with an index.', async () => {
	const body = { model: 'rule-agent', messages: [two], tools, stream: true };
	const events = eventsOf(await client.post(route, body));
	const pieces = events.flatMap(({ data }) => data.choices?.[0]?.delta?.tool_calls ?? []);
	assert.ok(pieces.length > 4);
	for (const [index, expected] of [
		[0, '{"a": 1}'],
		[1, '{"at": "sky"}'],
	]) {
		const own = pieces.filter((piece) => piece.index === index);
		assert.equal(own.map(({ function: called }) => called.arguments).join(''), expected);
	}
	assert.equal(events.at(-1).data, '[DONE]');
});

test('It says what it is told to, what was said first, or what was said.', async () => {
	const said = async (...messages) => (await ask(messages)).choices[0].message.content;
	assert.equal(await said(user('say {"a": 1}')), '{"a": 1}');
	assert.equal(await said(user('My name is Ada'), user('first')), 'My name is Ada');
	assert.equal(await said(user('Hello')), 'You said: Hello');
	const strange = { model: 'rule-agent', messages: [user('call fly {}')], tools };
	assert.match(await client.refused(route, strange, 'tools'), /there are: add, look/);
});
