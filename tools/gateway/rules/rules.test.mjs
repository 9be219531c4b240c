import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsOf, testClient } from '../testClient.mjs';

const path = '/v1/chat/completions';
const client = testClient();
const conversation = (instructions, text) => [
	{ role: 'system', content: instructions },
	{ role: 'user', content: text },
];

async function ask(model, messages, more) {
	const { choices, usage } = await client.answer(path, { model, messages, ...more });
	assert.equal(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens);
	return { text: choices[0].message.content, finish: choices[0].finish_reason, usage, choices };
}

test('rule-translator swaps the words that it knows and leaves placeholders, tags and addresses alone.', async () => {
	const text = 'Hello {{hello}}, your <b class="water">order</b> %s: https://x.org/order `good`';
	const { text: german } = await ask(
		'rule-translator',
		conversation('Translate into German.', text),
	);
	assert.equal(
		german,
		'Hallo {{hello}}, your <b class="water">Bestellung</b> %s: https://x.org/order `good`',
	);
	const chinese = conversation('Translate the text into Chinese (中文).', 'Thank you\n\nCustomer');
	assert.equal((await ask('rule-translator', chinese)).text, '谢谢 你\n\n客户');
});

test('rule-translator says into which language it could not translate.', async () => {
	const { text } = await ask(
		'rule-translator',
		conversation('Translate into Welsh.', 'Hello {{a}}'),
	);
	assert.equal(text, '[Welsh] Hello {{a}}');
});

test('rule-summarizer takes the first sentence of the first five paragraphs.', async () => {
	const paragraphs = [1, 2, 3, 4, 5, 6].map((n) => `It costs ${n}.5 euros.\nAnd more! So it is.`);
	const { text } = await ask(
		'rule-summarizer',
		conversation('Summarize.', paragraphs.join('\n\n')),
	);
	assert.equal(text, [1, 2, 3, 4, 5].map((n) => `It costs ${n}.5 euros.`).join('\n'));
	assert.equal((await ask('rule-summarizer', conversation('', '你好。世界。'))).text, '你好。');
});

test('rule-extractor fills the schema from lines, and invents nothing.', async () => {
	const schema = {
		type: 'object',
		properties: {
			name: { type: 'string' },
			total_price: { type: 'number' },
			count: { type: 'integer' },
			paid: { type: 'boolean' },
			tags: { type: 'array', items: { type: 'string' } },
			day: { anyOf: [{ type: 'string', pattern: '^\\d+-\\d+-\\d+$' }, { type: 'null' }] },
			colour: { type: 'string', enum: ['red', 'green'] },
			phone: { type: ['string', 'null'] },
			city: { type: 'string' },
		},
		required: ['name', 'city'],
	};
	const text =
		'Read this.\nName: Ada\n- Total price: 1,200.50 €\nCOUNT: 3\npaid: yes\ntags: a, b\nday: 2024-12-31\nColour: Red';
	const format = { response_format: { type: 'json_schema', json_schema: { name: 'x', schema } } };
	const asked = conversation('Extract.', text);
	assert.deepEqual(JSON.parse((await ask('rule-extractor', asked, format)).text), {
		name: 'Ada',
		total_price: 1200.5,
		count: 3,
		paid: true,
		tags: ['a', 'b'],
		day: '2024-12-31',
		colour: 'red',
		phone: null,
	});
	const free = await ask('rule-extractor', conversation('', 'Name: Ada\nAge: 36'));
	assert.deepEqual(JSON.parse(free.text), { name: 'Ada', age: '36' });
});

test('A rule heeds limits and stop texts, answers n times, and takes texts of any length.', async () => {
	const long = `${'word '.repeat(100_000)}\n\nHello`;
	const cut = await ask('rule-translator', conversation('Translate into German.', long), {
		max_tokens: 7,
	});
	assert.deepEqual([cut.finish, cut.usage.completion_tokens], ['length', 7]);
	assert.ok(cut.usage.prompt_tokens > 100_000);
	const asked = conversation('Translate into German.', 'hello world');
	const { text, choices } = await ask('rule-translator', asked, { stop: 'welt', n: 2 });
	assert.equal(text, 'hallo ');
	assert.equal(choices.length, 2);
	const stream = { stream: true, stream_options: { include_usage: true } };
	const whole = await ask('rule-translator', asked);
	const body = { model: 'rule-translator', messages: asked, ...stream };
	const events = eventsOf(await client.post(path, body));
	assert.equal(events.pop().data, '[DONE]');
	assert.deepEqual(events.pop().data.usage, whole.usage);
	const parts = events.map(({ data }) => data.choices[0].delta.content ?? '');
	assert.equal(parts.join(''), whole.text);
});

test('ERNIE takes what the others take, but stream_options and a temperature out of its range.', async () => {
	const messages = [{ role: 'user', content: 'ping' }];
	const wishes = { temperature: 0.01, top_p: 1, user: 'me', max_tokens: 9, n: 1, stop: null };
	assert.equal((await ask('ernie-bot-4', messages, wishes)).text, 'pong');
	const body = { model: 'ernie-bot-4', messages };
	for (const temperature of [0, 1.01])
		assert.equal(
			await client.refused(path, { ...body, temperature }, 'temperature'),
			'parameter check failed, temperature range is (0, 1.0]',
		);
	const stream = { stream: true, stream_options: { include_usage: true } };
	assert.equal(
		await client.refused(path, { ...body, ...stream }, 'stream_options'),
		"Unknown parameter: 'stream_options'.",
	);
	const events = eventsOf(await client.post(path, { model: 'ernie-bot', messages, stream: true }));
	assert.equal(events.pop().data, '[DONE]');
	assert.ok(events.pop().data.usage.total_tokens > 0);
	assert.equal((await ask('spark-v3.0', messages, { max_tokens: 9 })).text, 'pong');
});
