import type { JsonObject } from '../../../nodes/api/json';
import type { Reader } from '../../../nodes/api/readers/reader';
import { chatReader } from '../../../nodes/api/chat/reader';
import { claudeReader } from '../../../nodes/api/claude/reader';
import { legacyCompletionCall } from '../../../nodes/api/legacyCompletion';

interface Texts {
	text?: string;
	choices?: Array<{ text: string; index: number }>;
}

function read(reader: Reader<Texts>, text: string) {
	reader.head({ status: 200, headers: {} });
	reader.push(Buffer.from(text));
	return reader.end();
}

const streamOf = (events: unknown[]) =>
	events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
const legacy = () => legacyCompletionCall({ model: 'm', prompt: 'x' }).reader();

const piece = (delta: unknown, more: JsonObject = {}) => ({
	choices: [{ index: 0, delta, finish_reason: null, ...more }],
});
const hel = piece({ content: 'Hel' });
const end = piece({}, { finish_reason: 'stop' });
const answered = (message: unknown) => ({
	choices: [{ index: 0, message, finish_reason: 'stop' }],
});
const call = (id: string, name?: unknown) => ({
	id,
	type: 'function',
	function: { ...(name === undefined ? {} : { name }), arguments: '{}' },
});

const notKnown = 'The gateway answered in a form that is not known';

test.each<[string, unknown]>([
	['choices that are a text', { choices: 'lo' }],
	['choices that are a number', { choices: 17 }],
	['a choice that is a text', { choices: ['lo'] }],
	['a choice in a list of its own', { choices: [[{ index: 0, delta: { content: 'lo' } }]] }],
	['a choice of which nothing is known', { choices: [{ wrapped: { delta: { content: 'lo' } } }] }],
	['a piece that is a number', piece(17)],
	['content that is a number', piece({ content: 17 })],
	['content of which nothing is known', piece({ content: { wrapped: 'lo' } })],
	['a call that is a text', piece({ tool_calls: ['get'] })],
	['a call without a name', piece({ tool_calls: [call('x')] })],
])('a stream with %s is not taken for whole, and not asked for again', (_what, event) => {
	expect(read(chatReader(), streamOf([hel, event, end])).failure).toMatchObject({
		kind: 'malformed',
		message: notKnown,
		retryable: false,
		text: 'Hel',
	});
});

test('an event that is none breaks a stream, wherever it stands in a list', () => {
	for (const event of [[[hel]], [hel, 'lo'], [17]])
		expect(read(chatReader(), streamOf([hel, event, end])).failure).toMatchObject({
			kind: 'malformed',
			text: expect.stringContaining('Hel'),
		});
});

test.each<[string, unknown]>([
	['content that is a number', { content: 17 }],
	['content of which nothing is known', { content: { wrapped: 'Hello' } }],
	['a call in a list of its own', { content: 'Hello', tool_calls: [[call('x', 'get')]] }],
	['a call without a name', { content: 'Hello', tool_calls: [call('x')] }],
	['a function that is a list', { content: 'Hello', tool_calls: [{ id: 'x', function: [] }] }],
])('a whole answer with %s is not good, and not asked for again', (_what, message) => {
	expect(read(chatReader(), JSON.stringify(answered(message))).failure).toMatchObject({
		kind: 'malformed',
		message: notKnown,
		retryable: false,
	});
});

test('a choice that is none beside a good one keeps the text of that', () => {
	const body = { choices: [...answered({ content: 'Hello' }).choices, 17] };
	expect(read(chatReader(), JSON.stringify(body)).failure).toMatchObject({
		kind: 'malformed',
		retryable: false,
		text: 'Hello',
	});
});

test.each<[string, unknown[]]>([
	[
		'a choice without its list',
		[{ choices: { index: 0, delta: { content: 'Hello' }, finish_reason: 'stop' } }],
	],
	['a piece that is a text', [piece('Hello'), end]],
	['a bare text beside no piece', [piece(null, { text: 'Hello' }), end]],
	[
		'a message that is a text',
		[{ choices: [{ index: 0, message: 'Hello', finish_reason: 'stop' }] }],
	],
	['an index that is a text', [piece({ content: 'Hello' }, { index: '0' }), end]],
	['an envelope', [{ data: piece({ content: 'Hello' }) }, { data: end }]],
	['events that are JSON twice over', [JSON.stringify(piece({ content: 'Hello' })), end]],
	['events in a list', [[piece({ content: 'Hello' }), end]]],
	['an empty object for no choices', [piece({ content: 'Hello' }), { choices: {} }, end]],
	['a reason in a list', [piece({ content: 'Hello' }), piece({}, { finish_reason: ['stop'] })]],
])('%s is read all the same', (_what, events) => {
	const { value, failure } = read(chatReader(), streamOf(events));
	expect([failure, value?.choices?.map(({ text }) => text)]).toEqual([undefined, ['Hello']]);
});

