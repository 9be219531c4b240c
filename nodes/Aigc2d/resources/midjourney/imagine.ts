import { defined, unlessEmpty } from '../../../api/defined';
import { oneOf, text } from '../../../fields/check';
import { field, optionsOf, readField } from '../../../fields/field';
import { pathField } from '../../../fields/path';
import { operation } from '../operation';
import { waitField } from '../task/fields';
import { submitTask, type Submission } from '../task/submit';
import { sharedOptions, suspendedNotice } from './fields';
import { picturesField, readPictures } from './pictures';
import { submissionOf } from './submission';

const botType = field({
	property: {
		displayName: 'Bot',
		name: 'botType',
		type: 'options',
		options: [
			{ name: 'Midjourney', value: 'MID_JOURNEY' },
			{ name: 'Niji', value: 'NIJI_JOURNEY', description: 'For images in the style of anime' },
		],
		default: 'MID_JOURNEY',
		description: 'Which of the two models makes the image',
	},
	wire: 'botType',
	check: oneOf(['MID_JOURNEY', 'NIJI_JOURNEY']),
});

/** Pictures to begin with. */
const pictures = picturesField({ from: 1, to: 5 }, { required: false });

const route = pathField('/mj/submit/imagine', false);
const options = optionsOf([botType, pictures, ...sharedOptions, route]);

const prompt = field({
	property: {
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. a lighthouse at dusk, watercolour --ar 3:2',
		description: "What the image should show, with Midjourney's own settings at the end",
	},
	wire: null,
	check: text,
});

/**
 * Midjourney → Imagine: POST /mj/submit/imagine, by the convention of midjourney-proxy. AIGC2D documents
 * the function, not the route.
 */
export const imagine = operation<Submission>({
	value: 'imagine',
	name: 'Imagine',
	action: 'Imagine an image with Midjourney',
	description: 'Make four images in one from a description',
	fields: [suspendedNotice, prompt, waitField, options],
	unit: 1,

	async read(parameters) {
		const words = readField(parameters, prompt);
		const chosen = readField(parameters, options);
		const base64Array = await readPictures(chosen.get(pictures) ?? [], parameters, true);
		const members = { prompt: words, ...defined({ base64Array: unlessEmpty(base64Array) }) };
		const asked = { action: 'IMAGINE', route, members, prompt: words };
		return submissionOf(asked, chosen, parameters);
	},

	run: async ([submission], context) => [await submitTask(submission, context)],
});
