import { isObject } from '../../../../../api/json';
import type { Rule } from './rule';
import { either, nameOf, quote } from './sentence';

/** Most values of an `enum` that a sentence lists. */
const mostListed = 20;

/** A value as a text that is the same for equal values, whatever the order of their members. */
export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
	if (!isObject(value)) return JSON.stringify(value) ?? 'undefined';
	const members = Object.keys(value)
		.sort()
		.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
	return `{${members.join()}}`;
}

/** `enum` and `const`: one of several values, or a single one. */
export const equalityRule: Rule = (schema, { value, path }) => {
	const own = canonical(value);
	const violations: string[] = [];
	if (Array.isArray(schema.enum) && !schema.enum.some((allowed) => canonical(allowed) === own)) {
		const listed = schema.enum.slice(0, mostListed).map(quote);
		const rest = schema.enum.length > mostListed ? ['another value of the schema'] : [];
		violations.push(
			`${nameOf(path)} must be ${either([...listed, ...rest])}, but is ${quote(value)}`,
		);
	}
	if (Object.hasOwn(schema, 'const') && canonical(schema.const) !== own) {
		violations.push(`${nameOf(path)} must be ${quote(schema.const)}, but is ${quote(value)}`);
	}
	return violations;
};
