import { isObject } from '../../../../../api/json';
import type { Rule } from './rule';
import { either, nameOf, quote } from './sentence';

/** The types of JSON Schema, as a sentence names them. */
const types = {
	array: 'a list',
	boolean: 'true or false',
	integer: 'a whole number',
	null: 'null',
	number: 'a number',
	object: 'an object',
	string: 'a text',
} as const;

export type TypeName = keyof typeof types;

/** Every type that a schema may name. */
export const typeNames = Object.keys(types);

export function isTypeName(value: unknown): value is TypeName {
	return typeof value === 'string' && typeNames.includes(value);
}

/** The type of a JSON value; whole numbers are `integer`. */
export function typeOf(value: unknown): TypeName {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (isObject(value)) return 'object';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	return typeof value === 'boolean' ? 'boolean' : 'string';
}

/**
 * Whether a value is of a type. Whole numbers beyond 2^53 arrive as texts, because JavaScript would
 * round them: they count as numbers too.
 */
export function isOfType(value: unknown, type: unknown): boolean {
	const own = typeOf(value);
	if (own === type || (type === 'number' && own === 'integer')) return true;
	return (type === 'number' || type === 'integer') && isLongInteger(value);
}

function isLongInteger(value: unknown): boolean {
	return (
		typeof value === 'string' && /^-?\d{16,}$/.test(value) && !Number.isSafeInteger(Number(value))
	);
}

/** The types that a schema names; none when it does not care. */
export function typesOf(type: unknown): readonly unknown[] {
	return type === undefined ? [] : Array.isArray(type) ? type : [type];
}

/** `type`: a name or a list of them. */
export const typeRule: Rule = ({ type }, { value, path }) => {
	const wanted = typesOf(type);
	if (wanted.length === 0 || wanted.some((name) => isOfType(value, name))) return [];
	const words = wanted.filter(isTypeName).map((name) => types[name]);
	return [`${nameOf(path)} must be ${either(words)}, but is ${quote(value)}`];
};
