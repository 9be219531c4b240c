import { invalidField } from './errors.mjs';

/** @type {Record<string, { min?: number, max?: number, integer?: boolean }>} */
const numbers = {
	temperature: { min: 0, max: 2 },
	top_p: { min: 0, max: 1 },
	presence_penalty: { min: -2, max: 2 },
	frequency_penalty: { min: -2, max: 2 },
	n: { min: 1, max: 128, integer: true },
	max_tokens: { min: 1, integer: true },
	max_completion_tokens: { min: 1, integer: true },
	seed: { integer: true },
};

/** The number fields of a chat request. */
export const numberNames = Object.keys(numbers);

/**
 * @template T
 * @param {Record<string, any>} sent the request
 * @param {string} name one of `numberNames`, or any with a range of its own
 * @param {T} otherwise what counts when the field was not sent
 * @param {{ min?: number, max?: number, integer?: boolean }} [range]
 * @returns {number | T}
 * @throws {import('./errors.mjs').ApiError} 400, naming the field
 */
export function readNumber(sent, name, otherwise, range = numbers[name]) {
	const value = sent[name];
	if (value === undefined) return otherwise;
	const { min = -Infinity, max = Infinity, integer = false } = range;
	const rightType = integer ? Number.isSafeInteger(value) : Number.isFinite(value);
	if (!rightType)
		throw invalidField(
			name,
			`Invalid type for '${name}': expected ${integer ? 'an integer' : 'a number'}.`,
			'invalid_type',
		);
	if (value < min || value > max) {
		const bounds = max === Infinity ? `at least ${min}` : `between ${min} and ${max}`;
		throw invalidField(name, `Invalid value for '${name}': expected ${bounds}, but got ${value}.`);
	}
	return value;
}
