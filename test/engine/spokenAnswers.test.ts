import type { IDataObject } from 'n8n-workflow';
import { runChat } from '../support/chat';
import { mp3 } from '../support/documents';
import { bytesOf, wav } from '../support/files';
import { completion, sendJson, type Received, type Responder } from '../support/gateway';
import { beginStream, event } from '../support/stream';

/* Answers that are said aloud: the sound is a file of the item, its words are the text, and no base64 is left. */

const sound = wav();
const modalities = (format: string) => ({
	extraBody: JSON.stringify({ modalities: ['text', 'audio'], audio: { voice: 'alloy', format } }),
});
const spoken = (bytes: Buffer, more: object = {}) => ({
	id: 'audio_1',
	expires_at: 1_790_000_000,
	data: bytes.toString('base64'),
	transcript: 'Good morning.',
	...more,
});
const choice = (audio: object, index = 0, content: string | null = null) => ({
	index,
	message: { role: 'assistant', content, audio },
	finish_reason: 'stop',
});
const whole =
	(...choices: object[]): Responder =>
	(_request, response) =>
		sendJson(response, completion(null, { choices }));

/** Sends the sound in pieces of odd lengths, each of base64 of its own, and the words beside. */
const inPieces: Responder = (_request, response) => {
	const delta = (audio: object) => ({ choices: [{ index: 0, delta: { audio } }] });
	beginStream(response);
	const pieces = [0, 700, 1001].map((from, position, all) =>
		delta({
			data: sound.subarray(from, all[position + 1]).toString('base64'),
			transcript: ['Good ', 'morn', 'ing.'][position],
		}),
	);
	response.write(event({ choices: [{ index: 0, delta: { role: 'assistant', content: null } }] }));
	response.write(event(delta({ id: 'audio_1' })));
	for (const piece of pieces) response.write(event(piece));
	response.write(event(delta({ expires_at: 1_790_000_000 })));
	response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }));
	response.end(event('[DONE]'));
};

const said = {
	id: 'audio_1',
	expires_at: 1_790_000_000,
	transcript: 'Good morning.',
	file: 'audio',
	mime_type: 'audio/wav',
	size: sound.length,
};

test.each([
	['whole', whole(choice(spoken(sound))), {}],
	['streamed', inPieces, { stream: true }],
])(
	'an answer that is %s becomes a file, and its words the text',
	async (_how, respond, options) => {
		const { items, requests } = await runChat(respond, {
			parameters: { options: { ...modalities('wav'), returnMessages: true, ...options } },
		});
		const [{ body }] = requests as [Received];
		expect(body).toMatchObject({ modalities: ['text', 'audio'] });
		const [item] = items;
		expect(bytesOf(item, 'audio').equals(sound)).toBe(true);
		expect(item?.binary?.audio).toMatchObject({
			mimeType: 'audio/wav',
			fileName: 'audio-0.wav',
			fileExtension: 'wav',
		});
		expect(item?.json).toMatchObject({ text: 'Good morning.', message: { audio: said } });
		// The conversation goes on with the ID of what was said.
		expect((item?.json.messages as IDataObject[])?.at(-1)).toEqual({
			role: 'assistant',
			audio: { id: 'audio_1' },
		});
		expect(JSON.stringify(item?.json)).not.toContain(sound.toString('base64', 0, 60));
	},
);

test('it is asked for whole, unless in samples: only these are streamed by OpenAI', async () => {
	const streamOf = async (format: string, options: IDataObject = {}) => {
		const { requests } = await runChat(whole(choice(spoken(sound))), {
			parameters: { options: { ...modalities(format), ...options } },
		});
		return (requests[0]?.body as IDataObject).stream;
	};
	expect(await streamOf('wav')).toBeUndefined();
	expect(await streamOf('pcm16')).toBe(true);
	expect(await streamOf('wav', { stream: true })).toBe(true);
});

test('without Simplify no base64 is left either', async () => {
	const { items } = await runChat(whole(choice(spoken(sound))), {
		parameters: { simplify: false, options: modalities('wav') },
	});
	expect(items[0]?.json.choices).toEqual([
		{ index: 0, message: { role: 'assistant', content: null, audio: said }, finish_reason: 'stop' },
	]);
	expect(bytesOf(items[0], 'audio').equals(sound)).toBe(true);
});

test('a text beside the sound stays the text', async () => {
	const { items } = await runChat(whole(choice(spoken(sound), 0, 'Good morning!')), {
		parameters: { options: modalities('wav') },
	});
	expect(items[0]?.json.text).toBe('Good morning!');
	expect(items[0]?.binary?.audio?.mimeType).toBe('audio/wav');
});

test.each([
	['the bytes', mp3, 'wav', 'audio/mpeg', 'mp3'],
	['what was asked for', Buffer.from([0, 1, 2, 3]), 'pcm16', 'audio/L16', 'pcm'],
	['what was asked for', Buffer.from([1, 2, 3, 4]), 'opus', 'audio/ogg', 'ogg'],
])('its ending is that of %s', async (_what, bytes, format, mimeType, ending) => {
	const { items } = await runChat(whole(choice(spoken(bytes))), {
		parameters: { options: { ...modalities(format), stream: false } },
	});
	expect(items[0]?.binary?.audio).toMatchObject({ mimeType, fileName: `audio-0.${ending}` });
	expect(bytesOf(items[0], 'audio').equals(bytes)).toBe(true);
});

test('several answers are several files', async () => {
	const { items } = await runChat(whole(choice(spoken(sound)), choice(spoken(mp3), 1)), {
		parameters: { options: { ...modalities('wav'), n: 2 } },
	});
	expect(Object.keys(items[0]?.binary ?? {})).toEqual(['audio', 'audio_1']);
	expect(bytesOf(items[0], 'audio_1').equals(mp3)).toBe(true);
	expect(JSON.stringify(items[0]?.json)).not.toContain(mp3.toString('base64'));
});

test('a caller who reads along gets the words', async () => {
	const heard: string[] = [];
	await runChat(inPieces, {
		parameters: { options: { ...modalities('wav'), stream: true } },
		onChunk: ({ type, content }) => void (type === 'item' && heard.push(content ?? '')),
	});
	expect(heard.join('')).toBe('Good morning.');
});
