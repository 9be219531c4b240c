/** Run with `node --test tools/gateway/gateway.test.mjs`. Everything goes over real HTTP to the real model. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { http } from '../http.mjs';
import { ensureEngine } from './ensureEngine.mjs';
import { startGateway } from './gateway.mjs';

const tickets = JSON.parse(
	await readFile(new URL('../../examples/tickets.json', import.meta.url), 'utf8'),
);
const ticketSchema = {
	type: 'object',
	properties: {
		category: { type: 'string', enum: ['billing', 'shipping', 'technical', 'account', 'feedback'] },
		sentiment: { type: 'string', enum: ['positive', 'neutral', 'negative'] },
		priority: { type: 'string', enum: ['low', 'normal', 'high'] },
	},
	required: ['category', 'sentiment', 'priority'],
	additionalProperties: false,
};

/** @type {import('./gateway.mjs').Gateway} */
let gateway;
before(async () => {
	await ensureEngine();
	gateway = await startGateway();
});
after(() => gateway?.close());

const user = (content) => [{ role: 'user', content }];
const summarize = ({ text }) => user(`Summarize this ticket: ${text}`);
const reply = ({ text }) => user(`Reply to this ticket: ${text}`);

/**
 * @param {string} path
 * @param {{ body?: unknown, key?: string, to?: import('./gateway.mjs').Gateway } & import('axios').AxiosRequestConfig} [options]
 */
function request(path, { body, key = gateway.key, to = gateway, ...rest } = {}) {
	return http(to.url + path, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
		data: body,
		...rest,
	});
}

const modelPath = (name) => `/v1/models/${encodeURIComponent(name)}`;

const send = (body, rest) =>
	request('/v1/chat/completions', { body: { model: gateway.model, ...body }, ...rest });

async function answer(body, rest) {
	const { status, data } = await send(body, rest);
	assert.equal(status, 200, JSON.stringify(data));
	return data;
}

function events(response) {
	const lines = response.data.split('\n\n').filter(Boolean);
	assert.equal(lines.pop(), 'data: [DONE]');
	return lines.map((line) => JSON.parse(line.slice('data: '.length)));
}

async function failure(response, status, expected) {
	assert.equal(response.status, status);
	assert.match(response.headers['x-request-id'], /^req_/);
	const { error } = response.data;
	assert.deepEqual(Object.keys(error), ['message', 'type', 'param', 'code']);
	for (const [member, value] of Object.entries(expected))
		assert.equal(error[member], value, error.message);
	return error.message;
}

async function quiet(server, milliseconds) {
	for (let waited = 0; server.active > 0 && waited < milliseconds; waited += 5) await pause(5);
	return server.active === 0;
}

test('a ticket is summarized, and the answer has the shape of OpenAI', async () => {
	const body = await answer({ messages: summarize(tickets[0]) });
	assert.match(body.id, /^chatcmpl-/);
	assert.equal(body.object, 'chat.completion');
	assert.equal(body.model, gateway.model);
	assert.deepEqual(body.choices, [
		{
			index: 0,
			message: { role: 'assistant', content: tickets[0].expected.summary, refusal: null },
			logprobs: null,
			finish_reason: 'stop',
		},
	]);
});

test('usage adds up and follows the length of the text', async () => {
	const short = (await answer({ messages: user('Hello') })).usage;
	const long = (await answer({ messages: reply(tickets[0]) })).usage;
	for (const usage of [short, long])
		assert.equal(usage.prompt_tokens + usage.completion_tokens, usage.total_tokens);
	assert.ok(
		long.prompt_tokens > short.prompt_tokens && long.completion_tokens > short.completion_tokens,
	);
});

test('a streamed answer is the plain answer in pieces', async () => {
	const plain = await answer({ messages: reply(tickets[1]) });
	const response = await send({
		messages: reply(tickets[1]),
		stream: true,
		stream_options: { include_usage: true },
	});
	assert.match(response.headers['content-type'], /^text\/event-stream/);
	const chunks = events(response);
	const last = chunks.pop();
	assert.deepEqual([last.choices, last.usage], [[], plain.usage]);
	assert.ok(chunks.length > 5);
	assert.ok(
		chunks.every(({ object, usage }) => object === 'chat.completion.chunk' && usage === null),
	);
	assert.equal(chunks[0].choices[0].delta.role, 'assistant');
	assert.equal(
		chunks.map(({ choices }) => choices[0].delta.content ?? '').join(''),
		plain.choices[0].message.content,
	);
	assert.equal(chunks.at(-1).choices[0].finish_reason, 'stop');
});

test('a stream carries no usage unless it was asked for', async () => {
	const chunks = events(await send({ messages: user('Hello'), stream: true }));
	assert.ok(chunks.every((chunk) => !('usage' in chunk) && chunk.choices.length === 1));
});

