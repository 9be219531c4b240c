import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsOf, testClient } from '../testClient.mjs';

const path = '/v1/completions';
const prompt = 'user: ping\nassistant:\n';
const client = testClient();
const request = (more) => ({ model: client.gateway.model, prompt, ...more });
const complete = (more) => client.answer(path, request(more));

test('A text is gone on with, and the answer has the shape of OpenAI.', async () => {
	const { id, created, usage, ...rest } = await complete();
	assert.match(id, /^cmpl-/);
	assert.ok(created > 1_600_000_000);
	assert.deepEqual(rest, {
		object: 'text_completion',
		model: client.gateway.model,
		choices: [{ index: 0, text: 'pong', logprobs: null, finish_reason: 'stop' }],
	});
	assert.equal(usage.prompt_tokens + usage.completion_tokens, usage.total_tokens);
	assert.ok(usage.completion_tokens > 0);
});

test('The text is repeated when echo is asked for, whole or streamed, for each of n answers.', async () => {
	const { choices } = await complete({ echo: true, n: 2 });
	assert.deepEqual(
		choices.map(({ text }) => text),
		[`${prompt}pong`, `${prompt}pong`],
	);
	const wish = { echo: true, n: 2, stream: true, stream_options: { include_usage: true } };
	const events = eventsOf(await client.post(path, request(wish)));
	assert.equal(events.pop().data, '[DONE]');
	const { usage } = events.pop().data;
	assert.ok(usage.total_tokens > 0);
	const parts = events.map(({ data }) => data.choices[0]);
	for (const index of [0, 1]) {
		const own = parts.filter((part) => part.index === index);
		assert.equal(own.map(({ text }) => text).join(''), `${prompt}pong`);
		assert.equal(own.at(-1).finish_reason, 'stop');
	}
});

test('An answer has 16 tokens at most, as at OpenAI, unless more are asked for.', async () => {
	const long = 'user: Reply to this ticket: The printer is broken.\nassistant:\n';
	const short = await complete({ prompt: long });
	assert.deepEqual([short.choices[0].finish_reason, short.usage.completion_tokens], ['length', 16]);
	const more = await complete({ prompt: long, max_tokens: 20 });
	assert.equal(more.usage.completion_tokens, 20);
	const stopped = await complete({ prompt: long, stop: ['\n'] });
	assert.match(stopped.choices[0].text, /^Dear [^\n]*$/);
});

test('What cannot be done is refused, naming the member.', async () => {
	const refused = (body, ...expected) => client.refused(path, request(body), ...expected);
	await refused({ prompt: undefined }, 'prompt');
	await refused({ prompt: ['a'] }, 'prompt');
	assert.match(await refused({ prompt: 'x'.repeat(9000) }, 'prompt'), /your prompt resulted in/);
	await refused({ suffix: 'end' }, 'suffix');
	await refused({ logprobs: 2 }, 'logprobs');
	await refused({ best_of: 3 }, 'best_of');
	await refused({ messages: [] }, 'messages');
	await refused({ model: 'rule-translator' }, 'model', 404);
});
