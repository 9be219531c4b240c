import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClient } from '../testClient.mjs';

const path = '/v1/embeddings';
const client = testClient();
const embed = (input, more) => client.answer(path, { model: 'rule-embedder', input, ...more });

test('Every input gets its vector, in order, of the dimensions asked for and of length 1.', async () => {
	const inputs = ['The printer is broken', 'the PRINTER, broken', 'Where is my order?', '你好世界'];
	const { object, model, data, usage } = await embed(inputs, { dimensions: 64 });
	assert.deepEqual([object, model], ['list', 'rule-embedder']);
	assert.deepEqual(
		data.map(({ object, index }) => [object, index]),
		inputs.map((_, index) => ['embedding', index]),
	);
	for (const { embedding } of data) {
		assert.equal(embedding.length, 64);
		assert.ok(Math.abs(Math.hypot(...embedding) - 1) < 1e-9);
	}
	const near = (a, b) =>
		data[a].embedding.reduce((sum, value, at) => sum + value * data[b].embedding[at], 0);
	assert.ok(near(0, 1) > 0.8 && near(0, 1) > near(0, 2) + 0.5);
	assert.ok(usage.prompt_tokens > 10 && usage.total_tokens === usage.prompt_tokens);
});

test('The same text has the same vector alone and among others, and 256 dimensions unless asked.', async () => {
	const alone = await embed('one two');
	const among = await embed(['three', 'one two']);
	assert.equal(alone.data[0].embedding.length, 256);
	assert.deepEqual(alone.data[0].embedding, among.data[1].embedding);
	const [first, second] = await Promise.all([embed('one two'), embed('three')]);
	assert.equal(among.usage.prompt_tokens, first.usage.prompt_tokens + second.usage.prompt_tokens);
});

test('As base64 the vector has the same numbers, with 32 bits.', async () => {
	const { data } = await embed('one two three', { dimensions: 8 });
	const packed = await embed('one two three', { dimensions: 8, encoding_format: 'base64' });
	const bytes = Buffer.from(packed.data[0].embedding, 'base64');
	assert.equal(bytes.length, 32);
	for (const [at, value] of data[0].embedding.entries())
		assert.equal(bytes.readFloatLE(at * 4), Math.fround(value));
});

test('What cannot be embedded is refused, naming the place.', async () => {
	const refused = (body, ...expected) =>
		client.refused(path, { model: 'rule-embedder', input: 'x', ...body }, ...expected);
	assert.match(await refused({ input: ['a', ''] }, 'input[1]'), /cannot be an empty string/);
	await refused({ input: '' }, 'input');
	await refused({ input: [] }, 'input');
	await refused({ input: [[1, 2]] }, 'input[0]');
	await refused({ input: { text: 'x' } }, 'input');
	await refused({ input: null }, 'input');
	await refused({ dimensions: 0 }, 'dimensions');
	await refused({ encoding_format: 'int8' }, 'encoding_format');
	await refused({ colour: 'red' }, 'colour');
	await refused({ model: undefined }, 'model');
	const message = await refused({ model: 'tiny-support' }, 'model', 404);
	assert.match(message, /does not answer on this route: it is there for chat/);
});
