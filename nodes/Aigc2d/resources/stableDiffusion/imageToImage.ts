import { number } from '../../../fields/check';
import { field, labelOf, readField } from '../../../fields/field';
import { pictureField, readPictureBase64 } from '../../../fields/picture';
import { operation } from '../operation';
import { submitTask, type Submission } from '../task/submit';
import { pictureOperation } from './picture';

const referenceScale = field({
	property: {
		displayName: 'Reference Scale',
		name: 'referenceScale',
		type: 'number',
		default: 0.5,
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		description: 'How closely the result keeps to the given image, from 0 to 1',
	},
	wire: 'reference_scale',
	check: number({ from: 0, to: 1 }),
});

const picture = pictureOperation({
	action: 'IMAGE_TO_IMAGE',
	path: '/sd/img2img',
	isDocumented: false,
	fields: [pictureField],
	options: [referenceScale],
	async members(parameters) {
		const name = readField(parameters, pictureField);
		const label = labelOf(pictureField);
		return { reference_image: await readPictureBase64(parameters, name, label) };
	},
});

/**
 * Stable Diffusion → Image to Image: POST /sd/img2img. AIGC2D says that it has such a call; route and
 * members are those of its upstream service, in AIGC2D's spelling.
 */
export const imageToImage = operation<Submission>({
	value: 'imageToImage',
	name: 'Image to Image',
	action: 'Change an image with Stable Diffusion',
	description: 'Make images from an image of the item and a description',
	...picture,
	unit: 1,
	run: async ([submission], context) => [await submitTask(submission, context)],
});
