import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { key } from '../../support/chat';
import { binary, formOf, wav } from '../../support/files';
import { always, type Received, type Responder } from '../../support/gateway';
import { runOperation } from '../../support/operation';

const model = { __rl: true, mode: 'id', value: 'whisper-1' };
const recording = wav();
const item: INodeExecutionData = {
	json: { names: 'AIGC2D, n8n' },
	binary: {
		data: binary(recording, 'audio/wav', 'gesagt.wav'),
		named: binary(recording, 'application/octet-stream', 'gesagt.ogg'),
		note: binary(Buffer.from('hello'), 'text/plain', 'note.txt'),
		empty: binary(Buffer.alloc(0), 'audio/wav', 'empty.wav'),
	},
};

const run = (respond: Responder, parameters: IDataObject = {}) =>
	runOperation(
		respond,
		'audio.translate',
		{ model, ...parameters },
		{ items: [item], onError: 'continueRegularOutput' },
	);

const request = {
	sent: 1,
	attempts: 1,
	refused: 0,
	duration_ms: expect.any(Number),
	host: expect.stringMatching(/^127\.0\.0\.1:/),
};

test('the recording of the item is sent as a form, and what was said comes back in English', async () => {
	const usage = { type: 'duration', seconds: 1 };
	const { items, requests } = await run(always({ text: 'Good morning', usage }));
	expect(requests).toHaveLength(1);
	expect(requests[0]).toMatchObject({
		method: 'POST',
		path: '/v1/audio/translations',
		headers: {
			authorization: `Bearer ${key}`,
			'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/),
		},
	});
	expect(await formOf(requests[0] as Received)).toEqual([
		['model', 'whisper-1'],
		['file', { name: 'gesagt.wav', type: 'audio/wav', bytes: recording }],
	]);
	expect(items).toEqual([
		{
			json: { text: 'Good morning', model: 'whisper-1', usage, request },
			pairedItem: { item: 0 },
		},
	]);
});

test('every option is a field of the form, and what the format brings is kept', async () => {
	const verbose = {
		task: 'translate',
		language: 'english',
		duration: 1.2,
		text: 'Good morning',
		segments: [{ id: 0, start: 0, end: 1.2, text: 'Good morning' }],
	};
	const { items, requests } = await run(always(verbose), {
		binaryProperty: 'named',
		options: {
			prompt: '={{ $json.names }}',
			responseFormat: 'verbose_json',
			temperature: 0.2,
			path: '/asr/english',
			extraBody: '{"hotwords": "AIGC2D"}',
		},
	});
	expect(requests[0]?.path).toBe('/asr/english');
	expect(await formOf(requests[0] as Received)).toEqual([
		['model', 'whisper-1'],
		['prompt', 'AIGC2D, n8n'],
		['response_format', 'verbose_json'],
		['temperature', '0.2'],
		['hotwords', 'AIGC2D'],
		['file', { name: 'gesagt.wav', type: 'audio/wav', bytes: recording }],
	]);
	expect(items[0]?.json).toEqual({ ...verbose, model: 'whisper-1', usage: null, request });
});

test('options that only Transcribe has, in a workflow that was made for it, are not sent', async () => {
	const options = { language: 'de', timestampGranularities: ['word'] };
	const { requests } = await run(always({ text: 'Good morning' }), { options });
	const form = await formOf(requests[0] as Received);
	expect(form.map(([name]) => name)).toEqual(['model', 'file']);
});

test.each(['text', 'srt', 'vtt'])('the format %s comes back as text', async (responseFormat) => {
	const said = '1\n00:00:00,000 --> 00:00:01,000\nGood morning\n';
	const { items, requests } = await run(
		(_request, response) =>
			response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(said),
		{ options: { responseFormat } },
	);
	expect(await formOf(requests[0] as Received)).toContainEqual(['response_format', responseFormat]);
	expect(items[0]?.json).toEqual({ text: said, model: 'whisper-1', usage: null, request });
});

test('a refusal fails the item with the words of the gateway', async () => {
	const refusal = { message: 'Cannot decode the file', type: 'invalid_request_error' };
	const { items, requests } = await run(always({ error: refusal }, 400), { throughput: {} });
	expect(requests).toHaveLength(1);
	expect(items[0]?.json).toMatchObject({
		message: expect.stringContaining('Cannot decode the file'),
		error: { kind: 'badRequest', status: 400, attempts: 1 },
	});
});

test('when the answer is lost, the item fails, and the translation is not bought again', async () => {
	const { items, requests } = await run((_request, response) => response.destroy(), {
		throughput: {},
	});
	expect(requests).toHaveLength(1);
	expect(items[0]?.json.error).toMatchObject({
		kind: 'network',
		retryable: false,
		description: expect.stringMatching(/may have charged/),
	});
});

test.each<[IDataObject, string]>([
	[
		{ model: { ...model, value: '={{ "" }}' } },
		'Model is empty: its expression gives nothing for this item',
	],
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
		{ options: { temperature: 2 } },
		'Randomness (Temperature) must be a number from 0 to 1, but is 2',
	],
	[{ options: { extraBody: '{"file": "x"}' } }, 'Extra Body (JSON) cannot set "file"'],
])('%j is refused with a sentence, and nothing is sent', async (parameters, message) => {
	const { items, requests } = await run(always({ text: 'x' }), parameters);
	expect(requests).toEqual([]);
	expect(items[0]?.json).toMatchObject({
		message: `${message} [Item 0]`,
		error: { kind: 'input' },
	});
});
