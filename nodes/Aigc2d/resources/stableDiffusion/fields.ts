import { number, invalidField, texts, type Check } from '../../../fields/check';
import { field } from '../../../fields/field';

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
export const prompts: Check<string[]> = (value, label) => {
	const lines = (texts(value ?? [], label) ?? [])
		.flatMap((row) => row.split(/\r?\n/))
		.map((line) => line.trim())
		.filter((line) => line !== '');
	if (lines.length > 0) return lines;
	return invalidField(label, 'is empty', 'Describe what the image should show.');
};

const side = number({ from: 16, to: 4096, whole: true });

const mainModelId = field({
	property: {
		displayName: 'Model ID',
		name: 'mainModelId',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 1, numberPrecision: 0 },
		hint: 'The number of a model at AIGC2D, such as 1 in <a href="https://aigc2d-doc.apifox.cn/api-117888146" target="_blank">its example</a>',
		description: 'Number of the model at AIGC2D. Ask its support for the numbers of others.',
	},
	wire: 'main_model_id',
	check: number({ from: 0, whole: true }),
});

/** What the picture should show. */
export const prompt = field({
	property: {
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. a lighthouse at dusk, watercolour',
		description:
			'What the image should show. Several prompts: one per line, or a list by expression.',
	},
	wire: 'positive_prompts',
	check: prompts,
});

const width = field({
	property: {
		displayName: 'Width (Pixels)',
		name: 'width',
		type: 'number',
		default: 512,
		typeOptions: { minValue: 16, maxValue: 4096 },
		description: 'Width of the image. A larger image costs more points.',
	},
	wire: 'width',
	check: side,
});

const height = field({
	property: {
		displayName: 'Height (Pixels)',
		name: 'height',
		type: 'number',
		default: 512,
		typeOptions: { minValue: 16, maxValue: 4096 },
		description: 'Height of the image. A larger image costs more points.',
	},
	wire: 'height',
	check: side,
});

/** How the picture is made, beside what it shows. */
export const makingFields = [mainModelId, width, height];
