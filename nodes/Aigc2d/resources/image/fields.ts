import { number, invalidField, describeValue, text, type Check } from '../../../fields/check';
import { field, withLook } from '../../../fields/field';
import { includeInput } from '../../../fields/includeInput';
import { modelFieldWith } from '../../../fields/model';
import { seed, user } from '../../../fields/sampling';
import { openEnum } from '../../../fields/openEnum';

/** The model; chosen is the one that works at AIGC2D today. */
export const imageModel = modelFieldWith('gpt-image-2');

/** What the image should show. */
export const promptField = field({
	property: {
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. A lighthouse at dusk, watercolour',
		description: 'What the image should show. Some models take 1,000 characters at most.',
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
		displayName: 'Number of Images',
		name: 'n',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 1, maxValue: 10 },
		description: 'How many images to make for each item. You pay for every one of them.',
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
		placeholder: 'e.g. 1024x1024, 1536x1024 or auto',
		description:
			'Width and height in pixels. Which sizes exist depends on the model: at AIGC2D, gpt-image-2 was seen to take 1024x1024, 1536x1024 and 1024x1536, but not auto.',
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
		description: 'Quality of a JPEG or WebP file: 100 gives the best image and the largest file',
	},
	wire: 'output_compression',
	check: number({ from: 0, to: 100, whole: true }),
});

/** Options of all image operations. */
export const commonOptions = [
	numberOfPictures,
	size,
	openEnum({
		displayName: 'Quality',
		name: 'quality',
		values: ['auto', 'hd', 'high', 'low', 'medium', 'standard'],
		description:
			'The newer models take auto, low, medium and high; DALL·E 3 takes standard and hd. With high, gpt-image-2 needs 3 to 5 minutes for an image.',
	}),
	openEnum({
		displayName: 'Background',
		name: 'background',
		values: ['auto', 'opaque', 'transparent'],
		description:
			'Whether the background is transparent. Only PNG and WebP files can have such a background, and not every model makes it: gpt-image-2 does not take transparent.',
	}),
	openEnum({
		displayName: 'Output Format',
		name: 'outputFormat',
		wire: 'output_format',
		values: ['jpeg', 'png', 'webp'],
		description:
			'Type of the file, for models that let you choose it. Sent as "output_format", which was seen to work at AIGC2D. A page about its newer gateway calls it "format": to send that name, use Extra Body.',
	}),
	outputCompression,
	openEnum({
		displayName: 'Response Format',
		name: 'responseFormat',
		wire: 'response_format',
		values: ['b64_json', 'url'],
		description:
			'How the gateway sends the image, for DALL·E models. The output has it as a file either way.',
	}),
	user,
	includeInput,
];

/** Options of Image → Generate alone. */
export const generateOptions = [
	openEnum({
		displayName: 'Style',
		name: 'style',
		values: ['natural', 'vivid'],
		description: 'Vivid images are more dramatic, natural ones closer to reality. For DALL·E 3.',
	}),
	openEnum({
		displayName: 'Moderation',
		name: 'moderation',
		values: ['auto', 'low'],
		description: 'How strictly the prompt is checked before an image is made, for GPT image models',
	}),
	withLook(seed, {
		description:
			'The same seed with the same prompt gives the same image more often, on models that support it',
	}),
];

/** Options of Image → Edit alone. */
export const editOptions = [
	openEnum({
		displayName: 'Input Fidelity',
		name: 'inputFidelity',
		wire: 'input_fidelity',
		values: ['high', 'low'],
		description:
			'How closely the result keeps to the given images, for GPT image models other than gpt-image-2',
	}),
];
