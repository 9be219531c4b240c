import { oneOf, text } from '../../../fields/check';
import { collection, readCollection, type Field } from '../../../fields/field';
import { operation } from '../operation';
import { waitField } from '../task/fields';
import { submitTask, type Submission } from '../task/submit';
import { midjourneyOptions, suspendedNotice } from './fields';
import { picturesField, readPictures } from './pictures';
import { submissionOf } from './submission';

const usualPath = '/mj/submit/imagine';

const optionFields = midjourneyOptions(usualPath, [
	{
		property: {
			displayName: 'Bot',
			name: 'botType',
			type: 'options',
			options: [
				{ name: 'Midjourney', value: 'MID_JOURNEY' },
				{ name: 'Niji', value: 'NIJI_JOURNEY', description: 'For drawings in the manner of anime' },
			],
			default: 'MID_JOURNEY',
			description: 'Which of the two models draws',
		},
		wire: 'botType',
		check: oneOf(['MID_JOURNEY', 'NIJI_JOURNEY']),
	},
	{
		property: { ...picturesField, required: false },
		wire: null,
		check: (value) => value,
	} satisfies Field,
]);

/**
 * Midjourney → Imagine: POST /mj/submit/imagine, by the convention of midjourney-proxy. AIGC2D documents
 * the function, not the route.
 */
export const imagine = operation<Submission>({
	value: 'imagine',
	name: 'Imagine',
	action: 'Imagine an image with Midjourney',
	description: 'Make four pictures in one from a description',
	fields: [
		suspendedNotice,
		{
			displayName: 'Prompt',
			name: 'prompt',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: 'e.g. a lighthouse at dusk, watercolour --ar 3:2',
			description: "What the picture should show, with Midjourney's own settings at the end",
		},
		waitField,
		collection('Options', 'options', 'Add Option', optionFields),
	],
	unit: 1,

	async read(parameters) {
		const prompt = text(parameters.get('prompt'), 'Prompt') as string;
		const options = readCollection(optionFields, parameters.get('options'));
		const names = options.get('binaryProperties');
		const pictures =
			names === undefined ? [] : await readPictures(names, parameters, { from: 1, to: 5 });
		const members = { prompt, ...(pictures.length === 0 ? {} : { base64Array: pictures }) };
		const asked = { action: 'IMAGINE', usualPath, members, prompt };
		return submissionOf(asked, optionFields, options, parameters);
	},

	run: async ([submission], context) => [await submitTask(submission, context)],
});
