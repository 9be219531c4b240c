import type { Rule } from './rule';
import { count, nameOf, quote } from './sentence';

/**
 * Longest text that is compared with a pattern, in characters: a bad pattern may take time that grows
 * with the square of the length or worse. Longer texts are taken as they are.
 */
const longestMatched = 10_000;

/** `minLength` and `maxLength` in characters, and `pattern`. `format` is left to the model. */
export const textRule: Rule = (schema, { value, path }) => {
	if (typeof value !== 'string') return [];
	const { minLength, maxLength, pattern } = schema;
	const violations: string[] = [];
	const length = typeof (minLength ?? maxLength) === 'number' ? [...value].length : 0;
	const has = () => count(length, 'character', 'characters');
	if (typeof minLength === 'number' && length < minLength)
		violations.push(`${nameOf(path)} must have ${minLength} or more characters, but has ${has()}`);
	if (typeof maxLength === 'number' && length > maxLength)
		violations.push(`${nameOf(path)} must have at most ${maxLength} characters, but has ${has()}`);
	if (typeof pattern === 'string' && value.length <= longestMatched) {
		if (expression(pattern)?.test(value) === false)
			violations.push(`${nameOf(path)} must match the pattern ${pattern}, but is ${quote(value)}`);
	}
	return violations;
};

/** Patterns that were compiled; a schema brings few, and items bring the same ones again. */
const compiled = new Map<string, RegExp>();
const mostCompiled = 500;

/**
 * The regular expression of a pattern, or undefined when it is none. Unicode mode is what JSON Schema
 * asks for; patterns that only work without it are common.
 */
export function expression(pattern: string): RegExp | undefined {
	const known = compiled.get(pattern);
	if (known) return known;
	for (const flags of ['u', '']) {
		try {
			const made = new RegExp(pattern, flags);
			if (compiled.size >= mostCompiled) compiled.clear();
			compiled.set(pattern, made);
			return made;
		} catch {
			continue;
		}
	}
	return undefined;
}
