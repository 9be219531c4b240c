import { downloadCall } from '../../../../nodes/api/file/download';
import { extensionOf } from '../../../../nodes/api/file/extension';
import { fileReader, type Expected } from '../../../../nodes/api/readers/file';
import { png, wav } from '../../../support/files';

const sound = wav();
/** The head of an MP3. */
const mp3 = Buffer.from('494433040000000000', 'hex');

function read(
	content: string | Buffer,
	headers: { [name: string]: string } = {},
	status = 200,
	expected: Expected = { name: 'audio', mimeType: 'audio/mpeg' },
) {
	const reader = fileReader(expected);
	reader.head({ status, headers });
	const bytes = Buffer.from(content);
	for (let at = 0; at < bytes.length; at += 1000) reader.push(bytes.subarray(at, at + 1000));
	return reader.end();
}

test('a file comes with its bytes, its type and a name', () => {
	expect(read(sound, { 'content-type': 'audio/wav; rate=8000' }).value).toEqual({
		bytes: sound,
		mimeType: 'audio/wav',
		fileName: 'audio.wav',
	});
});

test.each([[{}], [{ 'content-type': '' }], [{ 'content-type': 'application/octet-stream' }]])(
	'with the headers %j the type is the expected one',
	(headers) => {
		expect(read(mp3, headers).value).toMatchObject({
			mimeType: 'audio/mpeg',
			fileName: 'audio.mp3',
		});
	},
);

test.each<[string, string, string, object]>([
	[
		'a failure told in JSON',
		'{"error":{"message":"No such voice","code":"invalid_request_error"}}',
		'application/json',
		{ kind: 'badRequest', message: 'No such voice' },
	],
	[
		'JSON with a message',
		'{"code":1,"message":"Try later"}',
		'application/json',
		{ message: 'Try later' },
	],
	[
		'other JSON',
		'{"ok":true}',
		'application/json',
		{
			kind: 'malformed',
			message: 'The answer is JSON where a file was asked for',
			retryable: false,
		},
	],
	[
		'a failure told in JSON under the type of a sound',
		'{"error":{"message":"The voice was not found","code":"voice_not_found"}}',
		'audio/mpeg',
		{ message: 'The voice was not found' },
	],
	[
		'JSON with an address, which is kept',
		'{"audio_url":"https://files.test/a.mp3"}',
		'application/json',
		{ kind: 'malformed', text: 'https://files.test/a.mp3', retryable: false },
	],
	[
		'text',
		'voice alloy does not speak this language',
		'text/plain',
		{ kind: 'malformed', message: 'voice alloy does not speak this language', retryable: false },
	],
	[
		'text under the type of a sound',
		'voice alloy does not speak this language',
		'audio/mpeg',
		{ kind: 'malformed', message: 'voice alloy does not speak this language', retryable: false },
	],
	[
		'a page under the type of a sound',
		'<html><body>Bad</body></html>',
		'audio/mpeg',
		{ kind: 'malformed', retryable: false },
	],
	['a list', '["a"]', 'application/json', { kind: 'malformed', retryable: false }],
	['a number', '7', 'application/json', { kind: 'malformed', retryable: false }],
	['broken JSON', '{"audio":"', 'application/json', { kind: 'malformed', retryable: false }],
	[
		'events of something else',
		'data: {"type":"response.output_text.delta","delta":"Hello"}\n\ndata: {"type":"response.completed"}\n\n',
		'text/event-stream',
		{ kind: 'malformed', retryable: false },
	],
	[
		'events without sound',
		'data: {"ok":true}\n\n',
		'text/event-stream',
		{ kind: 'malformed', retryable: false },
	],
	[
		'events that break off',
		`data: {"type":"speech.audio.delta","audio":"${sound.toString('base64')}"}\n\n`,
		'text/event-stream',
		{ kind: 'malformed', message: 'The answer ended in the middle', retryable: true },
	],
	[
		'an event with a failure',
		'data: {"error":{"message":"No such voice","code":"invalid_request_error"}}\n\n',
		'text/event-stream',
		{ kind: 'badRequest', message: 'No such voice' },
	],
	[
		'a web page',
		'<!doctype html><html></html>',
		'text/html',
		{
			kind: 'malformed',
			message: 'The answer is a web page where a file was asked for',
			retryable: false,
		},
	],
	[
		'nothing',
		'',
		'audio/mpeg',
		{ kind: 'malformed', message: 'The answer is empty where a file was asked for' },
	],
])('%s is a failure', (_what, content, type, failure) => {
	expect(read(content, { 'content-type': type }).failure).toMatchObject(failure);
});

