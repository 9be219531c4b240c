import assert from 'node:assert/strict';
import { test } from 'node:test';
import { http } from '../../http.mjs';
import { eventsOf, testClient } from '../testClient.mjs';

const messages = '/v1/messages';
const complete = '/v1/complete';
const version = { 'anthropic-version': '2023-06-01' };
const client = testClient();
const headers = () => ({ 'x-api-key': client.gateway.key, ...version });
const hello = { model: 'claude-2', max_tokens: 50, messages: [{ role: 'user', content: 'ping' }] };
const old = {
	model: 'claude-2',
	max_tokens_to_sample: 50,
	prompt: '\n\nHuman: ping\n\nAssistant:',
};
const ask = (more) => client.answer(messages, { ...hello, ...more }, headers());
const tool = {
	name: 'classify',
	description: 'Keeps a ticket',
	input_schema: {
		type: 'object',
		properties: { priority: { type: 'string', enum: ['low', 'normal', 'high'] } },
		required: ['priority'],
		additionalProperties: false,
	},
};

async function failure(path, body, status, type, own = headers()) {
	const response = await client.post(path, body, own);
	assert.equal(response.status, status);
	const { error, ...rest } = response.data;
	assert.deepEqual(rest, { type: 'error', request_id: response.headers['request-id'] });
	assert.deepEqual(Object.keys(error), ['type', 'message']);
	assert.equal(error.type, type, error.message);
	return error.message;
}

test('A message has the shape of Claude.', async () => {
	const { id, usage, ...rest } = await ask({
		system: [{ type: 'text', text: 'Be short.' }],
		messages: [
			{
				role: 'user',
				content: [
					{ type: 'text', text: 'pi' },
					{ type: 'text', text: 'ng' },
				],
			},
		],
		temperature: 1,
		top_k: 1,
		metadata: { user_id: '7' },
	});
	assert.match(id, /^msg_/);
	assert.deepEqual(rest, {
		type: 'message',
		role: 'assistant',
		model: 'claude-2',
		content: [{ type: 'text', text: 'pong' }],
		stop_reason: 'end_turn',
		stop_sequence: null,
	});
	assert.ok(usage.input_tokens > 0 && usage.output_tokens > 0);
});

test('It says why it stopped.', async () => {
	const long = { messages: [{ role: 'user', content: 'Reply to this ticket: It is broken.' }] };
	const cut = await ask({ ...long, max_tokens: 3 });
	assert.deepEqual([cut.stop_reason, cut.usage.output_tokens], ['max_tokens', 3]);
	const stopped = await ask({ ...long, stop_sequences: ['never', '\n', ' '] });
	assert.deepEqual([stopped.stop_reason, stopped.stop_sequence], ['stop_sequence', ' ']);
	assert.equal(stopped.content[0].text, 'Dear');
});

test('A streamed message is the whole one in events.', async () => {
	const body = { messages: [{ role: 'user', content: 'Reply to this ticket: It is broken.' }] };
	const whole = await ask(body);
	const response = await client.post(messages, { ...hello, ...body, stream: true }, headers());
	const events = eventsOf(response);
	for (const { name, data } of events) assert.equal(data.type, name);
	const deltas = events.filter(({ name }) => name === 'content_block_delta');
	assert.ok(deltas.length > 5);
	const [start, block, ping] = events.splice(0, 3).map(({ data }) => data);
	assert.deepEqual([start.message.content, start.message.stop_reason], [[], null]);
	assert.equal(start.message.usage.input_tokens, whole.usage.input_tokens);
	assert.deepEqual(block.content_block, { type: 'text', text: '' });
	assert.equal(ping.type, 'ping');
	const [end, last, stop] = events.splice(-3).map(({ data }) => data);
	assert.equal(end.type, 'content_block_stop');
	assert.deepEqual(last.delta, { stop_reason: 'end_turn', stop_sequence: null });
	assert.equal(last.usage.output_tokens, whole.usage.output_tokens);
	assert.equal(stop.type, 'message_stop');
	assert.equal(events.length, deltas.length);
	const text = deltas.map(({ data }) => data.delta.text).join('');
	assert.equal(text, whole.content[0].text);
});

