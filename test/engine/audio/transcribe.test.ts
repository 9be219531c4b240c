import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { key } from '../../support/chat';
import { binary, formOf, wav } from '../../support/files';
import { always, type Received, type Responder } from '../../support/gateway';
import { runOperation } from '../../support/operation';

const model = { __rl: true, mode: 'id', value: 'whisper-1' };
const sound = wav();
const item: INodeExecutionData = {
	json: { language: 'de' },
	binary: {
		data: binary(sound, 'audio/wav', 'said.wav'),
		named: binary(sound, 'application/octet-stream', 'said.ogg'),
		note: binary(Buffer.from('hello'), 'text/plain', 'note.txt'),
		empty: binary(Buffer.alloc(0), 'audio/wav', 'empty.wav'),
	},
};

const run = (respond: Responder, parameters: IDataObject = {}) =>
	runOperation(
		respond,
		'audio.transcribe',
		{ model, ...parameters },
		{ items: [item], onError: 'continueRegularOutput' },
	);

const plain =
	(text: string): Responder =>
	(_request, response) =>
		response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(text);

test('the sound of the item is sent as a form, and what was said comes back', async () => {
	const usage = { type: 'duration', seconds: 1 };
	const { items, requests } = await run(always({ text: 'Hello there', usage }));
	expect(requests).toHaveLength(1);
	expect(requests[0]).toMatchObject({
		method: 'POST',
		path: '/v1/audio/transcriptions',
		headers: {
			authorization: `Bearer ${key}`,
			'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/),
		},
	});
	expect(await formOf(requests[0] as Received)).toEqual([
		['model', 'whisper-1'],
		['file', { name: 'said.wav', type: 'audio/wav', bytes: sound }],
	]);
	expect(items[0]).toEqual({
		json: {
			text: 'Hello there',
			model: 'whisper-1',
			usage,
			request: {
				sent: 1,
				attempts: 1,
				refused: 0,
				duration_ms: expect.any(Number),
				host: expect.stringMatching(/^127\.0\.0\.1:/),
			},
		},
		pairedItem: { item: 0 },
	});
});

test('every option is a field of the form, and what the format brings is kept', async () => {
	const verbose = {
		task: 'transcribe',
		language: 'german',
		duration: 1.2,
		text: 'Hallo',
		segments: [{ id: 0, start: 0, end: 1.2, text: 'Hallo' }],
		words: [{ word: 'Hallo', start: 0, end: 1 }],
	};
	const { items, requests } = await run(always(verbose), {
		binaryProperty: 'named',
		options: {
			language: '={{ $json.language }}',
			prompt: 'n8n',
			responseFormat: 'verbose_json',
			temperature: 0.2,
			timestampGranularities: ['segment', 'word'],
			path: '/asr',
			extraBody: '{"hotwords": "AIGC2D"}',
		},
	});
	expect(await formOf(requests[0] as Received)).toEqual([
		['model', 'whisper-1'],
		['language', 'de'],
		['prompt', 'n8n'],
		['response_format', 'verbose_json'],
		['temperature', '0.2'],
		['timestamp_granularities[]', 'segment'],
		['timestamp_granularities[]', 'word'],
		['hotwords', 'AIGC2D'],
		['file', { name: 'said.wav', type: 'audio/wav', bytes: sound }],
	]);
	expect(requests[0]?.path).toBe('/asr');
	expect(items[0]?.json).toMatchObject({ ...verbose, model: 'whisper-1', usage: null });
});

test.each(['text', 'srt', 'vtt'])('the format %s comes back as text', async (responseFormat) => {
	const said = '1\n00:00:00,000 --> 00:00:01,000\nHello\n';
	const { items } = await run(plain(said), { options: { responseFormat } });
	expect(items[0]?.json).toMatchObject({ text: said, model: 'whisper-1', usage: null });
});

test.each<[string, Responder, object]>([
	[
		'a refusal',
		always({ error: { message: 'Cannot decode', type: 'invalid_request_error' } }, 400),
		{ kind: 'badRequest', status: 400 },
	],
	[
		'a failure under status 200',
		always({ error: { message: 'Cannot decode', code: 'invalid_request_error' } }),
		{ kind: 'badRequest' },
	],
	['JSON without a text', always({ ok: true }), { kind: 'malformed' }],
	['a web page', plain('<!doctype html><html></html>'), { kind: 'malformed' }],
])('%s fails the item', async (_what, respond, error) => {
	const { items } = await run(respond);
	expect(items[0]?.json.error).toMatchObject(error);
});