const delta = (audio: string) =>
	`event: speech.audio.delta\ndata: ${JSON.stringify({ type: 'speech.audio.delta', audio })}\n\n`;
const over = 'data: {"type":"speech.audio.done","usage":{"input_tokens":3,"output_tokens":9}}\n\n';
const hexEvent = (audio: string, status: number) =>
	`data: ${JSON.stringify({ data: { audio, status } })}\n\n`;
const [base64, hex] = [sound.toString('base64'), sound.toString('hex')];

test.each([
	['audio in base64', JSON.stringify({ audio: base64 })],
	['data in base64', JSON.stringify({ data: base64 })],
	[
		'hex as MiniMax sends it',
		JSON.stringify({
			data: { audio: hex, status: 2 },
			base_resp: { status_code: 0, status_msg: 'success' },
		}),
	],
	['a data URL', JSON.stringify({ audio: { data: `data:audio/wav;base64,${base64}` } })],
	['the form of Google', JSON.stringify({ audioContent: base64 })],
	['a list', JSON.stringify([{ audio: base64 }])],
	[
		'events',
		delta(sound.subarray(0, 99).toString('base64')) +
			delta(sound.subarray(99).toString('base64')) +
			over,
	],
	['one event', `data: ${JSON.stringify({ audio: base64 })}\n\ndata: [DONE]\n\n`],
	[
		'events of MiniMax, with the whole at the end',
		hexEvent(sound.subarray(0, 99).toString('hex'), 1) + hexEvent(hex, 2),
	],
])('a sound that comes within text as %s is read', (_form, body) => {
	for (const type of ['application/json', 'audio/mpeg', 'text/event-stream']) {
		expect(read(body, { 'content-type': type }).value).toEqual({
			bytes: sound,
			mimeType: 'audio/wav',
			fileName: 'audio.wav',
		});
	}
});

test.each(['text/plain', 'application/json'])('a sound under the type %s is a sound', (type) => {
	expect(read(sound, { 'content-type': type }).value?.mimeType).toBe('audio/wav');
});

test.each([
	['image/svg+xml', '<svg xmlns="x"/>'],
	['text/plain', '<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="x"/>'],
])('a drawing under the type %s is a file', (type, content) => {
	const picture = { name: 'image', mimeType: 'image/png' };
	expect(read(content, { 'content-type': type }, 200, picture).value).toMatchObject({
		mimeType: 'image/svg+xml',
		fileName: 'image.svg',
	});
	expect(read(content, { 'content-type': type }).failure).toMatchObject({ kind: 'malformed' });
});

test('a file that costs nothing may be fetched again when it was empty or something else', () => {
	for (const content of ['', '{"ok":true}']) {
		const reader = downloadCall('https://files.test/a', {
			name: 'image',
			mimeType: 'image/png',
		}).reader();
		reader.head({ status: 200, headers: {} });
		reader.push(Buffer.from(content));
		expect(reader.end().failure).toMatchObject({ kind: 'malformed', retryable: true });
	}
});

