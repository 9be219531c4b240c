import { type Bound, exceeds, replaceOutsideStrings } from './jsonText';

/** JSON as it travels; `unknown` inside, because gateways add members of their own. */
export type JsonObject = { [name: string]: unknown };

/** How far JSON from a gateway may go. */
export const bounds = {
	/** Deeper answers are broken or hostile, and would end a recursion badly. */
	depth: 200,
	/** No answer has an object of as many, and a million take a second to read. */
	members: 50_000,
	/**
	 * Each takes some ten to some hundred bytes of memory, whatever it holds: 64 MB of brackets would become more than a
	 * gigabyte. A long answer with the probabilities of twenty words for each of its own has a quarter of it.
	 */
	parts: 4_000_000,
};

/** What JSON is that goes beyond them, as a sentence says it. */
const tooComplex: { readonly [bound in Bound]: string } = {
	depth: `nested deeper than ${bounds.depth} levels`,
	members: `with more than ${bounds.members} members in one object`,
	parts: `of more than ${bounds.parts} parts`,
};

/**
 * Whole numbers of 16 and more digits may be beyond 2^53, where JavaScript would round them. Digits after a decimal
 * point do not count: vectors are full of them, and looking at each number would take long.
 */
const longInteger = /(?<![\d.])\d{16}/;
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** How any JSON begins: nearly all that is tried and is none is words. */
const start = /^\s*["{[\d\-tfn]/;
/** What Python writes for numbers that JSON does not have, in probabilities for example. */
const noNumber = /-?\bInfinity\b|\bNaN\b/g;

/** Why a text is not read although it may be JSON; undefined where there is no such reason. */
export function complexityOf(text: string): string | undefined {
	const bound = exceeds(text, bounds);
	return bound && tooComplex[bound];
}

/** JSON that goes beyond a bound is not read. */
export function beyond(bound: Bound): SyntaxError {
	return new SyntaxError(`The JSON is ${tooComplex[bound]}`);
}

/**
 * Reads JSON from a gateway. Whole numbers that JavaScript would round become strings
 * (task ids of AIGC2D have 64 bits), and `__proto__` members are left out.
 *
 * @throws SyntaxError when the text is not JSON, or goes beyond {@link bounds}
 */
export function parseJson(text: string): unknown {
	if (!start.test(text)) throw new SyntaxError('It is no JSON');
	const bound = exceeds(text, bounds);
	if (bound !== undefined) throw beyond(bound);
	const exact = longInteger.test(text) ? replaceOutsideStrings(text, quoteLongIntegers) : text;
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

/** Like {@link tryParseJson}, also for objects and lists in which NaN or Infinity stands for a number: it becomes null. */
export function tryParseAnswer(text: string): unknown {
	const value = tryParseJson(text);
	if (value !== undefined || !mayHoldNoNumber(text)) return value;
	return tryParseJson(replaceOutsideStrings(text, (part) => part.replace(noNumber, 'null')));
}

/** To look for the words first is many times as fast as the expression. */
function mayHoldNoNumber(text: string): boolean {
	if (!text.includes('NaN') && !text.includes('Infinity')) return false;
	return /^\s*[{[]/.test(text) && /\bNaN\b|\bInfinity\b/.test(text);
}

/** Like {@link tryParseAnswer}, also where a gateway has written its JSON as JSON once more. */
export function tryParseBody(text: string): unknown {
	const value = tryParseAnswer(text);
	return typeof value === 'string' ? tryParseAnswer(value) : value;
}

/** A JSON object: neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is an object; otherwise an empty one. */
export function asObject(value: unknown): JsonObject {
	return isObject(value) ? value : {};
}

/** The objects in a list; none where the value is no list. */
export function objectsIn(value: unknown): JsonObject[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Whether a `__proto__` member hides anywhere in the value. */
export function hasPrototype(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(hasPrototype);
	if (!isObject(value)) return false;
	return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasPrototype);
}

/** An object without some of its members. */
export function without(object: JsonObject, ...names: string[]): JsonObject {
	return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** A number, also as a text of at most so many digits; undefined when it is neither. */
export function numberOf(value: unknown, digits: number): number | undefined {
	if (typeof value === 'number') return value;
	const isNumber = typeof value === 'string' && value.length <= digits && /^\d+$/.test(value);
	return isNumber ? Number(value) : undefined;
}

/** The value as text when it is a string with something in it, or a number; otherwise null. */
export function textOf(value: unknown): string | null {
	if (typeof value === 'string') return value.trim() === '' ? null : value;
	return typeof value === 'number' ? String(value) : null;
}

function quoteLongIntegers(part: string): string {
	return part.replace(number, (token) => {
		const isLongInteger = /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));
		return isLongInteger ? `"${token}"` : token;
	});
}

function withoutPrototype(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutPrototype);
	if (!isObject(value)) return value;
	const entries = Object.entries(value).filter(([name]) => name !== '__proto__');
	return Object.fromEntries(entries.map(([name, member]) => [name, withoutPrototype(member)]));
}
