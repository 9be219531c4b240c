import { sample } from '../../../support/conversation/samples';
import {
	address,
	drawing,
	file,
	generated,
	get,
	heard,
	look,
	lookAt,
	page,
	picture,
	spoken,
	taken,
} from './answers';
import {
	failed,
	generate,
	getTask,
	imagine,
	made,
	type Row,
	speech,
	textToImage,
	transcribe,
} from './build';

const told = { ...failed, told: [address], taskId: true as const };

const half = Math.floor(sample('mp3').length / 2);
const parts = [sample('mp3').subarray(0, half), sample('mp3').subarray(half)];

const events = (all: ReadonlyArray<object | string>): string =>
	all
		.map((event) => (typeof event === 'string' ? event : JSON.stringify(event)))
		.map((data) => `data: ${data}\n\n`)
		.join('');

const deltas = parts.map((bytes) => ({
	type: 'speech.audio.delta',
	audio: bytes.toString('base64'),
}));

const inEvents = { type: 'text/event-stream' };

const noSound = (title: string, body: unknown, type: string): Row =>
	speech(title, [spoken(body, { type })], { ...failed, retryable: false });

/** 5: the bytes say whether there is a picture, or a sound. */
export const noSuchFile: readonly Row[] = [
	imagine('JSON under image/png', [taken, look(), file('/pic/1.png', 'jsonerror')], told),
	imagine(
		'a web page in place of the picture',
		[taken, look(), get('/pic/1.png', '', page('Just a moment...'))],
		told,
	),
	imagine('a picture without bytes', [taken, look(), file('/pic/1.png', 'empty')], told),
	imagine('a sound in place of the picture', [taken, look(), file('/pic/1.png', 'mp3')], told),
	getTask(
		'XML of a storage under image/png',
		[
			look(),
			get('/pic/1.png', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', {
				type: 'image/png',
			}),
		],
		told,
	),
	textToImage(
		'JSON in base64',
		[drawing, lookAt({ status: 'done', images: ['{b64:jsonerror}'] })],
		{ ...failed, taskId: true },
	),
	textToImage(
		'a JPEG under application/json',
		[
			drawing,
			lookAt({ status: 'done', url: address }),
			file('/pic/1.png', 'jpeg', { type: 'application/json' }),
		],
		{ ...made, mime: 'image/jpeg', bytes: 'jpeg' },
	),
	generate(
		'a web page at the address',
		[generated({ data: [{ url: address }] }), get('/pic/1.png', '', page('Sign in'))],
		{ ...failed, told: [address] },
	),
	generate('empty base64', [generated({ data: [{ b64_json: '' }] })], failed),
	generate(
		'a WebP under b64_json of a PNG',
		[generated({ data: [{ b64_json: '{b64:webp}' }], output_format: 'png' })],
		{ ...made, mime: 'image/webp', bytes: 'webp' },
	),
	generate(
		'one of two is no picture',
		[generated({ data: [{ b64_json: '{b64:jsonerror}' }, { url: address }] }), picture],
		made,
		{ options: { n: 2 } },
	),
	noSound('a web page under audio/mpeg', page('Welcome').body, 'audio/mpeg'),
	noSound('plain words', 'ok', 'text/plain'),
	noSound('words under audio/mpeg', 'The voice is being prepared.', 'audio/mpeg'),
	noSound('a list of JSON under octet-stream', '[{"error":"busy"}]', 'application/octet-stream'),
	speech(
		'speech.audio.delta, put together',
		[
			spoken(
				events([...deltas, { type: 'speech.audio.done', usage: { total_tokens: 3 } }]),
				inEvents,
			),
		],
		{ ...made, mime: 'audio/mpeg', bytes: 'mp3' },
	),
	speech(
		'events under audio/mpeg',
		[spoken(events([...deltas, { type: 'speech.audio.done' }, '[DONE]']), { type: 'audio/mpeg' })],
		{ ...made, mime: 'audio/mpeg', bytes: 'mp3' },
	),
	speech(
		'a failure in events',
		[
			spoken(
				events([
					{ type: 'error', error: { message: 'The voice is gone', type: 'invalid_request_error' } },
				]),
				inEvents,
			),
		],
		{ ...failed, words: 'voice is gone' },
	),
	transcribe(
		'transcript.text.*, put together',
		[
			heard(
				events([
					{ type: 'transcript.text.delta', delta: 'Hello ' },
					{ type: 'transcript.text.delta', delta: 'you' },
					{ type: 'transcript.text.done', text: 'Hello you' },
				]),
				inEvents,
			),
		],
		{ output: 'success', text: 'Hello you' },
	),
];