test.each<[string, Buffer, string, Partial<Expected>, string | undefined]>([
	['a WAV that calls itself MP3', sound, 'audio/mpeg', {}, 'audio/wav'],
	[
		'a WAV where Opus was asked for',
		sound,
		'audio/ogg',
		{ mimeType: 'audio/ogg', isAsked: true },
		'audio/wav',
	],
	['an MP3 without a tag', Buffer.from('fffb90640000', 'hex'), 'text/plain', {}, 'audio/mpeg'],
	['Ogg', Buffer.from('OggS\0\x02\0\0'), 'audio/mpeg', {}, 'audio/ogg'],
	['FLAC', Buffer.from('fLaC\0\0\0"'), 'audio/mpeg', {}, 'audio/flac'],
	['M4A', Buffer.from('\0\0\0 ftypisom\0\0'), 'audio/mpeg', {}, 'audio/mp4'],
	['an unknown sound', Buffer.from([1, 2, 3, 255]), 'audio/amr', {}, 'audio/amr'],
	[
		'an unknown sound of a format that was asked for',
		Buffer.from([1, 2, 3, 255]),
		'audio/mpeg',
		{ mimeType: 'audio/aac', isAsked: true },
		'audio/aac',
	],
	[
		'samples that begin like an MP3',
		Buffer.from('fffb90640000', 'hex'),
		'audio/mpeg',
		{ mimeType: 'audio/L16', isAsked: true },
		'audio/L16',
	],
	['a picture', png(), 'audio/mpeg', {}, undefined],
	['words', Buffer.from('no such voice'), 'audio/mpeg', { isAsked: true }, undefined],
])(
	'%s: what a sound is, its bytes decide, then the format asked for',
	(_what, bytes, type, more, mimeType) => {
		const expected = { name: 'audio', mimeType: 'audio/mpeg', ...more };
		expect(read(bytes, { 'content-type': type }, 200, expected).value?.mimeType).toBe(mimeType);
	},
);

test.each<[string, Buffer | string, string | undefined]>([
	['a PNG that calls itself text', png(), 'image/png'],
	['TIFF', Buffer.from('II*\0\x08\0\0\0'), 'image/tiff'],
	['HEIC', Buffer.from('\0\0\0\x18ftypheic'), 'image/heic'],
	['words', 'This content is no longer available.', undefined],
	['a page', '<!doctype html><html></html>', undefined],
	['JSON', '{"id":1}', undefined],
	['a sound', sound, undefined],
	['bytes of nothing that is known', Buffer.from([1, 2, 3, 255]), undefined],
])('%s under the type of a picture: the signature decides', (_what, bytes, mimeType) => {
	for (const type of ['image/png', 'text/plain', 'application/octet-stream']) {
		const reading = read(bytes, { 'content-type': type }, 200, {
			name: 'image',
			mimeType: 'image/png',
		});
		expect(reading.value?.mimeType).toBe(mimeType);
	}
});

test('a status of 400 is read like anywhere else', () => {
	const { failure } = read('{"error":{"message":"Wrong voice"}}', { 'x-request-id': 'r1' }, 400);
	expect(failure).toMatchObject({ kind: 'badRequest', message: 'Wrong voice', request_id: 'r1' });
});

test('a file without end is not read to its end', () => {
	const reader = fileReader({ name: 'image', mimeType: 'image/png' });
	reader.head({ status: 200, headers: {} });
	const piece = new Uint8Array(16 * 1024 * 1024);
	let pieces = 1;
	while (reader.push(piece)) pieces++;
	expect(pieces).toBe(17);
	expect(reader.end().failure).toMatchObject({
		kind: 'malformed',
		message: 'The file is larger than 256 MB',
		retryable: false,
	});
});

test.each([
	['image/jpeg', 'jpg'],
	['image/png', 'png'],
	['audio/x-wav', 'wav'],
	['audio/L16', 'pcm'],
	['image/svg+xml', 'svg'],
	['application/pdf', 'pdf'],
	['nonsense', 'bin'],
])('a file of %s ends with .%s', (mimeType, ending) => {
	expect(extensionOf(mimeType)).toBe(ending);
});
