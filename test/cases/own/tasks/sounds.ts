import type { Answer, Want } from '../../../support/conversation/case';
import { file, heard, spoken } from './answers';
import { failed, type Row, speech, transcribe } from './build';

const sound = (mime: string | readonly string[], bytes: string) => ({
	output: 'success' as const,
	files: 1,
	mimeIn: [mime].flat(),
	bytes,
});

const mp3 = sound('audio/mpeg', 'mp3');

const there = file('/snd/1.mp3', 'mp3', { type: 'audio/mpeg' });

const redirected = (status: number, location: string): Row =>
	speech(
		`${status} to ${location}`,
		[spoken('', { status, type: 'text/plain', headers: { location } }), there],
		{ ...mp3, withoutKey: ['GET /snd/1.mp3'] },
	);

const ofType = (
	name: string,
	type: string | undefined,
	mime: string | readonly string[],
	ending: string,
): Row =>
	speech(
		`${name} under ${type}`,
		[spoken(undefined, { file: name, ...(type === undefined ? {} : { type }) })],
		{ ...sound(mime, name), ending },
	);

const asJson = (title: string, body: unknown, want: Want = mp3): Row =>
	speech(title, [spoken(body)], want);

const text = (title: string, answer: Answer, wanted: string, responseFormat = 'json'): Row =>
	transcribe(title, [answer], { output: 'success', text: wanted }, { options: { responseFormat } });

const wav = ['audio/wav', 'audio/x-wav'];

/** 12: a sound is known by its bytes, wherever it is. */
export const sounds: readonly Row[] = [
	redirected(302, '{other}/snd/1.mp3'),
	redirected(302, '{host}/snd/1.mp3'),
	redirected(302, '/snd/1.mp3'),
	redirected(303, '{other}/snd/1.mp3'),
	redirected(302, '{other}/snd/1.mp3?sign=a%2Fb'),
	ofType('wav', 'application/octet-stream', wav, 'wav'),
	ofType('frames', 'audio/wav', 'audio/mpeg', 'mp3'),
	ofType('ogg', 'audio/mpeg', ['audio/ogg', 'audio/opus'], 'ogg'),
	ofType('flac', 'audio/mpeg', ['audio/flac', 'audio/x-flac'], 'flac'),
	ofType('mp3', undefined, 'audio/mpeg', 'mp3'),
	ofType('mp3', 'application/json', 'audio/mpeg', 'mp3'),
	asJson(
		'hex of a WAV',
		{
			data: { audio: '{hex:wav}', status: 2 },
			base_resp: { status_code: 0, status_msg: 'success' },
		},
		sound(wav, 'wav'),
	),
	asJson('hex without a status', { data: { audio: '{hex:mp3}' } }),
	speech(
		'hex under text/plain',
		[spoken({ data: { audio: '{hex:mp3}' }, trace_id: 't' }, { type: 'text/plain' })],
		mp3,
	),
	asJson(
		'a failure of MiniMax',
		{
			data: { audio: '' },
			base_resp: { status_code: 2013, status_msg: 'invalid params, voice_id' },
		},
		{ ...failed, words: 'voice_id' },
	),
	asJson('hex of words is no sound', { data: { audio: '{hex:jsonerror}' } }, failed),
	speech('an empty sound', [spoken(undefined, { file: 'empty', type: 'audio/wav' })], failed),
	text(
		'segments only',
		heard({
			language: 'en',
			segments: [
				{ id: 0, text: ' Hello' },
				{ id: 1, text: ' you' },
			],
		}),
		'Hello you',
	),
	text('transcription only', heard({ transcription: 'Hello you', language: 'en' }), 'Hello you'),
	text(
		'segments, verbose',
		heard({
			task: 'transcribe',
			duration: 2,
			segments: [
				{ text: ' Hello', start: 0 },
				{ text: ' you.', start: 1 },
			],
		}),
		'Hello you.',
		'verbose_json',
	),
	text('words for a wanted SRT', heard('Hello you', { type: 'text/plain' }), 'Hello you', 'srt'),
	text(
		'SRT under application/json',
		heard('1\n00:00:00,400 --> 00:00:01,100\nHello\n\n'),
		'1\n00:00:00,400 --> 00:00:01,100\nHello\n\n',
		'srt',
	),
	speech(
		'an address behind which there is a picture',
		[spoken({ audio_url: '{host}/snd/1.mp3' }), file('/snd/1.mp3')],
		{ ...failed, retryable: false, words: 'The audio was made', told: ['{host}/snd/1.mp3'] },
	),
];