test('an answer cut by max_tokens says length and has that many tokens', async () => {
	for (const name of ['max_tokens', 'max_completion_tokens']) {
		const { choices, usage } = await answer({ messages: reply(tickets[0]), [name]: 5 });
		assert.equal(choices[0].finish_reason, 'length');
		assert.equal(usage.completion_tokens, 5);
	}
});

test('a large max_tokens is reduced to what the context leaves', async () => {
	const { choices } = await answer({ messages: summarize(tickets[0]), max_tokens: 100_000 });
	assert.equal(choices[0].message.content, tickets[0].expected.summary);
	const endless = { type: 'object', properties: { text: { type: 'string', minLength: 1000 } } };
	const { choices: cut, usage } = await answer({
		messages: user('Hello'),
		response_format: { type: 'json_schema', json_schema: { name: 'endless', schema: endless } },
	});
	assert.deepEqual([cut[0].finish_reason, usage.total_tokens], ['length', 192]);
});

test('a stop text ends the answer and is not shown, streamed or not', async () => {
	const body = { messages: summarize(tickets[0]), stop: ['price of', 'never'] };
	const expected = tickets[0].expected.summary.split('price of')[0];
	const { choices } = await answer(body);
	assert.deepEqual([choices[0].message.content, choices[0].finish_reason], [expected, 'stop']);
	const chunks = events(await send({ ...body, stream: true }));
	assert.equal(chunks.map((chunk) => chunk.choices[0].delta.content ?? '').join(''), expected);
});

test('the same seed gives the same answers, and n answers differ', async () => {
	const body = { messages: reply(tickets[0]), temperature: 2, seed: 11, n: 6 };
	const texts = async () => (await answer(body)).choices.map(({ message }) => message.content);
	const first = await texts();
	assert.equal(first.length, 6);
	assert.ok(new Set(first).size > 1);
	assert.deepEqual(await texts(), first);
});

test('system messages are dropped', async () => {
	const { choices } = await answer({
		messages: [{ role: 'system', content: 'Answer in French.' }, ...summarize(tickets[0])],
	});
	assert.equal(choices[0].message.content, tickets[0].expected.summary);
});

test('JSON by schema parses and holds only what the schema allows', async () => {
	const format = {
		type: 'json_schema',
		json_schema: { name: 'ticket', strict: true, schema: ticketSchema },
	};
	for (const { text, expected } of tickets.slice(0, 5)) {
		const { choices } = await answer({
			messages: user(`Classify this ticket: ${text}`),
			response_format: format,
		});
		const { summary, ...fields } = expected;
		assert.deepEqual(JSON.parse(choices[0].message.content), fields);
	}
	const offSubject = await answer({ messages: user('Tell me a story'), response_format: format });
	const fields = JSON.parse(offSubject.choices[0].message.content);
	for (const [name, { enum: allowed }] of Object.entries(ticketSchema.properties))
		assert.ok(allowed.includes(fields[name]));
});

test('json_object gives an object', async () => {
	const { choices } = await answer({
		messages: user(`Classify this ticket: ${tickets[0].text}`),
		response_format: { type: 'json_object' },
	});
	assert.equal(JSON.parse(choices[0].message.content).category, tickets[0].expected.category);
});

test('a schema that the grammar would misread is refused, naming the place', async () => {
	const refused = async (schema, param) =>
		await failure(
			await send({
				messages: user('x'),
				response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
			}),
			400,
			{
				param: `response_format.json_schema.schema${param}`,
			},
		);
	await refused(
		{ type: 'object', properties: { zip: { type: 'string', pattern: '\\d+' } } },
		'.properties.zip.pattern',
	);
	await refused(
		{ type: 'object', properties: { a: { $ref: '#/$defs/missing' } } },
		'.properties.a.$ref',
	);
	await refused({ enum: [] }, '.enum');
});

test('a missing or wrong key is refused with 401 and no model is asked', async () => {
	const before = gateway.requests;
	await failure(await send({ messages: user('Hello') }, { key: '' }), 401, {
		type: 'invalid_request_error',
		code: null,
	});
	const message = await failure(
		await send({ messages: user('Hello') }, { key: 'sk-secret' }),
		401,
		{ code: 'invalid_api_key' },
	);
	assert.doesNotMatch(message, /sk-secret/);
	assert.equal(gateway.requests, before);
});

test('an unknown model or path is a 404 in the shape of OpenAI', async () => {
	await failure(await send({ model: 'gpt-4o', messages: user('Hello') }), 404, {
		param: 'model',
		code: 'model_not_found',
	});
	await failure(await request('/v1/moderations', { body: {} }), 404, { code: 'unknown_url' });
	await failure(await request('/v1/models', { body: {} }), 405, { code: 'method_not_supported' });
});

