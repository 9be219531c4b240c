import { without } from '../../../../nodes/api/json';
import { claudeReader } from '../../../../nodes/api/claude/reader';
import { asStream, claudeAnswer, claudeEvents } from '../../../support/claude';
import { howMany } from '../../../support/howMany';

const rich = claudeAnswer(
	[
		{ type: 'thinking', thinking: 'Let me see…', signature: 'c2lnbg==' },
		{ type: 'text', text: 'Für 你好 🎈: ' },
		{
			type: 'tool_use',
			id: 'toolu_1',
			name: 'get_weather',
			input: { city: 'Zürich', days: [1, 2] },
		},
		{ type: 'tool_use', id: 'toolu_2', name: 'now', input: {} },
		{ type: 'text', text: 'done.' },
	],
	{
		stop_reason: 'tool_use',
		usage: {
			input_tokens: 9,
			cache_creation_input_tokens: 3,
			cache_read_input_tokens: 5,
			output_tokens: 12,
		},
	},
);

/** What a reader makes of a text that arrives in pieces. */
function read(text: string, cutAt: number[] = [], status = 200) {
	const reader = claudeReader();
	reader.head({ status, headers: { 'request-id': 'req_1' } });
	const bytes = Buffer.from(text);
	const ends = [...cutAt, bytes.length];
	let start = 0;
	for (const end of ends) {
		if (!reader.push(bytes.subarray(start, end))) break;
		start = end;
	}
	return reader.end();
}

const stream = asStream(claudeEvents(rich));

test('a streamed answer is, key by key, the one that would have come whole', () => {
	expect(read(stream).value?.body).toEqual(rich);
	expect(read(stream).value).toEqual(read(JSON.stringify(rich)).value);
});

test('wherever the bytes are cut, the result is the same', () => {
	const whole = read(stream).value;
	// Seven is no length of an event or a character, so that every kind of place is met.
	for (let at = 1; at < Buffer.byteLength(stream); at += howMany(7, 1))
		expect(read(stream, [at]).value).toEqual(whole);
	const every = Array.from({ length: Buffer.byteLength(stream) }, (_, at) => at + 1);
	expect(read(stream, every).value).toEqual(whole);
});

test('the answer is read in the words of chat', () => {
	expect(read(stream).value).toMatchObject({
		text: 'Für 你好 🎈: done.',
		thinking: 'Let me see…',
		message: {
			role: 'assistant',
			content: 'Für 你好 🎈: done.',
			tool_calls: [
				{
					id: 'toolu_1',
					type: 'function',
					function: { name: 'get_weather', arguments: { city: 'Zürich', days: [1, 2] } },
				},
				{ id: 'toolu_2', type: 'function', function: { name: 'now', arguments: {} } },
			],
		},
		finish_reason: 'tool_calls',
		stop_reason: 'tool_use',
		truncated: false,
		usage: {
			input_tokens: 9,
			cache_creation_input_tokens: 3,
			cache_read_input_tokens: 5,
			output_tokens: 12,
			prompt_tokens: 17,
			completion_tokens: 12,
			total_tokens: 29,
		},
		request_id: 'req_1',
	});
});

test.each([
	['end_turn', 'stop', false],
	['stop_sequence', 'stop', false],
	['pause_turn', 'stop', false],
	['max_tokens', 'length', true],
	['model_context_window_exceeded', 'length', true],
	['something_new', 'something_new', false],
])('the reason %s is %s in chat', (stop_reason, finish_reason, truncated) => {
	expect(read(JSON.stringify(claudeAnswer('Hi', { stop_reason }))).value).toMatchObject({
		finish_reason,
		stop_reason,
		truncated,
	});
});

test('an answer without usage has none', () => {
	const bare = without(claudeAnswer('Hi'), 'usage');
	expect(read(JSON.stringify(bare)).value?.usage).toBeNull();
	expect(read(asStream(claudeEvents(bare))).value?.usage).toBeNull();
});

