import { number, oneOf } from '../../../fields/check';
import { collection, readCollection } from '../../../fields/field';
import { operation } from '../operation';
import { waitField } from '../task/fields';
import { submitTask, type Submission } from '../task/submit';
import { readTaskId, taskIdField } from '../task/taskId';
import { midjourneyOptions, suspendedNotice } from './fields';
import { submissionOf } from './submission';

const usualPath = '/mj/submit/change';
const optionFields = midjourneyOptions(usualPath);
const actions = ['REROLL', 'UPSCALE', 'VARIATION'];

/** Midjourney → Change (Legacy): POST /mj/submit/change, by the convention of midjourney-proxy. */
export const change = operation<Submission>({
	value: 'change',
	name: 'Change (Legacy)',
	action: 'Change an image with Midjourney',
	description: 'Enlarge, vary or redo a picture by its number, for gateways without buttons',
	fields: [
		suspendedNotice,
		taskIdField,
		{
			displayName: 'Change',
			name: 'change',
			type: 'options',
			options: [
				{ name: 'Reroll', value: 'REROLL', description: 'Make four other pictures' },
				{ name: 'Upscale', value: 'UPSCALE', description: 'Enlarge one of the four pictures' },
				{ name: 'Variation', value: 'VARIATION', description: 'Make four pictures like one' },
			],
			default: 'UPSCALE',
			description: 'What to do with the picture',
		},
		{
			displayName: 'Picture Number',
			name: 'index',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 1, maxValue: 4 },
			displayOptions: { show: { change: ['UPSCALE', 'VARIATION'] } },
			description: 'Which of the four pictures: 1 and 2 are above, 3 and 4 below',
		},
		waitField,
		collection('Options', 'options', 'Add Option', optionFields),
	],
	unit: 1,

	read(parameters) {
		const options = readCollection(optionFields, parameters.get('options'));
		const taskId = readTaskId(parameters);
		const action = oneOf(actions)(parameters.get('change'), 'Change') as string;
		const pick = number({ from: 1, to: 4, whole: true });
		const members = {
			taskId,
			action,
			// New-API wants one for a reroll as well; midjourney-proxy does not look at it there.
			index: action === 'REROLL' ? 1 : pick(parameters.get('index'), 'Picture Number'),
		};
		return submissionOf({ action, usualPath, members }, optionFields, options, parameters);
	},

	run: async ([submission], context) => [await submitTask(submission, context)],
});
