/** Reads how the next token is to be chosen. */
import { invalidField } from './errors.mjs';
import { isObject } from './isObject.mjs';
import { readNumber } from './numbers.mjs';

/**
 * @typedef {object} SamplingWishes
 * @property {number} temperature 0 always takes the likeliest token
 * @property {number} topP 0 to 1
 * @property {number} [topK] how many of the likeliest tokens may be chosen from; 0: all
 * @property {number} presencePenalty
 * @property {number} frequencyPenalty
 * @property {string[]} stops texts that end the answer and are not part of it
 * @property {[number, number][]} logitBias token and what is added to its logit
 */

/**
 * @param {Record<string, any>} sent the request
 * @returns {SamplingWishes}
 * @throws {import('./errors.mjs').ApiError} 400, naming the field
 */
export function readSampling(sent) {
	const number = (name, otherwise) => readNumber(sent, name, otherwise);
	return {
		// OpenAI's default is 1. A model this small wanders off then, so without a wish it takes the likeliest token.
		temperature: number('temperature', 0),
		topP: number('top_p', 1),
		presencePenalty: number('presence_penalty', 0),
		frequencyPenalty: number('frequency_penalty', 0),
		stops: readStops(sent.stop),
		logitBias: readLogitBias(sent.logit_bias),
	};
}

function readStops(stop = []) {
	const stops = Array.isArray(stop) ? stop : [stop];
	if (!stops.every((text) => typeof text === 'string'))
		throw invalidField(
			'stop',
			"Invalid type for 'stop': expected a string or an array of strings.",
			'invalid_type',
		);
	if (stops.length > 4 || stops.includes(''))
		throw invalidField(
			'stop',
			"Invalid value for 'stop': expected 1 to 4 texts, none of them empty.",
		);
	return stops;
}

/** @returns {[number, number][]} */
function readLogitBias(bias = {}) {
	if (!isObject(bias))
		throw invalidField(
			'logit_bias',
			"Invalid type for 'logit_bias': expected an object.",
			'invalid_type',
		);
	return Object.entries(bias).map(([token, value]) => {
		const valid = /^\d+$/.test(token) && typeof value === 'number' && Math.abs(value) <= 100;
		if (!valid)
			throw invalidField(
				'logit_bias',
				"Invalid value for 'logit_bias': expected token numbers with values between -100 and 100.",
			);
		return [Number(token), value];
	});
}
