import { number, oneOf } from '../../../fields/check';
import { field, optionsOf, readField } from '../../../fields/field';
import { pathField } from '../../../fields/path';
import { operation } from '../operation';
import { waitField } from '../task/fields';
import { submitTask, type Submission } from '../task/submit';
import { taskIdField } from '../task/taskId';
import { sharedOptions, suspendedNotice } from './fields';
import { submissionOf } from './submission';

const route = pathField('/mj/submit/change', false);
const options = optionsOf([...sharedOptions, route]);

const changeField = field({
	property: {
		displayName: 'Change',
		name: 'change',
		type: 'options',
		options: [
			{ name: 'Reroll', value: 'REROLL', description: 'Make four other images' },
			{ name: 'Upscale', value: 'UPSCALE', description: 'Enlarge one of the four images' },
			{
				name: 'Variation',
				value: 'VARIATION',
				description: 'Make four images that are like one of them',
			},
		],
		default: 'UPSCALE',
		description: 'What to do with the image',
	},
	wire: null,
	check: oneOf(['REROLL', 'UPSCALE', 'VARIATION']),
});

const indexField = field({
	property: {
		displayName: 'Image Number',
		name: 'index',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 1, maxValue: 4 },
		displayOptions: { show: { change: ['UPSCALE', 'VARIATION'] } },
		description: 'Which of the four images: 1 and 2 are in the upper row, 3 and 4 in the lower',
	},
	wire: null,
	check: number({ from: 1, to: 4, whole: true }),
});

/** Midjourney → Change (Legacy): POST /mj/submit/change, by the convention of midjourney-proxy. */
export const change = operation<Submission>({
	value: 'change',
	name: 'Change (Legacy)',
	action: 'Change an image with Midjourney',
	description: 'Enlarge, vary or redo an image by its number, for gateways without buttons',
	fields: [suspendedNotice, taskIdField, changeField, indexField, waitField, options],
	unit: 1,

	read(parameters) {
		const given = readField(parameters, options);
		const taskId = readField(parameters, taskIdField);
		const action = readField(parameters, changeField);
		const members = {
			taskId,
			action,
			// New-API wants one for a reroll as well; midjourney-proxy does not look at it there.
			index: action === 'REROLL' ? 1 : readField(parameters, indexField),
		};
		return submissionOf({ action, route, members }, given, parameters);
	},

	run: async ([submission], context) => [await submitTask(submission, context)],
});
