import type { JsonObject } from './call';

/**
 * Whole numbers of 16 and more digits may lie beyond 2^53, where JavaScript would round them. Digits
 * behind a point are none: vectors are full of them, and looking at each number would take long.
 */
const longInteger = /(?<![\d.])\d{16}/;
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Reads JSON from a gateway or a user. Whole numbers that JavaScript would round become strings
 * (task ids of AIGC2D have 64 bits), and `__proto__` members are left out.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string): unknown {
	const exact = longInteger.test(text) ? text.replace(stringOrNumber, quoteLongInteger) : text;
	const value: unknown = JSON.parse(exact);
	return text.includes('__proto__') || text.includes('\\u005') ? withoutPrototype(value) : value;
}

/** Like {@link parseJson}, but undefined when the text is not JSON. */
export function tryParseJson(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}

/** A JSON object: neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a `__proto__` member hides anywhere in the value. */
export function hasPrototype(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(hasPrototype);
	if (!isObject(value)) return false;
	return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasPrototype);
}

/** The value as text when it is a string with something in it, or a number; otherwise null. */
export function textOf(value: unknown): string | null {
	if (typeof value === 'string') return value.trim() === '' ? null : value;
	return typeof value === 'number' ? String(value) : null;
}

function quoteLongInteger(token: string): string {
	const isLongInteger = /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));
	return isLongInteger ? `"${token}"` : token;
}

function withoutPrototype(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutPrototype);
	if (!isObject(value)) return value;
	const entries = Object.entries(value).filter(([name]) => name !== '__proto__');
	return Object.fromEntries(entries.map(([name, member]) => [name, withoutPrototype(member)]));
}
