/** Reads what a Stable Diffusion picture is asked for with, by AIGC2D's page for /sd/txt2img. */
import { invalidField } from '../../errors.mjs';
import {
	readBoolean,
	readChoice,
	refuseOthers,
	requireMember,
	sentMembers,
} from '../../members.mjs';
import { readNumber } from '../../numbers.mjs';
import { readControlNet } from './controlNet.mjs';
import { pictureBytes } from '../picture.mjs';

const known = [
	'main_model_id',
	'batch_size',
	'steps',
	'cfg_scale',
	'seed',
	'sampler',
	'width',
	'height',
	'clip_skip',
	'translate_prompt',
	'positive_prompts',
	'negative_prompts',
	'enable_control_net',
	'control_net_params',
	'use_custom_main_model_vae',
];
const ofReference = ['reference_image', 'reference_scale'];

const samplers =
	'Euler a,Euler,LMS,Heun,DPM2,DPM2 a,DPM++ 2S a,DPM++ 2M,DPM++ SDE,DPM++ 2M SDE,DPM fast,DPM adaptive,LMS Karras,DPM2 Karras,DPM2 a Karras,DPM++ 2S a Karras,DPM++ 2M Karras,DPM++ SDE Karras,DPM++ 2M SDE Karras,DDIM,PLMS,UniPC'.split(
		',',
	);

const side = { min: 16, max: 1440, integer: true };

/**
 * @param {unknown} body
 * @param {boolean} hasReference whether a picture is sent along
 * @throws {import('../../errors.mjs').ApiError} 400, naming the member
 */
export function readPicture(body, hasReference) {
	const sent = sentMembers(body);
	refuseOthers(sent, hasReference ? [...known, ...ofReference] : known);
	const whole = (name, otherwise, min, max) =>
		readNumber(sent, name, otherwise, { min, max, integer: true });
	readChoice(sent, 'sampler', samplers, 'Euler');
	readBoolean(sent, 'translate_prompt');
	readBoolean(sent, 'use_custom_main_model_vae');
	whole('clip_skip', 1, 1, 12);
	readNumber(sent, 'cfg_scale', 7.5, { min: 0, max: 30 });
	return {
		model: whole('main_model_id', 1, 1, 10_000),
		prompts: readPrompts(sent, 'positive_prompts', true),
		negative: readPrompts(sent, 'negative_prompts', false),
		pictures: whole('batch_size', 1, 1, 16),
		steps: whole('steps', 20, 1, 150),
		seed: whole('seed', -1, -1, Number.MAX_SAFE_INTEGER),
		size: {
			width: readNumber(sent, 'width', 512, side),
			height: readNumber(sent, 'height', 512, side),
		},
		units: readControlNet(sent),
		...(hasReference ? { reference: readReference(sent) } : {}),
	};
}

function readPrompts(sent, name, isRequired) {
	if (isRequired) requireMember(sent, name);
	const list = sent[name] ?? [];
	const isList = Array.isArray(list) && list.every((prompt) => typeof prompt === 'string');
	if (!isList)
		throw invalidField(
			name,
			`Invalid type for '${name}': expected an array of strings.`,
			'invalid_type',
		);
	if (isRequired && list.join('').trim() === '')
		throw invalidField(name, `Invalid '${name}': it is empty.`);
	return list;
}

function readReference(sent) {
	requireMember(sent, 'reference_image');
	readNumber(sent, 'reference_scale', 0.5, { min: 0, max: 1 });
	const bytes = pictureBytes(sent.reference_image);
	if (!bytes)
		throw invalidField(
			'reference_image',
			"Invalid 'reference_image': expected a PNG, JPEG or WebP in Base64.",
			'invalid_image',
		);
	return bytes;
}
