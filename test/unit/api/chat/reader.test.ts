import { chatReader } from '../../../../nodes/api/chat/reader';
import type { JsonObject } from '../../../../nodes/api/json';

interface Delivery {
	status?: number;
	size?: number;
}

function read(text: string, { status = 200, size = Infinity }: Delivery = {}) {
	const reader = chatReader();
	reader.head({ status, headers: { 'x-request-id': 'r-1' } });
	const bytes = new TextEncoder().encode(text);
	for (let at = 0; at < bytes.length; at += size) {
		if (!reader.push(bytes.subarray(at, Math.min(bytes.length, at + size)))) break;
	}
	return reader.end();
}

const top = { id: 'c-1', object: 'chat.completion.chunk', created: 1, model: 'm' };
const chunk = (choices: unknown[], more: JsonObject = {}) => ({ ...top, choices, ...more });
const delta = (piece: unknown, finish_reason: unknown = null, index = 0) => ({
	index,
	delta: piece,
	finish_reason,
});
const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
const stream = (...events: unknown[]) =>
	events
		.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`)
		.join('');

const hello = stream(
	chunk([delta({ role: 'assistant', content: '' })]),
	chunk([delta({ content: 'Hel' })]),
	chunk([delta({ content: 'lo 🎈' })]),
	chunk([delta({}, 'stop')]),
	chunk([], { usage }),
	'[DONE]',
);
const helloBody = {
	id: 'c-1',
	object: 'chat.completion',
	created: 1,
	model: 'm',
	choices: [
		{ index: 0, message: { role: 'assistant', content: 'Hello 🎈' }, finish_reason: 'stop' },
	],
	usage,
};

test('a streamed answer is, key by key, the unstreamed one', () => {
	expect(read(hello).value).toEqual(read(JSON.stringify(helloBody)).value);
	expect(read(hello).value?.body).toEqual(helloBody);
});

test('any cut of the bytes gives the same answer', () => {
	for (let size = 1; size < 60; size++)
		expect(read(hello, { size }).value?.body).toEqual(helloBody);
});

test('a stream that breaks off anywhere is never taken for an answer, and keeps its text', () => {
	const finished = hello.indexOf('"stop"');
	for (let length = 0; length < finished; length++) {
		const { value, failure } = read(hello.slice(0, length));
		expect(value).toBeUndefined();
		expect(failure).toMatchObject({ kind: 'malformed', retryable: true });
	}
	const cut = hello.indexOf('lo 🎈');
	expect(read(hello.slice(0, cut - 60)).failure?.text).toBe('Hel');
});

test('a stream that says it is over in the middle of an answer is told apart', () => {
	const { failure } = read(stream(chunk([delta({ content: 'Hel' })]), '[DONE]'));
	expect(failure).toMatchObject({ kind: 'malformed', code: 'no_finish_reason', text: 'Hel' });
});

test('an answer is complete without [DONE], and nothing counts after it', () => {
	expect(read(hello.replace('data: [DONE]\n\n', '')).value?.body).toEqual(helloBody);
	expect(read(`${hello}data: {"error":{"message":"late"}}\n\n`).value?.body).toEqual(helloBody);
});

test('tool calls are put together by index, also when their fragments alternate', () => {
	const call = (index: number, id: string, name: string, args: string) => ({
		index,
		id,
		type: 'function',
		function: { name, arguments: args },
	});
	const more = (index: number, args: string) => ({ index, function: { arguments: args } });
	const { value } = read(
		stream(
			chunk([delta({ role: 'assistant', content: null, tool_calls: [call(0, 'a', 'f', '')] })]),
			chunk([delta({ tool_calls: [call(1, 'b', 'g', '{"y"')] })]),
			chunk([delta({ tool_calls: [more(0, '{"x":'), more(1, ':2}')] })]),
			chunk([delta({ tool_calls: [more(0, '1}')] })]),
			chunk([delta({}, 'tool_calls')]),
			'[DONE]',
		),
	);
	expect(value?.body.choices).toEqual([
		{
			index: 0,
			message: {
				role: 'assistant',
				content: null,
				tool_calls: [
					{ id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":1}' } },
					{ id: 'b', type: 'function', function: { name: 'g', arguments: '{"y":2}' } },
				],
			},
			finish_reason: 'tool_calls',
		},
	]);
});

test.each([
	['leave the index out', [undefined, undefined, undefined]],
	['begin at 0 again for every call', [0, 0, 0]],
	['send an index that is none', [-1, 1e9, 0.5]],
])('gateways that %s are understood by the id of the call', (_way, indices) => {
	const [first, second, third] = indices.map((index) => (index === undefined ? {} : { index }));
	const { value } = read(
		stream(
			chunk([
				delta({ tool_calls: [{ ...first, id: 'a', function: { name: 'f', arguments: '{' } }] }),
			]),
			chunk([delta({ tool_calls: [{ ...second, function: { name: 'f', arguments: '}' } }] })]),
			chunk([
				delta({ tool_calls: [{ ...third, id: 'b', function: { name: 'g', arguments: '{}' } }] }),
			]),
			chunk([delta({}, 'tool_calls')]),
		),
	);
	expect(value?.choices[0].message.tool_calls).toEqual([
		{ id: 'a', function: { name: 'f', arguments: {} } },
		{ id: 'b', function: { name: 'g', arguments: {} } },
	]);
});

test('several answers come in their order, whichever way their chunks arrive', () => {
	const { value } = read(
		stream(
			chunk([delta({ content: 'C' }, null, 2), delta({ content: 'A' }, null, 0)]),
			chunk([delta({ content: 'B' }, 'stop', 1)]),
			chunk([delta({ content: 'a' }, 'stop', 0), delta({}, 'length', 2)]),
		),
	);
	expect(value?.choices.map(({ text, finish_reason }) => [text, finish_reason])).toEqual([
		['Aa', 'stop'],
		['B', 'stop'],
		['C', 'length'],
	]);
});

test('reasoning, refusal, log probabilities and unknown members are kept', () => {
	const { value } = read(
		stream(
			chunk(
				[
					{
						...delta({ role: 'assistant', reasoning_content: 'Let ' }),
						logprobs: { content: [{ token: 'a' }] },
					},
				],
				{ system_fingerprint: 'fp', usage: null },
			),
			chunk([
				{
					...delta({ reasoning_content: 'me see', content: 'Yes', refusal: null }),
					logprobs: { content: [{ token: 'b' }] },
				},
			]),
			chunk([delta({}, 'stop')], { service_tier: 'default', usage }),
		),
	);
	expect(value?.body).toMatchObject({ system_fingerprint: 'fp', service_tier: 'default', usage });
	expect(value?.body.choices).toEqual([
		{
			index: 0,
			message: {
				role: 'assistant',
				reasoning_content: 'Let me see',
				content: 'Yes',
				refusal: null,
			},
			logprobs: { content: [{ token: 'a' }, { token: 'b' }] },
			finish_reason: 'stop',
		},
	]);
});

test('a failure in the middle of a stream ends it with the words of the gateway and the text so far', () => {
	const begun = chunk([delta({ content: 'Hel' })], { usage });
	const failed = { error: { message: 'upstream exploded', type: 'server_error' } };
	expect(read(stream(begun, failed, chunk([delta({}, 'stop')]))).failure).toMatchObject({
		kind: 'server',
		message: 'upstream exploded',
		status: 200,
		text: 'Hel',
		usage,
		request_id: 'r-1',
	});
	const named = `${stream(begun)}event: error\ndata: {"message":"overloaded"}\n\n`;
	expect(read(named).failure).toMatchObject({ message: 'overloaded', text: 'Hel' });
	expect(read(`${stream(begun)}data: {"cut\n\n`).failure).toMatchObject({
		kind: 'malformed',
		text: 'Hel',
	});
});

