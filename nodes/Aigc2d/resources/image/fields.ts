import { number, invalidField, describeValue, text, type Check } from '../../../fields/check';
import { field } from '../../../fields/field';
import { seed, user } from '../../../fields/sampling';
import { openEnum } from '../../../fields/openEnum';

/** What is to be drawn. */
export const promptField = field({
	property: {
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. A lighthouse at dusk, watercolour',
		description: 'What the picture should show. Some models take 1,000 characters at most.',
	},
	wire: 'prompt',
	check: text,
});

const pixels: Check<string> = (value, label) => {
	if (typeof value === 'string' && /^(auto|[1-9]\d{1,4}x[1-9]\d{1,4})$/i.test(value.trim())) {
		return value.trim().toLowerCase();
	}
	return invalidField(
		label,
		`must be WIDTHxHEIGHT in pixels, or auto, but ${describeValue(value)}`,
		'Enter a size such as 1024x1024.',
	);
};

const numberOfPictures = field({
	property: {
		displayName: 'Number of Pictures',
		name: 'n',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 1, maxValue: 10 },
		description: 'How many pictures to make for each item. Every one of them is paid for.',
	},
	wire: 'n',
	check: number({ from: 1, to: 10, whole: true }),
});

const size = field({
	property: {
		displayName: 'Size',
		name: 'size',
		type: 'string',
		default: '1024x1024',
		placeholder: 'e.g. 1024x1024, 1536x1024, auto',
		description:
			'Width and height in pixels. Which sizes exist depends on the model: at AIGC2D, gpt-image-2 is seen to take 1024x1024, 1536x1024 and 1024x1536, and not auto.',
	},
	wire: 'size',
	check: pixels,
});

const outputCompression = field({
	property: {
		displayName: 'Output Compression (%)',
		name: 'outputCompression',
		type: 'number',
		default: 100,
		typeOptions: { minValue: 0, maxValue: 100 },
		description: 'How much of a JPEG or WebP is kept: 100 is the best and largest',
	},
	wire: 'output_compression',
	check: number({ from: 0, to: 100, whole: true }),
});

/** Options of all image operations. */
export const commonOptions = [
	numberOfPictures,
	size,
	openEnum(
		'Quality',
		'quality',
		'quality',
		['auto', 'hd', 'high', 'low', 'medium', 'standard'],
		'The newer models take auto, low, medium and high, DALL·E 3 takes standard and hd. A picture of gpt-image-2 in high takes 3 to 5 minutes.',
	),
	openEnum(
		'Background',
		'background',
		'background',
		['auto', 'opaque', 'transparent'],
		'Whether the picture may be see-through; only for PNG and WebP, and not with every model: gpt-image-2 does not take transparent',
	),
	openEnum(
		'Output Format',
		'outputFormat',
		'output_format',
		['jpeg', 'png', 'webp'],
		'Type of the file, for models that let it be chosen. Sent as output_format, which is seen to work at AIGC2D; a page about its newer gateway calls it "format", for which there is Extra Body.',
	),
	outputCompression,
	openEnum(
		'Response Format',
		'responseFormat',
		'response_format',
		['b64_json', 'url'],
		'How the picture travels, for DALL·E models. The output is a file either way.',
	),
	user,
];

/** Options of Image → Generate alone. */
export const generateOptions = [
	openEnum('Style', 'style', 'style', ['natural', 'vivid'], 'For DALL·E 3'),
	openEnum(
		'Moderation',
		'moderation',
		'moderation',
		['auto', 'low'],
		'How strictly the prompt is judged, for GPT image models',
	),
	seed,
];

/** Options of Image → Edit alone. */
export const editOptions = [
	openEnum(
		'Input Fidelity',
		'inputFidelity',
		'input_fidelity',
		['high', 'low'],
		'How closely the result keeps to the given pictures, for GPT image models other than gpt-image-2',
	),
];
