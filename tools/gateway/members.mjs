/** Reads the members that the bodies of several routes have in common. Each throws an ApiError (400) that names the member. */
import { invalidField, unsupportedField } from './errors.mjs';
import { isObject } from './isObject.mjs';

/**
 * @param {unknown} body parsed JSON
 * @returns {Record<string, any>} its members; one that is null counts as not sent
 */
export function sentMembers(body) {
	if (!isObject(body))
		throw invalidField(null, 'The request body must be a JSON object.', 'invalid_type');
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

/**
 * @param {Record<string, any>} sent
 * @param {string[]} known members that are read, or that may be there without changing the answer
 * @param {Record<string, string>} [unsupported] members that a real gateway knows, and why this one cannot honour them
 */
export function refuseOthers(sent, known, unsupported = {}) {
	for (const name of Object.keys(sent)) {
		if (known.includes(name)) continue;
		if (Object.hasOwn(unsupported, name)) throw unsupportedField(name, unsupported[name]);
		throw invalidField(name, `Unknown parameter: '${name}'.`, 'unknown_parameter');
	}
}

/** @param {Record<string, any>} sent @param {string} name */
export function requireMember(sent, name) {
	if (sent[name] === undefined)
		throw invalidField(
			name,
			`Missing required parameter: '${name}'.`,
			'missing_required_parameter',
		);
}

/** @param {Record<string, any>} sent @param {string} name @returns {string} a text that has to be there */
export function readRequiredText(sent, name) {
	requireMember(sent, name);
	if (typeof sent[name] !== 'string')
		throw invalidField(name, `Invalid type for '${name}': expected a string.`, 'invalid_type');
	return sent[name];
}

/** @param {Record<string, any>} sent @param {string} name @param {number} limit characters @returns {string} not empty */
export function readWords(sent, name, limit) {
	const text = readRequiredText(sent, name);
	if (text.trim() === '') throw invalidField(name, `Invalid '${name}': it is empty.`);
	if (text.length > limit)
		throw invalidField(
			name,
			`Invalid '${name}': expected at most ${limit} characters, but got ${text.length}.`,
			'string_above_max_length',
		);
	return text;
}

/** @param {Record<string, any>} sent @param {string} name @returns {boolean} false unless sent */
export function readBoolean(sent, name) {
	const value = sent[name] ?? false;
	if (typeof value !== 'boolean')
		throw invalidField(name, `Invalid type for '${name}': expected a boolean.`, 'invalid_type');
	return value;
}

/**
 * @template {string} T
 * @param {Record<string, any>} sent
 * @param {string} name
 * @param {readonly T[]} choices
 * @param {T} otherwise what counts when the member was not sent
 * @returns {T}
 */
export function readChoice(sent, name, choices, otherwise) {
	const value = sent[name] ?? otherwise;
	if (!choices.includes(value))
		throw invalidField(
			name,
			`Invalid value for '${name}': expected one of ${choices.map((each) => `'${each}'`).join(', ')}.`,
		);
	return value;
}
