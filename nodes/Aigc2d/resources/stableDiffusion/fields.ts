import { number, oneOf, refuse, texts, yesOrNo, type Check } from '../fields/check';
import type { Field } from '../fields/field';
import { extraBodyFor } from '../fields/wholeAnswer';

/** Names the lane: one queue for all of Stable Diffusion. */
export const family = 'stableDiffusion';
/** Not documented by AIGC2D, which only says that tasks can be asked for. */
export const usualTaskPath = '/sd/task/{id}';

/** Samplers as AIGC2D prints them, in its order. */
export const samplers = [
	'Euler a',
	'Euler',
	'LMS',
	'Heun',
	'DPM2',
	'DPM2 a',
	'DPM++ 2S a',
	'DPM++ 2M',
	'DPM++ SDE',
	'DPM++ 2M SDE',
	'DPM fast',
	'DPM adaptive',
	'LMS Karras',
	'DPM2 Karras',
	'DPM2 a Karras',
	'DPM++ 2S a Karras',
	'DPM++ 2M Karras',
	'DPM++ SDE Karras',
	'DPM++ 2M SDE Karras',
	'DDIM',
	'PLMS',
	'UniPC',
] as const;

/** One prompt a line, or a list by expression; sent as a list, as AIGC2D wants it. */
export const prompts: Check = (value, label) => {
	const lines = ((texts(value ?? [], label) ?? []) as string[])
		.flatMap((row) => row.split(/\r?\n/))
		.map((line) => line.trim())
		.filter((line) => line !== '');
	if (lines.length > 0) return lines;
	return refuse(label, 'is empty', 'Describe what the picture should show.');
};

const side = number({ from: 16, to: 4096, whole: true });

/** What every picture needs. */
export const pictureFields: readonly Field[] = [
	{
		property: {
			displayName: 'Model ID',
			name: 'mainModelId',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 1, numberPrecision: 0 },
			description:
				'Number of the model at AIGC2D. Its list of models tells them; 1 is the one of its example.',
		},
		wire: 'main_model_id',
		check: number({ from: 0, whole: true }),
	},
	{
		property: {
			displayName: 'Prompt',
			name: 'prompt',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: 'e.g. a lighthouse at dusk, watercolour',
			description:
				'What the picture should show. Several prompts: one a line, or a list by expression.',
		},
		wire: 'positive_prompts',
		check: prompts,
	},
	{
		property: {
			displayName: 'Width (Pixels)',
			name: 'width',
			type: 'number',
			default: 512,
			typeOptions: { minValue: 16, maxValue: 4096 },
			description: 'Width of the picture. Points are counted by its area.',
		},
		wire: 'width',
		check: side,
	},
	{
		property: {
			displayName: 'Height (Pixels)',
			name: 'height',
			type: 'number',
			default: 512,
			typeOptions: { minValue: 16, maxValue: 4096 },
			description: 'Height of the picture. Points are counted by its area.',
		},
		wire: 'height',
		check: side,
	},
];

/** What may be added. */
export const pictureOptions: readonly Field[] = [
	{
		property: {
			displayName: 'Batch Size',
			name: 'batchSize',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 1, maxValue: 16 },
			description: 'How many pictures to make for each item. Every one of them is paid for.',
		},
		wire: 'batch_size',
		check: number({ from: 1, to: 16, whole: true }),
	},
	{
		property: {
			displayName: 'CFG Scale',
			name: 'cfgScale',
			type: 'number',
			default: 7.5,
			typeOptions: { minValue: 0, maxValue: 30, numberPrecision: 1 },
			description: 'How closely the picture keeps to the prompt; 7.5 is usual',
		},
		wire: 'cfg_scale',
		check: number({ from: 0, to: 30 }),
	},
	{
		property: {
			displayName: 'Clip Skip',
			name: 'clipSkip',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 1, maxValue: 12 },
			description: 'How many of the last layers that read the prompt are left out; 1 is usual',
		},
		wire: 'clip_skip',
		check: number({ from: 1, to: 12, whole: true }),
	},
	{
		property: {
			displayName: 'Negative Prompt',
			name: 'negativePrompt',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. blurry, text',
			description:
				'What the picture should not show. Several prompts: one a line, or a list by expression.',
		},
		wire: 'negative_prompts',
		check: (value, label) => (value === '' ? undefined : prompts(value, label)),
	},
	{
		property: {
			displayName: 'Sampler',
			name: 'sampler',
			type: 'options',
			options: samplers.map((value) => ({ name: value, value })),
			default: 'Euler',
			description: 'How the picture is worked out of noise',
		},
		wire: 'sampler',
		check: oneOf(samplers),
	},
	{
		property: {
			displayName: 'Seed',
			name: 'seed',
			type: 'number',
			default: -1,
			typeOptions: { minValue: -1, numberPrecision: 0 },
			description: 'The same seed gives the same picture; -1 gives another each time',
		},
		wire: 'seed',
		check: number({ from: -1, whole: true }),
	},
	{
		property: {
			displayName: 'Steps',
			name: 'steps',
			type: 'number',
			default: 20,
			typeOptions: { minValue: 1, maxValue: 150 },
			description: 'How often the picture is refined. Points are counted by steps.',
		},
		wire: 'steps',
		check: number({ from: 1, to: 150, whole: true }),
	},
	{
		property: {
			displayName: 'Translate Prompt',
			name: 'translatePrompt',
			type: 'boolean',
			default: true,
			description: 'Whether the gateway translates the prompts to English first',
		},
		wire: 'translate_prompt',
		check: yesOrNo,
	},
	{
		property: {
			displayName: "Use the Model's Own VAE",
			name: 'useCustomMainModelVae',
			type: 'boolean',
			default: true,
			description: 'Whether to use the decoder that belongs to the model',
		},
		wire: 'use_custom_main_model_vae',
		check: yesOrNo,
	},
	extraBodyFor('{"batch_size": 2}'),
];

/** How much of that picture stays. */
export const referenceScaleOption: Field = {
	property: {
		displayName: 'Reference Scale',
		name: 'referenceScale',
		type: 'number',
		default: 0.5,
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		description: 'How closely the result keeps to the given picture, from 0 to 1',
	},
	wire: 'reference_scale',
	check: number({ from: 0, to: 1 }),
};
