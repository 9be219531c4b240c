import { invalidField } from '../../errors.mjs';
import { isObject } from '../../isObject.mjs';
import { readBoolean, readChoice, refuseOthers } from '../../members.mjs';
import { readNumber } from '../../numbers.mjs';
import { pictureBytes } from '../picture.mjs';

const mostUnits = 3;
const whole = { min: 0, integer: true };

/** Members of a unit that are numbers, with their range. */
const numbers = {
	control_weight: { min: 0, max: 2 },
	model_id: whole,
	pre_processor_id: whole,
	starting_control_step: whole,
	ending_control_step: whole,
	pre_processor_resolution: whole,
	param_1_value: {},
	param_2_value: {},
};
const words = ['control_mode', 'resize_mode'];

/** @param {Record<string, any>} sent the request @returns {Buffer[]} the picture of every unit */
export function readControlNet(sent) {
	const isOn = readBoolean(sent, 'enable_control_net');
	const units = sent.control_net_params ?? [];
	const name = 'control_net_params';
	if (!Array.isArray(units))
		throw invalidField(name, `Invalid type for '${name}': expected an array.`, 'invalid_type');
	if (units.length > mostUnits)
		throw invalidField(name, `Invalid '${name}': expected at most ${mostUnits} units.`);
	if (isOn !== units.length > 0)
		throw invalidField('enable_control_net', `'enable_control_net' and '${name}' do not fit.`);
	return units.map(readUnit);
}

function readUnit(unit) {
	if (!isObject(unit))
		throw invalidField(
			'control_net_params',
			'A ControlNet unit must be an object.',
			'invalid_type',
		);
	refuseOthers(unit, ['control_net_img', 'control_pre_set_id', ...Object.keys(numbers), ...words]);
	for (const [name, range] of Object.entries(numbers)) readNumber(unit, name, undefined, range);
	readChoice(unit, 'control_pre_set_id', ['0', '1', '2', '3', '4'], '0');
	for (const name of words) {
		if (typeof (unit[name] ?? '') !== 'string')
			throw invalidField(name, `Invalid type for '${name}': expected a string.`, 'invalid_type');
	}
	const bytes = pictureBytes(unit.control_net_img);
	if (!bytes)
		throw invalidField(
			'control_net_img',
			"Invalid 'control_net_img': expected a PNG, JPEG or WebP in Base64.",
			'invalid_image',
		);
	return bytes;
}
