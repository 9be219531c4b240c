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
 * @param {string} name one of `numberNames`
 * @param {T} otherwise what counts when the field was not sent
 * @returns {number | T}
 * @throws {import('./errors.mjs').ApiError} 400, naming the field
 */
export function readNumber(sent, name, otherwise) {
	const value = sent[name];
	if (value === undefined) return otherwise;
	const { min = -Infinity, max = Infinity, integer = false } = numbers[name];
	const rightType = integer ? Number.isSafeInteger(value) : Number.isFinite(value);
	if (!rightType)
		throw invalidField(
			name,
			`Invalid type for '${name}': expected ${integer ? 'an integer' : 'a number'}.`,
			'invalid_type',
		);
	if (value < min || value > max) {
		const range = max === Infinity ? `at least ${min}` : `between ${min} and ${max}`;
		throw invalidField(name, `Invalid value for '${name}': expected ${range}, but got ${value}.`);
	}
	return value;
}