test('a prompt that does not fit is a 400 that says how long it was', async () => {
	const message = await failure(await send({ messages: user('printer '.repeat(300)) }), 400, {
		param: 'messages',
		code: 'context_length_exceeded',
	});
	assert.match(message, /maximum context length is 192 tokens.*resulted in \d{3} tokens/s);
	const begun = performance.now();
	await failure(await send({ messages: user('x'.repeat(1_000_000)) }), 400, {
		code: 'context_length_exceeded',
	});
	assert.ok(performance.now() - begun < 1000);
});

test('a bad body is a 400 that names the field', async () => {
	const bad = [
		[{}, 'messages'],
		[{ model: 7 }, 'model'],
		[{ messages: [] }, 'messages'],
		[{ messages: [{ role: 'robot', content: 'x' }] }, 'messages[0].role'],
		[{ messages: [{ role: 'user' }] }, 'messages[0].content'],
		[{ messages: [{ role: 'system', content: 'x' }] }, 'messages'],
		[
			{ messages: user([{ type: 'image_url', image_url: { url: 'data:' } }]) },
			'messages[0].content[0]',
		],
		[{ messages: user('x'), temperature: 3 }, 'temperature'],
		[{ messages: user('x'), n: 1.5 }, 'n'],
		[{ messages: user('x'), max_tokens: 0 }, 'max_tokens'],
		[{ messages: user('x'), max_tokens: 1, max_completion_tokens: 1 }, 'max_tokens'],
		[{ messages: user('x'), stop: ['a', ''] }, 'stop'],
		[{ messages: user('x'), stream: 'yes' }, 'stream'],
		[{ messages: user('x'), stream_options: { include_usage: true } }, 'stream_options'],
		[{ messages: user('x'), logit_bias: { 5000: 1 } }, 'logit_bias'],
		[{ messages: user('x'), response_format: { type: 'xml' } }, 'response_format.type'],
		[{ messages: user('x'), temprature: 1 }, 'temprature'],
	];
	for (const [body, param] of bad) await failure(await send(body), 400, { param });
	await failure(await request('/v1/chat/completions', { body: Buffer.from('{broken') }), 400, {
		code: 'invalid_json',
	});
	await failure(
		await request('/v1/chat/completions', { body: Buffer.alloc(2_000_000, 'x') }),
		413,
		{
			code: 'request_too_large',
		},
	);
});

test('an option that the model does not have is refused with a reason', async () => {
	const tools = [
		{ type: 'function', function: { name: 'look_up', parameters: { type: 'object' } } },
	];
	const message = await failure(await send({ messages: user('x'), tools }), 400, {
		param: 'tools',
		code: 'unsupported_parameter',
	});
	assert.match(message, /trained without tools/);
	await failure(await send({ messages: user('x'), reasoning_effort: 'low' }), 400, {
		param: 'reasoning_effort',
	});
});

test('the list of models has every name that is answered to', async () => {
	const { object, data } = (await request('/v1/models')).data;
	assert.equal(object, 'list');
	assert.ok(data.every((row) => row.object === 'model' && row.owned_by === 'demo'));
	const names = data.map(({ id }) => id);
	for (const name of [gateway.model, 'claude-2', 'ernie-bot-4', 'spark-v3.0'])
		assert.ok(names.includes(name), name);
	for (const name of names) assert.equal((await request(modelPath(name))).data.id, name);
	await failure(await request('/v1/models/other'), 404, { code: 'model_not_found' });
	await failure(await send({ model: 'rule-painter', messages: user('x') }), 404, {
		code: 'model_not_found',
	});
});

test('a rule is explained where it is listed, and answers to its name with and without that', async () => {
	const { data } = (await request('/v1/models')).data;
	const rules = data.map(({ id }) => id).filter((id) => id.startsWith('rule-'));
	assert.equal(rules.length, 13);
	for (const rule of rules) assert.match(rule, /^rule-[a-z-]+ \(no model: [^()]+\)$/);
	const chosen = rules.find((rule) => rule.startsWith('rule-summarizer'));
	for (const model of ['rule-summarizer', chosen]) {
		const answer = await send({ model, messages: user('One. Two.') });
		assert.equal(answer.data.choices[0].message.content, 'One.');
		assert.equal((await request(modelPath(model))).data.id, chosen);
	}
});