const events =
	(...chunks: object[]): Responder =>
	(_request, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		response.end(chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join(''));
	};

test.each<[string, Responder, string]>([
	['a number', plain('1234'), '1234'],
	['a word of JSON', plain('null'), 'null'],
	['text with braces', plain('{not json'), '{not json'],
	['a text of JSON', always('Hello'), 'Hello'],
	['another member', always({ transcription: 'Hello', segments: [{ text: 'Hello' }] }), 'Hello'],
	['segments', always({ segments: [{ text: ' Hello' }, { text: ' you' }] }), 'Hello you'],
	[
		'events',
		events(
			{ type: 'transcript.text.delta', delta: 'Hel' },
			{ type: 'transcript.text.done', text: 'Hello' },
		),
		'Hello',
	],
])('a transcript that comes as %s is read, and bought once', async (_form, respond, text) => {
	const { items, requests } = await run(respond, { throughput: {} });
	expect(requests).toHaveLength(1);
	expect(items[0]?.json.text).toBe(text);
});

test.each<[string, Responder]>([
	['JSON without a text', always({ ok: true })],
	['null', always(null)],
	['a web page', plain('<!doctype html><html></html>')],
	['nothing', plain('')],
	['events of something else', events({ ok: true })],
])('%s is a failure, and bought once', async (_what, respond) => {
	const { items, requests } = await run(respond, { throughput: {} });
	expect(requests).toHaveLength(1);
	expect(items[0]?.json.error).toMatchObject({ kind: 'malformed', retryable: false });
});

test('a transcript that is cut off is paid for, and asked for again only on request', async () => {
	const cutOnce: Responder = (request, response, position) =>
		position === 0
			? response.writeHead(200, { 'content-type': 'application/json' }).end('{"text":"Hel')
			: always({ text: 'Hello' })(request, response, position);
	const { items, requests } = await run(cutOnce, { throughput: {} });
	expect(requests).toHaveLength(1);
	expect(items[0]?.json.error).toMatchObject({
		kind: 'malformed',
		retryable: false,
		description: expect.stringMatching(/may have charged/),
		text: '{"text":"Hel',
	});
	const insisting = await run(cutOnce, { throughput: { retryTimeouts: true } });
	expect(insisting.requests).toHaveLength(2);
	expect(insisting.items[0]?.json.text).toBe('Hello');
});

test.each([
	['srt', 'Hello world', 1],
	['vtt', '{"text":"Hello world"}', 1],
	['srt', '1\n00:00:00,000 --> 00:00:01,000\nHello world\n', 0],
	['text', 'Hello world', 0],
])(
	'where %s was asked for, %j is passed on, with %i hints',
	async (responseFormat, text, count) => {
		const { items, requests, hints } = await run(plain(text), { options: { responseFormat } });
		expect(requests).toHaveLength(1);
		expect(items[0]?.json.text).toContain('Hello world');
		expect(hints.filter((hint) => hint.includes('does not make subtitles'))).toHaveLength(count);
	},
);

test.each<[IDataObject, string]>([
	[
		{ binaryProperty: 'other' },
		'Audio Binary Field names the binary field "other", which the item does not have',
	],
	[
		{ binaryProperty: 'note' },
		'Audio Binary Field must name a recording (FLAC, M4A, MP3, MP4, OGG, WAV or WebM), but "note" holds text/plain',
	],
	[{ binaryProperty: 'empty' }, 'Audio Binary Field names the file "empty", which is empty'],
	[
		{ binaryProperty: '={{ 7.5 + null + [] }}' },
		'Audio Binary Field names the binary field "7.5", which the item does not have',
	],
	[
		{ options: { timestampGranularities: ['word'] } },
		'Timestamp Granularities needs the response format Verbose JSON',
	],
	[
		{ options: { responseFormat: 'verbose_json', timestampGranularities: '={{ ["letter"] }}' } },
		'Timestamp Granularities must be one of word, segment, but is "letter"',
	],
	[
		{ options: { temperature: 2 } },
		'Randomness (Temperature) must be a number from 0 to 1, but is 2',
	],
])('%j is refused with a sentence, and nothing is sent', async (parameters, message) => {
	const { items, requests } = await run(always({ text: 'x' }), parameters);
	expect(requests).toEqual([]);
	expect(items[0]?.json).toMatchObject({
		message: `${message} [Item 0]`,
		error: { kind: 'input' },
	});
});
