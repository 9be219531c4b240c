import assert from 'node:assert/strict';
import { encodePng } from '../../../../tools/gateway/images/png.mjs';
import { text } from './answers.mjs';

/** Files that are not what they claim to be; they come by HTTP Request, as those of Telegram do. */

const padded = (start) => Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(400, 7)]);
const ogg = padded('OggS\0\x02\0\0\0\0\0\0\0\0OpusHead');
const mp3 = padded([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 0, 0xff, 0xfb, 0x90, 0x64]);
const wav = padded('RIFF\x98\x01\0\0WAVEfmt ');
const png = encodePng({ width: 2, height: 2 }, [[9, 99, 199]], () => new Uint8Array(2));

/** Those that can be fetched. */
export const files = {
	'/files/file_12.oga': { type: 'application/octet-stream', name: 'file_12.oga', bytes: ogg },
	'/files/voice': { type: 'audio/ogg; codecs=opus', name: 'voice', bytes: ogg },
	'/files/said': { type: 'application/octet-stream', name: 'said', bytes: mp3 },
	'/files/said.bin': { type: 'application/octet-stream', name: 'said.bin', bytes: wav },
	'/files/said.mp3': { type: 'audio/mpeg', name: 'said.mp3', bytes: wav },
	'/files/photo.jpg': { type: 'image/jpg', name: 'photo.jpg', bytes: png },
	'/files/photo': { type: 'application/octet-stream', name: 'photo', bytes: png },
	'/files/photo.webp': { type: 'image/webp', name: 'photo.webp', bytes: png },
};

/** A file is fetched, and an operation works on it. */
const on = (path, parameters) => (own) => {
	const fetched = own.builtIn('Fetch', 'n8n-nodes-base.httpRequest', 4.4, {
		...{ method: 'GET', url: own.origin + path },
		options: { response: { response: { responseFormat: 'file' } } },
	});
	const work = own.node(parameters, { of: 'Work' });
	return { nodes: [fetched, work], links: [[fetched.name, work.name]] };
};

/** What was sent as the file: its name and its type. */
const sentFile = ({ bytes }) =>
	/filename="([^"]+)"\r\ncontent-type: ([^\r]+)/i.exec(bytes.toString('latin1'))?.slice(1, 3) ?? [];
const audio = { flac: 'flac', mp3: 'mpeg', m4a: 'mp4', ogg: 'ogg', wav: 'wav', webm: 'webm' };
/** As strict as servers that go by the ending of the name. @type {import('./answers.mjs').Answer} */
const hears = (request) => {
	const [name = '', type = ''] = sentFile(request);
	const fits = type.includes(audio[name.split('.').at(-1)] ?? 'no such ending');
	if (fits) return { body: { text: `Heard ${name} ${type}` } };
	return { status: 400, body: { error: { message: `Invalid file format: ${name} ${type}` } } };
};
const transcribed = (path, reported, name, type) => ({
	kind: 10,
	reported: `Transcribe: ${reported}`,
	seen: `it is sent as ${name}, ${type}`,
	nodes: on(path, { resource: 'audio', operation: 'transcribe', binaryProperty: 'data' }),
	answer: hears,
	check: ({ json }) => assert.equal(json.text, `Heard ${name} ${type}`, json.message),
});

const pictured = (path, reported) => ({
	kind: 10,
	reported: `Chat with an image: ${reported}`,
	seen: 'it is sent as image/png',
	nodes: on(path, {
		messages: { values: [{ role: 'user', content: 'What?', binaryProperties: 'data' }] },
	}),
	answer: (request, position) => {
		const [, { image_url }] = request.body.messages[0].content;
		return text(image_url.url.slice(0, 22))(request, position);
	},
	check: ({ json }) => assert.equal(json.text, 'data:image/png;base64,', json.message),
});

/** @type {import('./compose.mjs').Report[]} */
export const ofFiles = [
	transcribed(
		'/files/file_12.oga',
		'the voice message of Telegram (`.oga`)',
		'file_12.ogg',
		'audio/ogg',
	),
	transcribed(
		'/files/voice',
		'`audio/ogg; codecs=opus` without an ending',
		'voice.ogg',
		'audio/ogg',
	),
	transcribed(
		'/files/said',
		'`application/octet-stream` without an ending',
		'said.mp3',
		'audio/mpeg',
	),
	transcribed('/files/said.bin', 'an ending that says nothing', 'said.wav', 'audio/wav'),
	transcribed('/files/said.mp3', 'a WAV that claims to be MP3', 'said.wav', 'audio/wav'),
	pictured('/files/photo.jpg', 'a PNG that claims image/jpg'),
	pictured('/files/photo', 'application/octet-stream'),
	pictured('/files/photo.webp', 'a PNG that claims WebP'),
	{
		kind: 10,
		reported: 'Image, Edit: a PNG that claims image/jpg',
		seen: 'it is sent as photo.png, image/png',
		nodes: on('/files/photo.jpg', {
			...{ resource: 'image', operation: 'edit', prompt: 'At night', binaryProperties: 'data' },
		}),
		answer: (request) => {
			const [name, type] = sentFile(request);
			if (name !== 'photo.png' || type !== 'image/png')
				return { status: 400, body: { error: { message: `Invalid image: ${name} ${type}` } } };
			return { body: { created: 1, data: [{ b64_json: png.toString('base64') }] } };
		},
		check: ({ json }) => assert.equal(json.images?.length, 1, json.message),
	},
];
