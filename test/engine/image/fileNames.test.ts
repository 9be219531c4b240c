import { png, wav } from '../../support/files';
import { always, type Responder } from '../../support/gateway';
import { runOperation } from '../../support/operation';

const model = { __rl: true, mode: 'id', value: 'test-model' };
const picture = { b64_json: png().toString('base64') };
const twoPictures = always({ created: 1_700_000_000, data: [picture, picture] });
const sound: Responder = (_request, response) =>
	void response.writeHead(200, { 'content-type': 'audio/wav' }).end(wav());

/** The names under which the files of a run would be saved, by binary field. */
async function saved(
	respond: Responder,
	operation: `${string}.${string}`,
	parameters: object,
	runIndex = 0,
): Promise<Array<{ [field: string]: string | undefined }>> {
	const given = { model, ...parameters };
	const { items } = await runOperation(respond, operation, given, { items: [{}, {}], runIndex });
	return items.map(({ binary = {} }) =>
		Object.fromEntries(Object.entries(binary).map(([field, { fileName }]) => [field, fileName])),
	);
}

test('saved by their names, pictures of several items do not overwrite each other', async () => {
	expect(await saved(twoPictures, 'image.generate', { prompt: 'A lighthouse' })).toEqual([
		{ image: 'image-0.png', image_1: 'image-0_1.png' },
		{ image: 'image-1.png', image_1: 'image-1_1.png' },
	]);
});

test('nor do those of the turns of a loop', async () => {
	expect(await saved(twoPictures, 'image.generate', { prompt: 'A lighthouse' }, 2)).toEqual([
		{ image: 'image-2-0.png', image_1: 'image-2-0_1.png' },
		{ image: 'image-2-1.png', image_1: 'image-2-1_1.png' },
	]);
});

test('nor do sounds', async () => {
	const parameters = { text: 'Hello', voice: 'alloy' };
	expect(await saved(sound, 'audio.speech', parameters)).toEqual([
		{ audio: 'audio-0.wav' },
		{ audio: 'audio-1.wav' },
	]);
});
