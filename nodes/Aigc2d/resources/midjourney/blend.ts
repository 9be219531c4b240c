import { oneOf } from '../../../fields/check';
import { collection, readCollection } from '../../../fields/field';
import { operation } from '../operation';
import { waitField } from '../task/fields';
import { submitTask, type Submission } from '../task/submit';
import { midjourneyOptions, suspendedNotice } from './fields';
import { picturesField, readPictures } from './pictures';
import { submissionOf } from './submission';

const usualPath = '/mj/submit/blend';

const optionFields = midjourneyOptions(usualPath, [
	{
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
			description: 'Shape of the result',
		},
		wire: 'dimensions',
		check: oneOf(['LANDSCAPE', 'PORTRAIT', 'SQUARE']),
	},
]);

/** Midjourney → Blend: POST /mj/submit/blend, by the convention of midjourney-proxy. */
export const blend = operation<Submission>({
	value: 'blend',
	name: 'Blend',
	action: 'Blend images with Midjourney',
	description: 'Make one picture of two to five pictures of the item',
	fields: [
		suspendedNotice,
		{ ...picturesField, default: 'data, image_1' },
		waitField,
		collection('Options', 'options', 'Add Option', optionFields),
	],
	unit: 1,

	async read(parameters) {
		const options = readCollection(optionFields, parameters.get('options'));
		const names = parameters.get('binaryProperties');
		const base64Array = await readPictures(names, parameters, { from: 2, to: 5 });
		const asked = { action: 'BLEND', usualPath, members: { base64Array } };
		return submissionOf(asked, optionFields, options, parameters);
	},

	run: async ([submission], context) => [await submitTask(submission, context)],
});