test('which of several answers a piece belongs to is not guessed', () => {
	const stream = (index: unknown) =>
		streamOf([
			piece({ content: 'a' }, { index: 0, finish_reason: 'stop' }),
			piece({ content: 'b' }, { index: 1, finish_reason: 'stop' }),
			piece({ content: 'c' }, { index }),
		]);
	expect(read(chatReader(), stream({})).failure?.message).toBe(notKnown);
	expect(read(chatReader(), stream('1')).value?.choices?.map(({ text }) => text)).toEqual([
		'a',
		'bc',
	]);
});

test('the first answer is heard, also where another one begins before it', () => {
	let heard = '';
	const reader = chatReader((said) => (heard += said), 2);
	const events = [
		piece({ content: 'b' }, { index: 1, finish_reason: 'stop' }),
		piece({ content: 'a' }, { index: 0, finish_reason: 'stop' }),
	];
	expect(read(reader, streamOf(events)).value?.choices?.[0]?.text).toBe('a');
	expect(heard).toBe('a');
});

test('a body that is JSON twice over is read; one that is none, but whole, is not asked for again', () => {
	const body = JSON.stringify(answered({ content: 'Hello {' }));
	expect(read(chatReader(), JSON.stringify(body)).value?.choices?.[0]?.text).toBe('Hello {');
	expect(read(chatReader(), '"Hello {"').failure?.retryable).toBe(false);
	expect(read(chatReader(), '[{"a":"{"},1]').failure?.retryable).toBe(false);
	expect(read(chatReader(), '{"choices":[').failure?.retryable).toBe(true);
});

test.each<[string, unknown]>([
	['number', 17],
	['object', { wrapped: 'lo' }],
])('a text of the old route that is a %s is not taken for none', (_what, text) => {
	const chunk = (value: unknown, finish_reason: string | null) => ({
		choices: [{ index: 0, text: value, finish_reason }],
	});
	const events = [chunk('Hel', null), chunk(text, null), chunk('', 'stop')];
	expect(read(legacy(), streamOf(events)).failure).toMatchObject({
		kind: 'malformed',
		retryable: false,
	});
	expect(read(legacy(), JSON.stringify(chunk(text, 'stop'))).failure?.kind).toBe('malformed');
});

const begin = { type: 'message_start', message: { role: 'assistant', content: [] } };
const block = { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } };
const delta = (text: unknown, more: JsonObject = {}) => ({
	type: 'content_block_delta',
	index: 0,
	delta: { type: 'text_delta', text },
	...more,
});
const over = [
	{ type: 'message_delta', delta: { stop_reason: 'end_turn' } },
	{ type: 'message_stop' },
];

test.each<[string, unknown]>([
	['words that are a number', delta(17)],
	['a piece that is a text', delta('lo', { delta: 'lo' })],
	['a block that is a list', { ...block, content_block: [] }],
	['an end that is a number', { type: 'message_delta', delta: 17 }],
	[
		'a tool without a name',
		{ ...block, index: 1, content_block: { type: 'tool_use', id: 't', input: {} } },
	],
])('a stream of Claude with %s is not taken for whole', (_what, event) => {
	const stream = streamOf([begin, block, delta('Hel'), event, ...over]);
	expect(read(claudeReader(), stream).failure).toMatchObject({
		kind: 'malformed',
		message: notKnown,
		retryable: false,
		text: 'Hel',
	});
});

test.each<[string, JsonObject]>([
	['that has none', { type: undefined }],
	['that is a list', { type: ['content_block_delta'] }],
	['that is new', { type: 'content_block_piece' }],
])('an event of a type %s is known by what it holds', (_which, more) => {
	const stream = streamOf([begin, block, delta('Hel'), delta('lo', more), ...over]);
	expect(read(claudeReader(), stream).value?.text).toBe('Hello');
});

test('a tool in a list of its own is called', () => {
	const content = [[{ type: 'tool_use', id: 't', name: 'get', input: { a: 1 } }]];
	const body = { type: 'message', content, stop_reason: 'tool_use' };
	expect(read(claudeReader(), JSON.stringify(body)).value).toMatchObject({
		message: { tool_calls: [{ function: { name: 'get', arguments: { a: 1 } } }] },
	});
});