const events = claudeEvents(claudeAnswer('Half of it and more'));
const until = (type: string) =>
	events.slice(
		0,
		events.findIndex((event) => event.type === type),
	);

test.each<[string, string, object]>([
	[
		'an answer that ends in the middle',
		asStream(until('message_delta')),
		{
			kind: 'malformed',
			message: 'The answer ended in the middle',
			text: 'Half of it and more',
			usage: { input_tokens: 9 },
		},
	],
	[
		'an error in the middle',
		`${asStream(until('message_delta'))}event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n`,
		{
			kind: 'server',
			message: 'Overloaded',
			type: 'overloaded_error',
			text: 'Half of it and more',
		},
	],
	[
		'broken JSON in the middle',
		`${asStream(until('message_delta'))}data: {"type":\n\n`,
		{ kind: 'malformed', message: 'The gateway sent broken JSON in the middle of its answer' },
	],
	[
		'nothing but a ping',
		'event: ping\ndata: {"type":"ping"}\n\n',
		{ kind: 'malformed', message: 'The gateway answered without a message' },
	],
	[
		'a cut without a word',
		JSON.stringify(claudeAnswer([], { stop_reason: 'max_tokens' })),
		{ kind: 'truncated', usage: { total_tokens: 21 } },
	],
	[
		'a refusal without a word',
		JSON.stringify(claudeAnswer([], { stop_reason: 'refusal' })),
		{ kind: 'contentFilter' },
	],
	[
		'a chat completion',
		'{"choices":[{"message":{"content":"Hi"}}]}',
		{ kind: 'malformed', message: 'The gateway answered without a message' },
	],
])('%s is a failure', (_what, text, failure) => {
	expect(read(text).failure).toMatchObject(failure);
});

test('an answer that lacks the last event but says why it ended is complete', () => {
	expect(read(asStream(until('message_stop'))).value?.body).toEqual(
		claudeAnswer('Half of it and more'),
	);
});

test('an answer that is over but does not say why is complete as well', () => {
	const silent = [...until('message_delta'), { type: 'message_stop' }];
	expect(read(asStream(silent)).value).toMatchObject({
		text: 'Half of it and more',
		finish_reason: null,
	});
});

test.each<[number, string, object]>([
	[400, 'invalid_request_error', { kind: 'badRequest' }],
	[401, 'authentication_error', { kind: 'auth' }],
	[403, 'permission_error', { kind: 'auth' }],
	[404, 'not_found_error', { kind: 'notFound' }],
	[429, 'rate_limit_error', { kind: 'rateLimit', retryable: true }],
	[500, 'api_error', { kind: 'server', retryable: true }],
	[529, 'overloaded_error', { kind: 'server', retryable: true }],
])('status %d of type %s is read', (status, type, failure) => {
	const text = JSON.stringify({ type: 'error', error: { type, message: 'No' } });
	expect(read(text, [], status).failure).toMatchObject({
		...failure,
		status,
		type,
		message: 'No',
		request_id: 'req_1',
	});
});

test('an answer that was withheld in the middle is a failure that keeps its text', () => {
	const withheld = claudeAnswer('Hi', { stop_reason: 'refusal' });
	for (const text of [JSON.stringify(withheld), asStream(claudeEvents(withheld))])
		expect(read(text).failure).toMatchObject({ kind: 'contentFilter', text: 'Hi' });
});

test('an answer with more blocks than one has counts as unread, whole or streamed, and keeps what was read', () => {
	const most = claudeAnswer(Array.from({ length: 1_000 }, () => ({ type: 'text', text: 'a' })));
	expect(read(JSON.stringify(most)).value?.text).toBe('a'.repeat(1_000));
	const more = claudeAnswer(Array.from({ length: 1_001 }, () => ({ type: 'text', text: 'a' })));
	for (const sent of [JSON.stringify(more), asStream(claudeEvents(more))]) {
		expect(read(sent)).toMatchObject({
			failure: { kind: 'malformed', text: 'a'.repeat(1_000) },
		});
	}
});