test('Tools are taken, and one that has to be called is called, whole or streamed.', async () => {
	const ticket = [{ role: 'user', content: 'Classify this ticket: My parcel never came.' }];
	const wish = { messages: ticket, tools: [tool] };
	assert.equal((await ask(wish)).content[0].type, 'text');
	const choice = { tool_choice: { type: 'tool', name: 'classify' } };
	const { content, stop_reason } = await ask({ ...wish, ...choice });
	const [{ id, input, ...call }] = content;
	assert.match(id, /^toolu_/);
	assert.deepEqual([call, stop_reason], [{ type: 'tool_use', name: 'classify' }, 'tool_use']);
	assert.ok(tool.input_schema.properties.priority.enum.includes(input.priority));
	const streamed = { ...hello, ...wish, tool_choice: { type: 'any' }, stream: true };
	const events = eventsOf(await client.post(messages, streamed, headers()));
	const json = events.map(({ data }) => data.delta?.partial_json ?? '').join('');
	assert.deepEqual(JSON.parse(json), input);

	const result = {
		type: 'tool_result',
		tool_use_id: id,
		content: [{ type: 'text', text: 'kept' }],
	};
	const on = [...ticket, { role: 'assistant', content }, { role: 'user', content: [result] }];
	assert.equal((await ask({ ...wish, messages: on })).type, 'message');
});

test('The key and the version have headers of their own.', async () => {
	const { key } = client.gateway;
	const bearer = { authorization: `Bearer ${key}`, ...version };
	const said = await failure(messages, hello, 401, 'authentication_error', bearer);
	assert.match(said, /x-api-key/);
	const wrong = { 'x-api-key': 'sk-wrong', ...version };
	await failure(complete, old, 401, 'authentication_error', wrong);
	const bare = { 'x-api-key': key };
	assert.match(await failure(messages, hello, 400, 'invalid_request_error', bare), /version/);
	const other = { 'x-api-key': key, 'anthropic-version': '2099-01-01' };
	await failure(messages, hello, 400, 'invalid_request_error', other);
});

test('What cannot be answered is refused in the shape of Claude, naming the member.', async () => {
	const rows = [
		[{ max_tokens: undefined }, /max_tokens/],
		[{ max_tokens: 0 }, /max_tokens/],
		[{ messages: [] }, /messages/],
		[{ messages: [{ role: 'system', content: 'x' }] }, /messages\.0\.role/],
		[{ messages: [{ role: 'assistant', content: 'x' }] }, /first message/],
		[
			{ messages: [{ role: 'user', content: [{ type: 'image', source: {} }] }] },
			/messages\.0\.content\.0.*not 'image'/,
		],
		[{ temperature: 1.5 }, /temperature/],
		[{ stop_sequences: 'x' }, /stop_sequences/],
		[{ thinking: { type: 'enabled', budget_tokens: 1024 } }, /thinking/],
		[{ tools: [{ name: 'no schema' }] }, /tools\.0/],
		[{ tools: [tool], tool_choice: { type: 'tool', name: 'other' } }, /tool_choice/],
		[{ frequency_penalty: 1 }, /frequency_penalty/],
		[{ messages: [{ role: 'user', content: 'printer '.repeat(300) }] }, /192 tokens/],
	];
	for (const [more, sentence] of rows)
		assert.match(
			await failure(messages, { ...hello, ...more }, 400, 'invalid_request_error'),
			sentence,
		);
	await failure(messages, { ...hello, model: 'claude-9' }, 404, 'not_found_error');
	const get = await http(client.gateway.url + messages);
	assert.deepEqual([get.status, get.data.type], [405, 'error']);
});

test('The old route completes a conversation, whole or streamed, and knows no usage.', async () => {
	const { id, ...whole } = await client.answer(complete, old, headers());
	assert.match(id, /^compl_/);
	assert.deepEqual(whole, {
		type: 'completion',
		completion: 'pong',
		stop_reason: 'stop_sequence',
		stop: '\n\nHuman:',
		model: 'claude-2',
	});
	const events = eventsOf(await client.post(complete, { ...old, stream: true }, headers()));
	assert.equal(events.shift().name, 'ping');
	assert.ok(events.every(({ name }) => name === 'completion'));
	assert.equal(events.map(({ data }) => data.completion).join(''), 'pong');
	assert.equal(events.at(-1).data.stop_reason, 'stop_sequence');
	const cut = await client.answer(complete, { ...old, max_tokens_to_sample: 1 }, headers());
	assert.equal(cut.stop_reason, 'max_tokens');
});

test('The old route wants its turns and its limit.', async () => {
	const refused = (more, sentence) =>
		failure(complete, { ...old, ...more }, 400, 'invalid_request_error').then((said) =>
			assert.match(said, sentence),
		);
	await refused({ prompt: 'ping' }, /must begin with "\\n\\nHuman:"/);
	await refused({ prompt: '\n\nHuman: ping' }, /must end with "\\n\\nAssistant:"/);
	await refused({ max_tokens_to_sample: undefined }, /max_tokens_to_sample/);
	await failure(complete, { ...old, model: 'tiny-support' }, 404, 'not_found_error');
});
