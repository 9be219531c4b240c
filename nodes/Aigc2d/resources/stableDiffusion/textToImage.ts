import { operation } from '../operation';
import { submitTask, type Submission } from '../task/submit';
import { fieldsOf, readPicture, type Way } from './picture';

const way: Way = { action: 'TEXT_TO_IMAGE', path: '/sd/txt2img', isDocumented: true };

/** Stable Diffusion → Text to Image: POST /sd/txt2img, which AIGC2D documents. */
export const textToImage = operation<Submission>({
	value: 'textToImage',
	name: 'Text to Image',
	action: 'Make an image with Stable Diffusion',
	description: 'Make pictures from a description; they become files of the item',
	fields: fieldsOf(way),
	unit: 1,
	read: async (parameters) => await readPicture(parameters, way),
	run: async ([submission], context) => [await submitTask(submission, context)],
});
