import { joinParts, transcriptTextIn } from '../../../../nodes/api/audio/transcriptText';
import { transcriptionCall } from '../../../../nodes/api/audio/transcription';
import type { Failure } from '../../../../nodes/api/failure';
import { wav } from '../../../support/files';

const json = 'application/json';
const plain = 'text/plain; charset=utf-8';
const stream = 'text/event-stream';

function read(body: string | Buffer, type: string | undefined, format?: string) {
	const form = format === undefined ? [] : [{ name: 'response_format', value: format }];
	const reader = transcriptionCall('/v1/audio/transcriptions', form, 'm').reader();
	reader.head({ status: 200, headers: type === undefined ? {} : { 'content-type': type } });
	const bytes = Buffer.from(body);
	for (let at = 0; at < bytes.length; at += 7) reader.push(bytes.subarray(at, at + 7));
	const isComplete = reader.isComplete?.();
	const partial = reader.partial?.();
	return { ...reader.end(), isComplete, partial };
}

const event = (data: object | string) =>
	`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const srt = '1\n00:00:00,000 --> 00:00:01,000\nHello\n';
const vtt = 'WEBVTT\n\n00:00.400 --> 00:01.100\n<v Anna>Hello\n';

test.each([
	'1234',
	'null',
	'true',
	'{not json',
	'{ "a": 1 }',
	'{He laughs} Hello',
	'[Music]',
	'[1, 2]',
	'"Hello", she said. "Bye."',
	'"Hello"',
	'data: the new oil',
	'event: a wedding\nid: 7\nerror: none',
	': a colon',
	'<laughter> Hello',
	'<unk>',
	'Error: that is what the film is called',
	'\n',
	' Hello \n',
	srt,
	vtt,
])('plain text is text whatever it looks like: %j', (said) => {
	for (const format of [undefined, 'json', 'text', 'srt', 'vtt']) {
		for (const type of [plain, undefined, 'text/html', 'application/x-subrip'])
			expect(read(said, type, format).value).toEqual({ text: said, more: {}, usage: null });
	}
});

test.each([
	['text', '{"text":"Hello"}'],
	['srt', '{"segments":[{"text":"Hello"}]}'],
	['vtt', '["Hello"]'],
])(
	'where %s was asked for, what does not call itself JSON is passed on as it is',
	(format, said) => {
		expect(read(said, plain, format).value?.text).toBe(said);
		expect(read(said, json, format).value?.text).toBe('Hello');
	},
);

test.each([
	['a text', '"Hello"', 'Hello'],
	['subtitles', JSON.stringify(vtt), vtt],
	['a number', '1234', '1234'],
	['a long number', '12345678901234567890', '12345678901234567890'],
	['words that are none', 'Hello there', 'Hello there'],
	['an empty text', '{"text":""}', ''],
	['text', '{"text":" Hello "}', ' Hello '],
	['transcript', '{"transcript":"Hello"}', 'Hello'],
	[
		'transcription',
		'{"detected_language":"en","transcription":"Hello you","segments":[{"text":" Hello"},{"text":" you"}]}',
		'Hello you',
	],
	['result', '{"result":"Hello"}', 'Hello'],
	['result as a list', '{"err_no":0,"err_msg":"success.","result":["Hello"]}', 'Hello'],
	[
		'result as an object',
		'{"success":true,"errors":[],"messages":[],"result":{"text":"Hello","word_count":1}}',
		'Hello',
	],
	[
		'Google',
		'{"results":[{"alternatives":[{"transcript":"Hello","confidence":0.9},{"transcript":"Yellow"}]},{"alternatives":[{"transcript":" you"}]}]}',
		'Hello you',
	],
	[
		'Deepgram',
		'{"metadata":{},"results":{"channels":[{"alternatives":[{"transcript":"Hello","words":[{"word":"hello"}]}]}]}}',
		'Hello',
	],
	[
		'AWS',
		'{"jobName":"x","results":{"transcripts":[{"transcript":"Hello"}],"items":[]},"status":"COMPLETED"}',
		'Hello',
	],
	['Azure', '{"RecognitionStatus":"Success","DisplayText":"Hello"}', 'Hello'],
	[
		'Azure, fast',
		'{"combinedPhrases":[{"text":"Hello you"}],"phrases":[{"text":"Hello"},{"text":"you"}]}',
		'Hello you',
	],
	['DashScope', '{"output":{"sentence":{"text":"Hello"}},"usage":{"duration":1}}', 'Hello'],
	[
		'DashScope as chat',
		'{"output":{"choices":[{"message":{"content":[{"text":"Hello"}]}}]}}',
		'Hello',
	],
	['data', '{"code":0,"message":"success","data":{"text":"Hello"}}', 'Hello'],
	['data as a text', '{"code":0,"message":"ok","data":"Hello"}', 'Hello'],
	['a list of texts', '["Hello","you"]', 'Hello you'],
	['a list of parts', '[{"text":"Hello"},{"text":"you"}]', 'Hello you'],
	['segments', '{"text":"","segments":[{"text":" Hello"},{"text":" you"}]}', 'Hello you'],
	['utterances', '{"text":null,"utterances":[{"text":"Hello"},{"text":"you."}]}', 'Hello you.'],
	[
		'a chat answer',
		'{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}',
		'Hello',
	],
	['a failure that says nothing', '{"text":"Hello","error":null}', 'Hello'],
])('a transcript is read from JSON: %s', (_form, body, text) => {
	expect(read(body, json).value?.text).toBe(text);
});

test.each([
	['{"text":"Hello","language":"en"}', 'Hello'],
	['[{"text":"Hello"},{"text":"you"}]', 'Hello you'],
	[JSON.stringify(vtt), vtt],
])('JSON that does not call itself so is read all the same: %s', (body, text) => {
	for (const type of [plain, undefined, 'text/html'])
		expect(read(body, type).value?.text).toBe(text);
});

test('JSON that was written as JSON once more is read', () => {
	expect(read(JSON.stringify('{"text":"Hello"}'), json).value?.text).toBe('Hello');
	expect(read(JSON.stringify('{laughs} Hello'), json).value?.text).toBe('{laughs} Hello');
});

test('parts are all that was said only where each has its words', () => {
	expect(transcriptTextIn({ segments: [{ text: 'Hello' }, { text: true }] })).toBeUndefined();
	expect(transcriptTextIn({ segments: [{ text: 'Hello' }, [{ text: 17 }]] })).toBeUndefined();
	expect(transcriptTextIn({ text: 'Hello you', segments: [{ text: 'Hello' }, { text: 17 }] })).toBe(
		'Hello you',
	);
	expect(transcriptTextIn({ segments: [{ text: 'Hello' }, { start: 1 }, null] })).toBe('Hello');
});

test('what stands beside the text is kept, once', () => {
	const usage = { type: 'duration', seconds: 1 };
	const more = { language: 'en', segments: [{ text: 'Hello' }] };
	for (const name of ['text', 'transcription'])
		expect(read(JSON.stringify({ [name]: 'Hello', ...more, usage }), json)).toMatchObject({
			value: { text: 'Hello', more, usage },
			usage,
		});
});

const delta = (text: string) => event({ type: 'transcript.text.delta', delta: text });
const usage = { input_tokens: 3, output_tokens: 2, total_tokens: 5 };
const chunk = (content: string, finish_reason: string | null = null) =>
	event({
		object: 'chat.completion.chunk',
		choices: [{ index: 0, delta: { content }, finish_reason }],
	});

test.each([
	[
		'pieces with the whole',
		delta('Hel') +
			delta('lo') +
			event({ type: 'transcript.text.done', text: 'Hello', usage }) +
			event('[DONE]'),
	],
	[
		'pieces without the whole',
		delta('Hel') + delta('lo') + event({ type: 'transcript.text.done' }),
	],
	['the whole alone', event({ type: 'transcript.text.done', text: 'Hello' })],
	[
		'speakers',
		event({ type: 'transcript.text.segment', text: 'Hello', speaker: 'A' }) +
			event({ type: 'transcript.text.done', text: 'Hello' }),
	],
	['an answer', event({ text: 'Hello' })],
	[
		'an answer to the end',
		`: ping\n\n${event({ text: 'Hello', language: 'en' })}${event('[DONE]')}`,
	],
	['chunks of chat', chunk('Hel') + chunk('lo') + chunk('', 'stop') + event('[DONE]')],
	[
		'guesses on the way',
		event({ type: 'partial', text: 'Hell' }) + event({ type: 'final', text: 'Hello' }),
	],
])('events are put together: %s', (_form, body) => {
	for (const type of [stream, plain, json]) expect(read(body, type).value?.text).toBe('Hello');
});

test('parts that are whole each are one text, and more may follow any of them', () => {
	const body = event({ text: ' Hello' }) + event({ text: ' you' });
	expect(read(body, stream)).toMatchObject({ value: { text: 'Hello you' }, isComplete: false });
});

test('usage of a stream is that of its end', () => {
	const body = delta('Hello') + event({ type: 'transcript.text.done', text: 'Hello', usage });
	expect(read(body, stream)).toMatchObject({ value: { usage, more: {} }, usage, isComplete: true });
});

test.each<[string, string, string, Partial<Failure>]>([
	[
		'a failure',
		'{"error":{"message":"Cannot decode","code":"invalid_request_error"}}',
		json,
		{ kind: 'badRequest', message: 'Cannot decode' },
	],
	[
		'a failure beside a text, which is kept',
		'{"text":"Hel","error":{"message":"Too long"}}',
		json,
		{ message: 'Too long', text: 'Hel' },
	],
	[
		'words in place of a text',
		'{"code":40001,"message":"The sound is too short"}',
		json,
		{ message: 'The sound is too short' },
	],
	[
		'words beside an empty text',
		'{"code":40001,"message":"The sound is too short","text":""}',
		json,
		{ message: 'The sound is too short' },
	],
	['JSON without a text', '{"ok":true}', json, { kind: 'malformed', retryable: false }],
	[
		'JSON that only says that it went well',
		'{"code":0,"result":"success"}',
		json,
		{ kind: 'malformed', retryable: false },
	],
	['an empty list', '[]', json, { kind: 'malformed', retryable: false }],
	['null', 'null', json, { kind: 'malformed', retryable: false }],
	['true', 'true', json, { kind: 'malformed', retryable: false }],
	['JSON that is cut off', '{"text":"Hello wor', json, { kind: 'malformed', retryable: true }],
	[
		'JSON that is cut off and does not call itself so',
		'{"text":"Hello wor',
		plain,
		{ kind: 'malformed', retryable: true },
	],
	[
		'a web page',
		'<!doctype html><html></html>',
		'text/html',
		{ kind: 'malformed', retryable: false },
	],
	[
		'a web page as plain text',
		'<html><body>No</body></html>',
		plain,
		{ kind: 'malformed', retryable: false },
	],
	['nothing', '', plain, { kind: 'malformed', retryable: false }],
	[
		'a chat answer that is cut off',
		'{"choices":[{"message":{"content":"Hel"},"finish_reason":"length"}]}',
		json,
		{ kind: 'truncated', text: 'Hel' },
	],
	[
		'events that break off',
		delta('Hel'),
		stream,
		{ kind: 'malformed', text: 'Hel', retryable: true },
	],
	[
		'events that say they are over and are not',
		delta('Hel') + event('[DONE]'),
		stream,
		{ kind: 'malformed', text: 'Hel', retryable: true },
	],
	[
		'an event with a failure',
		delta('Hel') + event({ type: 'error', error: { message: 'Overloaded' } }),
		stream,
		{ message: 'Overloaded', text: 'Hel' },
	],
	['usage alone', event({ usage }), stream, { kind: 'malformed', retryable: false, usage }],
	[
		'events of something else',
		event({ ok: true }) + event('[DONE]'),
		stream,
		{ kind: 'malformed', retryable: false },
	],
])('%s is a failure', (_what, body, type, expected) => {
	expect(read(body, type).failure).toMatchObject(expected);
});

test('a failure is one also where text was asked for and it does not call itself JSON', () => {
	const body = '{"error":{"message":"Cannot decode","code":"invalid_request_error"}}';
	for (const format of ['text', 'srt', 'vtt'])
		expect(read(body, plain, format).failure).toMatchObject({ kind: 'badRequest' });
});

test('a sound in place of a text is a failure', () => {
	for (const type of ['audio/wav', 'application/octet-stream', undefined])
		expect(read(wav(), type).failure).toMatchObject({ kind: 'malformed', retryable: false });
});

test('parts are joined as their script has it', () => {
	expect(joinParts(['Hello', 'you', ', there'])).toBe('Hello you, there');
	expect(joinParts([' Hello', ' you\n', 'there '])).toBe('Hello you\nthere');
	expect(joinParts(['你好。', '今天'])).toBe('你好。今天');
	expect(joinParts(['你好', 'hello'])).toBe('你好 hello');
	expect(joinParts(['', 'a', ''])).toBe('a');
});

test('nothing is looked for without end', () => {
	let deep: unknown = { text: 'Hello' };
	for (let level = 0; level < 150; level++) deep = { data: [deep] };
	expect(transcriptTextIn(deep)).toBeUndefined();
});
