import { tool } from '@langchain/core/tools';
import { HumanMessage } from '@langchain/core/messages';
import { z } from 'zod';
import {
	added,
	args,
	bodyOf,
	call,
	completed,
	created,
	delta,
	done,
	event,
	events,
	json,
	message,
	whole,
} from '../cases/own/responsesBodies';
import { askWithTools } from '../support/askWithTools';
import { supplyChatModel } from '../support/chatModel';
import type { Answer } from '../support/wire/case';
import { respondAs } from '../support/wire/server';

type Json = { [name: string]: unknown };

/* Answers of /v1/responses that are no good, as they reach an Agent. Nothing of them may pass for an answer, or run a tool. */

const get = tool(() => '', {
	name: 'get',
	description: 'Gets',
	schema: z.object({ a: z.number() }),
});

async function ask(answer: Answer, streamed: boolean) {
	const { model, close, requests } = await supplyChatModel(respondAs({ answer }), {
		throughput: { maxAttempts: 1 },
		options: { stream: streamed, api: 'responses' },
	});
	const said = await askWithTools(model, [get], [new HumanMessage('Hi')], streamed).finally(close);
	expect(requests.map(({ path }) => path)).toEqual(['/v1/responses']);
	return said;
}

/** Items as a stream brings them. */
const streamOf = (output: Json[], more: Json = {}): Answer =>
	events(created, ...output.map(done), completed(output, more));

const failed = { status: 'failed', error: { code: 'server_error', message: 'The lamp broke' } };
const opened = call('get', '', { status: 'in_progress' });

test.each<[string, Json[], Json, RegExp]>([
	['no items', [], {}, /without a message|empty/i],
	['items of unknown kinds', [{ type: 'lamp_shop' }], {}, /./],
	['a call without a name', [call('get', '{"a":1}', { name: undefined })], {}, /./],
	['a call without a name beside a text', [message('Hi'), call('', '{"a":1}')], {}, /./],
	['arguments that are no JSON', [call('get', '{"a":')], {}, /arguments that are not JSON/],
	['a tool that was not given', [call('put', '{}')], {}, /"put", which it was not given/],
	['failed under 200', [], failed, /The lamp broke/],
	['failed with a call', [call('get', '{"a":1}')], failed, /The lamp broke/],
	['cancelled', [message('Hi')], { status: 'cancelled' }, /./],
])('%s: the chat model throws, whole and streamed', async (_what, output, more, words) => {
	await expect(ask(whole(output, more), false)).rejects.toThrow(words);
	await expect(ask(streamOf(output, more), true)).rejects.toThrow(words);
});

test.each<[string, Answer]>([
	['within a text', events(created, delta('Hi'))],
	['within a call', events(created, added(opened), args('{"a":'))],
	[
		'behind a whole call',
		events(created, added(opened), args('{"a":1}'), done(call('get', '{"a":1}'))),
	],
	['at the word of [DONE]', withDone(events(created, done(call('get', '{"a":1}'))))],
	[
		'within a failure',
		events(created, delta('Hi'), event('failed', { response: bodyOf([], failed) })),
	],
	['before anything', events(created)],
])('a stream that breaks off %s is thrown, and calls nothing', async (_where, answer) => {
	await expect(ask(answer, true)).rejects.toThrow();
});

test.each([true, false])('calls with one ID get one each (streamed: %p)', async (streamed) => {
	const output = [1, 2].map((a) =>
		call('get', JSON.stringify({ a }), { call_id: 'c', id: `f${a}` }),
	);
	const said = await ask(streamed ? streamOf(output) : whole(output), streamed);
	expect(said.tool_calls?.map(({ args: given }) => given)).toEqual([{ a: 1 }, { a: 2 }]);
	expect(new Set(said.tool_calls?.map(({ id }) => id)).size).toBe(2);
});

test.each([true, false])('a call without any ID gets one (streamed: %p)', async (streamed) => {
	const output = [call('get', '{"a":1}', { call_id: undefined, id: undefined })];
	const said = await ask(streamed ? streamOf(output) : whole(output), streamed);
	expect(said.tool_calls).toMatchObject([{ name: 'get', args: { a: 1 }, id: expect.any(String) }]);
});

test('an answer that ends twice is the first one', async () => {
	const said = await ask(
		events(created, delta('Hi'), completed([message('Hi')]), completed([message('Ho')])),
		true,
	);
	expect(said.text).toBe('Hi');
});

test('a refusal in JSON under 200 is thrown in its words', async () => {
	const refused = json({ error: { message: 'No credits', code: 'insufficient_quota' } });
	await expect(ask(refused, true)).rejects.toThrow('No credits');
});

function withDone(answer: Answer): Answer {
	return { ...answer, body: [...(answer.body as string[]), 'data: [DONE]\n\n'] };
}