test('two models are there to fail, each in its own way, and the key is good for the others', async () => {
	const messages = user('x');
	await failure(await send({ model: 'rule-broken', messages }), 503, {
		code: 'service_unavailable',
	});
	await failure(await send({ model: 'rule-spent', messages }), 429, { code: 'insufficient_quota' });
	assert.equal((await send({ model: 'rule-agent', messages })).status, 200);
	// Also where a request asks for what no model but that can do.
	const tools = [{ type: 'function', function: { name: 'add' } }];
	await failure(await send({ model: 'gpt-99', messages, tools }), 404, { code: 'model_not_found' });
});

test('the points go down with every answer, and are refused when used up', async (t) => {
	const poor = await startGateway({ points: 0.3 });
	t.after(() => poor.close());
	const credit = async () => (await request('/dashboard/billing/credit_grants', { to: poor })).data;
	const first = await credit();
	assert.deepEqual(
		[first.object, first.total_granted, first.total_used, first.total_available],
		['credit_summary', 0.3, 0, 0.3],
	);
	const { usage } = await answer({ messages: user('Hello') }, { to: poor });
	const points = (usage.prompt_tokens * 6 + usage.completion_tokens * 8) / 1000;
	const second = await credit();
	assert.ok(Math.abs(second.total_used - points) < 0.01);
	assert.equal(second.total_available, Number((0.3 - second.total_used).toFixed(2)));
	assert.equal(second.grants.data[0].used_amount, second.total_used);
	await answer({ messages: reply(tickets[0]) }, { to: poor });
	await failure(await send({ messages: user('Hello') }, { to: poor }), 403, {
		code: 'insufficient_user_quota',
	});
	assert.equal((await credit()).total_available, 0);
});

test('a client that disconnects frees its slot, and one in the queue its place', async (t) => {
	const narrow = await startGateway({ slots: 1 });
	t.after(() => narrow.close());
	const gone = new AbortController();
	// 128 long answers keep the only slot busy for seconds if nobody stops them.
	const long = { messages: reply(tickets[0]), n: 128, stream: true };
	const how = { to: narrow, signal: gone.signal, responseType: 'stream' };
	const answers = await Promise.all([1, 2, 3].map(() => send(long, how)));
	for (const { data } of answers) data.on('error', () => {});
	await once(answers[0].data, 'data');
	assert.equal(narrow.active, 3);
	gone.abort();
	assert.ok(await quiet(narrow, 500), 'the requests still run');
	assert.equal(
		(await answer({ messages: user('ping') }, { to: narrow })).choices[0].message.content,
		'pong',
	);
});

test('twenty requests at once all get their own answer', async () => {
	const before = gateway.requests;
	const bodies = await Promise.all(
		tickets
			.slice(0, 20)
			.map((ticket, index) => send({ messages: summarize(ticket), stream: index % 2 === 0 })),
	);
	for (const [index, response] of bodies.entries()) {
		const text =
			index % 2 === 0
				? events(response)
						.map(({ choices }) => choices[0].delta.content ?? '')
						.join('')
				: response.data.choices[0].message.content;
		assert.equal(text, tickets[index].expected.summary);
	}
	assert.equal(gateway.requests, before + 20);
	assert.ok(await quiet(gateway, 500));
});

test('every answer has its own request id', async () => {
	const answers = [
		await send({ messages: user('Hello') }),
		await send({ messages: user('Hello'), stream: true }),
		await request('/nowhere'),
	];
	assert.equal(new Set(answers.map(({ headers }) => headers['x-request-id'])).size, 3);
});

test('every route that answers something takes points, and is refused when they are used up', async (t) => {
	const poor = await startGateway({ points: 0.01 });
	t.after(() => poor.close());
	const wish = { model: 'rule-embedder', input: 'x' };
	const embed = () => request('/v1/embeddings', { body: wish, to: poor });
	assert.equal((await embed()).status, 200);
	await failure(await embed(), 403, { code: 'insufficient_user_quota' });
	const drawn = { model: 'rule-painter', prompt: 'x' };
	await failure(await request('/v1/images/generations', { body: drawn, to: poor }), 403, {});
	const claude = await http.post(
		`${poor.url}/v1/messages`,
		{ model: 'claude-2', max_tokens: 5, messages: user('x') },
		{ headers: { 'x-api-key': poor.key, 'anthropic-version': '2023-06-01' } },
	);
	assert.deepEqual([claude.status, claude.data.error.type], [403, 'permission_error']);
});

test('latency is waited for before an answer', async (t) => {
	const far = await startGateway({ latency: 150 });
	t.after(() => far.close());
	const begun = performance.now();
	await answer({ messages: user('Hello') }, { to: far });
	assert.ok(performance.now() - begun >= 145);
});

test('closing cuts what is still under way', async () => {
	const closing = await startGateway({ slots: 1 });
	const pending = send({ messages: reply(tickets[0]), n: 128 }, { to: closing });
	await pause(50);
	await Promise.all([assert.rejects(pending), closing.close()]);
});
