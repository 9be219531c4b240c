/** Reads what requests for pictures have in common, whether they come as JSON or as a form. */
import { invalidField } from '../errors.mjs';
import { readChoice, readRequiredText, readWords, refuseOthers } from '../members.mjs';
import { readNumber } from '../numbers.mjs';

/** The last ones are for real painters and change nothing here. */
const known = [
	'model',
	'prompt',
	'n',
	'size',
	'response_format',
	'format',
	'output_format',
	'background',
	'seed',
	'quality',
	'style',
	'moderation',
	'input_fidelity',
	'user',
];
const unsupported = {
	output_compression: 'its PNG files have no quality to choose',
	stream: 'it has no unfinished pictures to show',
	partial_images: 'it has no unfinished pictures to show',
	negative_prompt: 'it draws by a hash of the prompt',
};

/** What OpenAI lets a prompt have. */
const longestPrompt = 32_000;
const largestSide = 3840;
const mostPixels = 3840 * 2160;

/**
 * @typedef {object} ImageSettings
 * @property {string} model
 * @property {string} prompt
 * @property {number} n
 * @property {{ width: number, height: number }} [size] missing: the painter may choose
 * @property {string} seed
 * @property {'url' | 'b64_json'} form
 */

/**
 * @param {Record<string, any>} sent
 * @returns {ImageSettings}
 * @throws {import('../errors.mjs').ApiError} 400, naming the member
 */
export function readImageSettings(sent) {
	refuseOthers(sent, known, unsupported);
	for (const name of ['format', 'output_format']) {
		if ((sent[name] ?? 'png') !== 'png')
			throw invalidField(name, `Invalid value for '${name}': this gateway draws 'png' only.`);
	}
	if (sent.background === 'transparent')
		throw invalidField('background', "Invalid value for 'background': it is always 'opaque' here.");
	return {
		model: readRequiredText(sent, 'model'),
		prompt: readWords(sent, 'prompt', longestPrompt),
		n: readNumber(sent, 'n', 1, { min: 1, max: 10, integer: true }),
		size: readSize(sent.size),
		seed: String(readNumber(sent, 'seed', 0, { integer: true })),
		form: readChoice(sent, 'response_format', ['url', 'b64_json'], 'url'),
	};
}

function readSize(size = 'auto') {
	if (size === 'auto') return undefined;
	const [, width, height] = (/^(\d{1,5})x(\d{1,5})$/.exec(size) ?? []).map(Number);
	const fits = [width, height].every((side) => side >= 16 && side <= largestSide);
	if (!fits || width * height > mostPixels)
		throw invalidField(
			'size',
			"Invalid value for 'size': expected a form such as '256x256', from 16x16 to 3840x2160.",
		);
	return { width, height };
}
