import type { IDataObject } from 'n8n-workflow';
import { key } from '../../support/chat';
import { bytesOf, wav } from '../../support/files';
import { always, type Responder } from '../../support/gateway';
import { runOperation } from '../../support/operation';

const model = { __rl: true, mode: 'id', value: 'tts-1' };
const sound = wav();
const plays =
	(type?: string, bytes: Buffer = sound): Responder =>
	(_request, response) => {
		response.writeHead(200, type === undefined ? {} : { 'content-type': type }).end(bytes);
	};

const run = (respond: Responder, parameters: IDataObject = {}, items?: IDataObject[]) =>
	runOperation(
		respond,
		'audio.speech',
		{ model, text: 'Hello there', voice: 'alloy', ...parameters },
		{ items, onError: 'continueRegularOutput' },
	);

test('the sound becomes a file of the item', async () => {
	const { items, requests } = await run(plays('audio/wav'));
	expect(requests).toHaveLength(1);
	expect(requests[0]).toMatchObject({
		method: 'POST',
		path: '/v1/audio/speech',
		headers: { authorization: `Bearer ${key}`, accept: '*/*' },
	});
	expect(requests[0]?.body).toEqual({ model: 'tts-1', input: 'Hello there', voice: 'alloy' });
	expect(items[0]?.json).toEqual({
		audio: { file: 'audio', mime_type: 'audio/wav', size: sound.length },
		model: 'tts-1',
		usage: null,
		request: {
			sent: 1,
			attempts: 1,
			refused: 0,
			duration_ms: expect.any(Number),
			host: expect.stringMatching(/^127\.0\.0\.1:/),
		},
	});
	expect(items[0]?.pairedItem).toEqual({ item: 0 });
	expect(items[0]?.binary?.audio).toMatchObject({ mimeType: 'audio/wav', fileName: 'audio-0.wav' });
	expect(bytesOf(items[0], 'audio')).toEqual(sound);
});

test('every option is sent, and the format is the type where the bytes do not tell one', async () => {
	const { items, requests } = await run(
		plays(undefined, Buffer.from([1, 2, 3, 255])),
		{
			text: '={{ $json.text }}',
			voice: '={{ $json.voice }}',
			options: {
				format: 'opus',
				speed: 1.5,
				instructions: 'Calm',
				path: '/tts',
				extraBody: '{"language": "zh"}',
			},
		},
		[{ text: '你好', voice: 'nova' }],
	);
	expect(requests[0]?.path).toBe('/tts');
	expect(requests[0]?.body).toEqual({
		model: 'tts-1',
		input: '你好',
		voice: 'nova',
		response_format: 'opus',
		speed: 1.5,
		instructions: 'Calm',
		language: 'zh',
	});
	expect(items[0]?.binary?.audio).toMatchObject({ mimeType: 'audio/ogg', fileName: 'audio-0.ogg' });
});

test.each<[string, Responder, object]>([
	[
		'a refusal',
		always({ error: { message: 'No such voice', type: 'invalid_request_error' } }, 400),
		{ kind: 'badRequest', status: 400 },
	],
	[
		'a failure under status 200',
		always({ error: { message: 'No such voice', code: 'invalid_request_error' } }),
		{ kind: 'badRequest', status: 200 },
	],
	['JSON without a failure', always({ ok: true }), { kind: 'malformed' }],
	[
		'a web page',
		(_request, response) =>
			response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>'),
		{ kind: 'malformed' },
	],
	[
		'nothing',
		(_request, response) => response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(),
		{ kind: 'malformed' },
	],
	[
		'a sound that breaks off',
		(_request, response) => {
			response
				.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': '999' })
				.write('half');
			response.destroy();
		},
		{ kind: 'network' },
	],
])('%s fails the item, without a file', async (_what, respond, error) => {
	const { items } = await run(respond);
	expect(items[0]?.json.error).toMatchObject(error);
	expect(items[0]?.binary).toBeUndefined();
});

const base64 = sound.toString('base64');
const asEvents =
	(...events: object[]): Responder =>
	(_request, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		response.end(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));
	};

test.each<[string, Responder]>([
	['JSON with base64', always({ audio: base64 })],
	[
		'JSON with hex',
		always({
			data: { audio: sound.toString('hex'), status: 2 },
			base_resp: { status_code: 0, status_msg: 'success' },
		}),
	],
	[
		'events',
		asEvents({ type: 'speech.audio.delta', audio: base64 }, { type: 'speech.audio.done' }),
	],
])('a sound that comes as %s is a file, and bought once', async (_form, respond) => {
	const { items, requests } = await run(respond, { throughput: {} });
	expect(requests).toHaveLength(1);
	expect(items[0]?.json.audio).toEqual({
		file: 'audio',
		mime_type: 'audio/wav',
		size: sound.length,
	});
	expect(bytesOf(items[0], 'audio')).toEqual(sound);
});

test.each<[string, Responder]>([
	['JSON', always({ ok: true })],
	['a list', always([1])],
	[
		'text',
		(_request, response) =>
			response.writeHead(200, { 'content-type': 'audio/mpeg' }).end('no such voice here'),
	],
	['a web page', (_request, response) => response.writeHead(200).end('<html></html>')],
	[
		'nothing',
		(_request, response) => response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(),
	],
	['events of something else', asEvents({ ok: true })],
])('%s where a sound was asked for is a failure, and bought once', async (_what, respond) => {
	const { items, requests } = await run(respond, { throughput: {} });
	expect(requests).toHaveLength(1);
	expect(items[0]?.json.error).toMatchObject({ kind: 'malformed', retryable: false });
	expect(items[0]?.binary).toBeUndefined();
});

test.each<[IDataObject, string]>([
	[{ text: ' ' }, 'Text is empty'],
	[{ text: '={{ { a: 1 } }}' }, 'Text must be text, but is {"a":1}'],
	[{ voice: '={{ "" }}' }, 'Voice is empty: its expression gives nothing for this item'],
	[{ options: { speed: 5 } }, 'Speed must be a number from 0.25 to 4, but is 5'],
])('%j is refused with a sentence, and nothing is sent', async (parameters, message) => {
	const { items, requests } = await run(plays(), parameters);
	expect(requests).toEqual([]);
	expect(items[0]?.json).toMatchObject({
		message: `${message} [Item 0]`,
		error: { kind: 'input' },
	});
});
