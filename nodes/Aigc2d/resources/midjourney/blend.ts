import { oneOf } from '../../../fields/check';
import { field, optionsOf, readField } from '../../../fields/field';
import { pathField } from '../../../fields/path';
import { operation } from '../operation';
import { waitField } from '../task/fields';
import { submitTask, type Submission } from '../task/submit';
import { sharedOptions, suspendedNotice } from './fields';
import { picturesField, readPictures } from './pictures';
import { submissionOf } from './submission';

const dimensions = field({
	property: {
		displayName: 'Dimensions',
		name: 'dimensions',
		type: 'options',
		options: [
			{ name: 'Landscape (3:2)', value: 'LANDSCAPE' },
			{ name: 'Portrait (2:3)', value: 'PORTRAIT' },
			{ name: 'Square (1:1)', value: 'SQUARE' },
		],
		default: 'SQUARE',
		description: 'Shape of the image that is made',
	},
	wire: 'dimensions',
	check: oneOf(['LANDSCAPE', 'PORTRAIT', 'SQUARE']),
});

const route = pathField('/mj/submit/blend', false);
const options = optionsOf([dimensions, ...sharedOptions, route]);

const blended = picturesField({ from: 2, to: 5 }, { default: 'data, image_1' });

/** Midjourney → Blend: POST /mj/submit/blend, by the convention of midjourney-proxy. */
export const blend = operation<Submission>({
	value: 'blend',
	name: 'Blend',
	action: 'Blend images with Midjourney',
	description: 'Make one image of two to five images of the item',
	fields: [suspendedNotice, blended, waitField, options],
	unit: 1,

	async read(parameters) {
		const given = readField(parameters, options);
		const base64Array = await readPictures(readField(parameters, blended), parameters);
		const asked = { action: 'BLEND', route, members: { base64Array } };
		return submissionOf(asked, given, parameters);
	},

	run: async ([submission], context) => [await submitTask(submission, context)],
});
