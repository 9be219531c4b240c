import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsOf, testClient } from '../testClient.mjs';

const client = testClient();
const route = '/v1/responses';
const chat = '/v1/chat/completions';
const tools = [{ type: 'function', name: 'add' }];
const user = (content) => ({ role: 'user', content });

test('A model answers whole, with usage in the names of this route.', async () => {
	const answer = await client.answer(route, { model: 'rule-agent', input: 'say Hello' });
	assert.equal(answer.status, 'completed');
	assert.equal(answer.output[0].content[0].text, 'Hello');
	assert.ok(answer.usage.total_tokens > answer.usage.output_tokens);
});

test('Streamed, the text comes in pieces and once more in the end.', async () => {
	const body = { model: 'rule-agent', input: [user('say Hello there')], stream: true };
	const events = eventsOf(await client.post(route, body)).map(({ data }) => data);
	const pieces = events.filter(({ type }) => type === 'response.output_text.delta');
	assert.equal(pieces.map(({ delta }) => delta).join(''), 'Hello there');
	const { type, response } = events.at(-1);
	assert.equal(type, 'response.completed');
	assert.equal(response.output[0].content[0].text, 'Hello there');
});

test('A call has a thought before it, and is refused without in the next turn.', async () => {
	const input = [user('call add {"a": 1}')];
	const { output } = await client.answer(route, { model: 'rule-agent', input, tools });
	assert.deepEqual(
		output.map(({ type }) => type),
		['reasoning', 'function_call'],
	);
	const [thought, { call_id, name, arguments: given }] = output;
	const turn = [
		{ type: 'function_call', call_id, name, arguments: given },
		{ type: 'function_call_output', call_id, output: '2' },
	];
	const ask = (items) => ({ model: 'rule-agent', input: [...input, ...items], tools });
	const said = await client.answer(route, ask([thought, ...turn]));
	assert.equal(said.output[0].content[0].text, 'The tools said: 2');
	assert.match(await client.refused(route, ask(turn), 'input'), /required 'reasoning' item/);
});

test('One model is only on this route, and one takes tools only here.', async () => {
	const messages = [user('say Hello')];
	const nested = [{ type: 'function', function: { name: 'add' } }];
	assert.match(
		await client.refused(chat, { model: 'rule-agent-pro', messages }, 'model', 404),
		/only supported in v1\/responses/,
	);
	const withTools = { model: 'rule-agent-new', messages, tools: nested };
	assert.match(
		await client.refused(chat, withTools, 'reasoning_effort'),
		/Please use \/v1\/responses/,
	);
	await client.answer(chat, { model: 'rule-agent-new', messages });
	for (const model of ['rule-agent-pro', 'rule-agent-new'])
		await client.answer(route, { model, input: messages, tools });
});

test('Members of the other dialect are refused with where they have gone.', async () => {
	const body = { model: 'rule-agent', messages: [user('Hi')] };
	assert.match(await client.refused(route, body, 'messages'), /moved to 'input'/);
});
