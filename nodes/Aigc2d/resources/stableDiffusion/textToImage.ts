import { operation } from '../operation';
import { submitTask, type Submission } from '../task/submit';
import { pictureOperation } from './picture';

const picture = pictureOperation({
	action: 'TEXT_TO_IMAGE',
	path: '/sd/txt2img',
	isDocumented: true,
});

/** Stable Diffusion → Text to Image: POST /sd/txt2img, which AIGC2D documents. */
export const textToImage = operation<Submission>({
	value: 'textToImage',
	name: 'Text to Image',
	action: 'Make an image with Stable Diffusion',
	description: 'Make images from a description; they become files of the item',
	...picture,
	unit: 1,
	run: async ([submission], context) => [await submitTask(submission, context)],
});
