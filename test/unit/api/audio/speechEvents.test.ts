import { SpeechEvents } from '../../../../nodes/api/audio/speechEvents';
import { wav } from '../../../support/files';

const sound = wav();
const miniMax = (bytes: Uint8Array, status: number) => ({
	data: { audio: Buffer.from(bytes).toString('hex'), status },
});
const openAi = (bytes: Uint8Array) => ({
	type: 'speech.audio.delta',
	audio: Buffer.from(bytes).toString('base64'),
});
const halves = [sound.subarray(0, 60), sound.subarray(60)] as const;

function heard(events: object[]): Uint8Array | undefined {
	const assembly = new SpeechEvents();
	for (const event of events) assembly.add(event as never);
	return assembly.result().value;
}

test.each([
	['all pieces', [miniMax(halves[0], 1), miniMax(halves[1], 1)]],
	['the first pieces', [miniMax(halves[0], 1)]],
	['no piece', []],
])('a sound that comes once more as a whole behind %s is there once', (_what, pieces) => {
	expect(heard([...pieces, miniMax(sound, 2)])).toEqual(sound);
});

test('two pieces of silence that are alike are both heard', () => {
	const silence = Buffer.alloc(8);
	expect(heard([openAi(silence), openAi(silence), { type: 'speech.audio.done' }])).toEqual(
		Buffer.alloc(16),
	);
});