test('JSON is read although a stream was asked for, and failures of any status', () => {
	expect(read(JSON.stringify(helloBody)).value?.choices[0].text).toBe('Hello 🎈');
	expect(read(` \n${JSON.stringify(helloBody)}`).value?.choices[0].text).toBe('Hello 🎈');
	expect(read('{"error":{"message":"no"}}', { status: 400 }).failure).toMatchObject({
		kind: 'badRequest',
		message: 'no',
	});
	expect(read('internal trouble', { status: 500 }).failure).toMatchObject({
		kind: 'server',
		message: 'internal trouble',
	});
	expect(read('').failure).toMatchObject({
		kind: 'malformed',
		message: 'The gateway answered with an empty body',
	});
});

test('a member named __proto__ reaches no prototype', () => {
	const { value } = read(
		'data: {"__proto__":{"bad":1},"choices":[{"delta":{"__proto__":{"bad":1},"content":"x"},"finish_reason":"stop"}]}\n\n',
	);
	expect((value?.body as { bad?: number }).bad).toBeUndefined();
	expect(({} as { bad?: number }).bad).toBeUndefined();
});

test.each([
	[
		'streamed',
		stream(chunk([delta({ function_call: { arguments: '{"a":1}' } })]), chunk([delta({}, 'stop')])),
	],
	[
		'whole',
		JSON.stringify({
			choices: [
				{ index: 0, message: { function_call: { arguments: '{"a":1}' } }, finish_reason: 'stop' },
			],
		}),
	],
])('a call of the old form that has lost its name is no answer: %s', (_how, text) => {
	expect(read(text).failure).toMatchObject({ kind: 'malformed', retryable: false });
});

test('a call of the old form with nothing in it is none', () => {
	const message = {
		role: 'assistant',
		content: 'Hello',
		function_call: { name: '', arguments: '' },
	};
	const body = { choices: [{ index: 0, message, finish_reason: 'stop' }] };
	expect(read(JSON.stringify(body)).value?.choices[0].text).toBe('Hello');
});

test('a chunk that lost a part on its way is not read as two', () => {
	const torn =
		'{"id":"c-1","mo":{"arguments":"x"}}]},"finish_reason":null}],"usage":{"total_tokens":1}}';
	const text = stream(
		chunk([delta({ content: 'Hel' })]),
		torn,
		chunk([delta({ content: 'o' }, 'stop')]),
	);
	expect(read(text).failure).toMatchObject({ kind: 'malformed', text: 'Hel' });
});
