import { number, oneOf, boolean } from '../../../fields/check';
import { field } from '../../../fields/field';
import { includeInput } from '../../../fields/includeInput';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { prompts, samplers } from './fields';

const batchSize = field({
	property: {
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 1, maxValue: 16 },
		description: 'How many images to make for each item. You pay for every one of them.',
	},
	wire: 'batch_size',
	check: number({ from: 1, to: 16, whole: true }),
});

const cfgScale = field({
	property: {
		displayName: 'CFG Scale',
		name: 'cfgScale',
		type: 'number',
		default: 7.5,
		typeOptions: { minValue: 0, maxValue: 30, numberPrecision: 1 },
		description: 'How closely the image keeps to the prompt; 7.5 is usual',
	},
	wire: 'cfg_scale',
	check: number({ from: 0, to: 30 }),
});

const clipSkip = field({
	property: {
		displayName: 'Clip Skip',
		name: 'clipSkip',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 1, maxValue: 12 },
		description:
			'Where to stop reading the prompt, counted from the last layer of the text encoder; 1 is usual',
	},
	wire: 'clip_skip',
	check: number({ from: 1, to: 12, whole: true }),
});

const negativePrompt = field({
	property: {
		displayName: 'Negative Prompt',
		name: 'negativePrompt',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. blurry, text',
		description:
			'What the image should not show. Several prompts: one per line, or a list by expression.',
	},
	wire: 'negative_prompts',
	check: (value, label) => (value === '' ? undefined : prompts(value, label)),
});

const sampler = field({
	property: {
		displayName: 'Sampler',
		name: 'sampler',
		type: 'options',
		options: samplers.map((value) => ({ name: value, value })),
		default: 'Euler',
		description: 'Method by which the image is made out of noise',
	},
	wire: 'sampler',
	check: oneOf(samplers),
});

const seed = field({
	property: {
		displayName: 'Seed',
		name: 'seed',
		type: 'number',
		default: -1,
		typeOptions: { minValue: -1, numberPrecision: 0 },
		description: 'The same seed gives the same image; -1 gives another one each time',
	},
	wire: 'seed',
	check: number({ from: -1, whole: true }),
});

const steps = field({
	property: {
		displayName: 'Steps',
		name: 'steps',
		type: 'number',
		default: 20,
		typeOptions: { minValue: 1, maxValue: 150 },
		description: 'How many times the image is refined. More steps cost more points.',
	},
	wire: 'steps',
	check: number({ from: 1, to: 150, whole: true }),
});

const translatePrompt = field({
	property: {
		displayName: 'Translate Prompt',
		name: 'translatePrompt',
		type: 'boolean',
		default: true,
		description: 'Whether the gateway translates the prompts to English first',
	},
	wire: 'translate_prompt',
	check: boolean,
});

const useCustomMainModelVae = field({
	property: {
		displayName: "Use the Model's Own VAE",
		name: 'useCustomMainModelVae',
		type: 'boolean',
		default: true,
		description: 'Whether to use the image decoder (VAE) that belongs to the model',
	},
	wire: 'use_custom_main_model_vae',
	check: boolean,
});

/** Members for which there is no field. */
export const extraBody = extraBodyFor('{"batch_size": 2}');

/** What may be added. */
export const pictureOptions = [
	batchSize,
	cfgScale,
	clipSkip,
	negativePrompt,
	sampler,
	seed,
	steps,
	translatePrompt,
	useCustomMainModelVae,
	includeInput,
	extraBody,
];
