import { binary } from '../../support/files';
import { lines, picture, queue, runTask } from '../../support/tasks';

const run = (parameters: object, data: object) =>
	runTask(
		queue([]),
		'stableDiffusion.imageToImage',
		{ prompt: 'at night', waitForCompletion: false, ...parameters },
		{ data },
	);

test.concurrent('the picture of the item travels with the prompt', async () => {
	const sent = await run(
		{ options: { referenceScale: 0.7 } },
		binary(picture, 'image/png', 'a.png'),
	);
	expect(lines(sent)).toEqual(['POST /sd/img2img']);
	expect(sent.requests[0]?.body).toEqual({
		main_model_id: 1,
		positive_prompts: ['at night'],
		width: 512,
		height: 512,
		reference_image: picture.toString('base64'),
		reference_scale: 0.7,
	});
	expect(sent.items[0]?.json.task).toMatchObject({
		action: 'IMAGE_TO_IMAGE',
		points_estimated: 10,
	});
});

test.concurrent.each([
	['an empty file', binary(Buffer.alloc(0), 'image/png', 'a.png'), /which is empty/],
	['a text', binary(Buffer.from('Hello'), 'text/plain', 'a.txt'), /must name an image/],
])('%s is refused, and nothing is sent', async (_what, data, sentence) => {
	const { requests, items } = await run({}, data);
	expect(requests).toEqual([]);
	expect(items[0]?.json.error).toMatchObject({ kind: 'input', field: 'Image Binary Field' });
	expect(items[0]?.json.message).toMatch(sentence);
});

test.concurrent('a scale above 1 is refused', async () => {
	const { requests, items } = await run(
		{ options: { referenceScale: 70 } },
		binary(picture, 'image/png', 'a.png'),
	);
	expect(requests).toEqual([]);
	expect(items[0]?.json.error).toMatchObject({ field: 'Reference Scale' });
});
