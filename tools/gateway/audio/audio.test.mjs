import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formOf, testClient } from '../testClient.mjs';
import { encodeWav, readWav } from './wav.mjs';

const speech = '/v1/audio/speech';
const transcriptions = '/v1/audio/transcriptions';
const translations = '/v1/audio/translations';
const client = testClient();
const words = 'Good morning, 世界. Your order is on its way!';

async function say(more) {
	const wish = {
		model: 'rule-speaker',
		input: words,
		voice: 'alloy',
		response_format: 'wav',
		...more,
	};
	const { status, headers, data } = await client.post(speech, wish, undefined, 'arraybuffer');
	assert.equal(status, 200, String(data));
	assert.equal(headers['content-type'], 'audio/wav');
	return data;
}

const read = (bytes, more, route = transcriptions) =>
	client.post(route, formOf({ model: 'rule-reader', file: new File([bytes], 'a.wav'), ...more }));
const transcript = async (...request) => (await read(...request)).data;

test('Speech is a WAV file that sounds as long as the text is, and carries the text.', async () => {
	const bytes = await say();
	const { seconds, comment } = readWav(bytes);
	assert.equal(bytes.readUInt32LE(4), bytes.length - 8);
	assert.ok(Math.abs(seconds - words.length * 0.06) < 0.01);
	assert.equal(comment, words);
	assert.ok(Math.abs(readWav(await say({ speed: 2 })).seconds - seconds / 2) < 0.01);
	const [low, high] = await Promise.all([say({ voice: 'onyx' }), say({ voice: 'nova' })]);
	assert.equal(low.length, high.length);
	assert.notDeepEqual(low, high);
});

test('Whoever names no format gets the WAV, under its own type.', async () => {
	assert.deepEqual(await say({ response_format: undefined }), await say());
});

test('What was said is read back, in every form.', async () => {
	const bytes = await say();
	const { seconds } = readWav(bytes);
	assert.deepEqual(await transcript(bytes), {
		text: words,
		usage: { type: 'duration', seconds: 3 },
	});
	assert.equal((await read(bytes, { response_format: 'text' })).data, `${words}\n`);
	const srt = await read(bytes, { response_format: 'srt' });
	assert.match(srt.headers['content-type'], /^text\/plain/);
	const [first] = srt.data.split('\n\n');
	assert.match(first, /^1\n00:00:00,000 --> 00:00:01,\d{3}\nGood morning, 世界\.$/);
	const { data: vtt } = await read(bytes, { response_format: 'vtt' });
	assert.match(vtt, /^WEBVTT\n\n00:00:00\.000 --> 00:00:01\.\d{3}\nGood morning, 世界\.\n\n/);

	const verbose = { response_format: 'verbose_json', language: 'en' };
	const {
		task,
		language,
		duration,
		text,
		segments,
		words: none,
	} = await transcript(bytes, verbose);
	assert.deepEqual([task, language, duration, text], ['transcribe', 'en', seconds, words]);
	assert.deepEqual(
		segments.map(({ text }) => text),
		['Good morning, 世界.', 'Your order is on its way!'],
	);
	assert.deepEqual([segments[0].start, segments[1].end], [0, Math.round(seconds * 1000) / 1000]);
	assert.equal(none, undefined);
	const timed = await transcript(bytes, { ...verbose, 'timestamp_granularities[]': ['word'] });
	assert.equal(timed.words.length, words.split(' ').length);
	assert.equal(timed.segments, undefined);
});

test('What was said is translated into English, in every form.', async () => {
	const bytes = await say();
	const translated = `[English] ${words}`;
	const data = async (more) => (await read(bytes, more, translations)).data;
	assert.deepEqual(await data(), { text: translated, usage: { type: 'duration', seconds: 3 } });
	assert.equal(await data({ response_format: 'text' }), `${translated}\n`);
	assert.match(await data({ response_format: 'srt' }), /^1\n.* --> .*\n\[English\] Good morning/);
	assert.match(await data({ response_format: 'vtt' }), /^WEBVTT\n\n.*\n\[English\] Good morning/);
	const { task, language, text, segments } = await data({ response_format: 'verbose_json' });
	assert.deepEqual([task, language, text], ['translate', 'english', translated]);
	assert.equal(segments.length, 2);
});

test('Of a sound without the text it says that it hears nothing, and how long it is.', async () => {
	const silence = encodeWav(new Uint8Array(12_000).fill(128), '');
	const { text } = await transcript(silence);
	assert.match(text, /^\[A sound of 1\.50 seconds\. This gateway hears nothing/);
});

test('What cannot be said or read is refused, naming the member.', async () => {
	const refused = (body, ...expected) =>
		client.refused(
			speech,
			{ model: 'rule-speaker', input: 'x', voice: 'alloy', response_format: 'wav', ...body },
			...expected,
		);
	assert.match(await refused({ response_format: 'mp3' }, 'response_format'), /writes 'wav', not/);
	await refused({ input: '' }, 'input');
	await refused({ input: 'x'.repeat(4097) }, 'input');
	await refused({ voice: undefined }, 'voice');
	await refused({ voice: 'robot' }, 'voice');
	await refused({ speed: 5 }, 'speed');
	await refused({ model: 'tts-1' }, 'model', 404);

	const bytes = await say();
	const file = new File([bytes], 'a.wav');
	const readRefused = (members, param, route = transcriptions) =>
		client.refused(route, formOf({ model: 'rule-reader', ...members }), param);
	await readRefused({}, 'file');
	await readRefused({ file: new File(['ID3'], 'a.mp3') }, 'file');
	await readRefused({ file, response_format: 'xml' }, 'response_format');
	await readRefused({ file, temperature: '2' }, 'temperature');
	await readRefused({ file, 'timestamp_granularities[]': 'word' }, 'timestamp_granularities');
	await readRefused({ file, colour: 'red' }, 'colour');
	await readRefused({}, 'file', translations);
	await readRefused({ file, language: 'de' }, 'language', translations);
	const timed = { response_format: 'verbose_json', 'timestamp_granularities[]': 'word' };
	await readRefused({ file, ...timed }, 'timestamp_granularities[]', translations);
});
