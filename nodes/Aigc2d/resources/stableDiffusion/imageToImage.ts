import { text } from '../../../fields/check';
import { pictureField, readPictureBase64 } from '../../../fields/picture';
import { operation } from '../operation';
import { submitTask, type Submission } from '../task/submit';
import { referenceScaleOption } from './options';
import { fieldsOf, readPicture, type Way } from './picture';

const way: Way = {
	action: 'IMAGE_TO_IMAGE',
	path: '/sd/img2img',
	isDocumented: false,
	fields: [pictureField],
	options: [referenceScaleOption],
	async members(parameters) {
		const label = pictureField.displayName;
		const name = text(parameters.get(pictureField.name), label) as string;
		return { reference_image: await readPictureBase64(parameters, name, label) };
	},
};

/**
 * Stable Diffusion → Image to Image: POST /sd/img2img. AIGC2D says that it has such a call; route and
 * members are those of its upstream service, in AIGC2D's spelling.
 */
export const imageToImage = operation<Submission>({
	value: 'imageToImage',
	name: 'Image to Image',
	action: 'Change an image with Stable Diffusion',
	description: 'Make pictures from a picture of the item and a description',
	fields: fieldsOf(way),
	unit: 1,
	read: async (parameters) => await readPicture(parameters, way),
	run: async ([submission], context) => [await submitTask(submission, context)],
});
