import { isObject } from '../../../../../api/json';
import { combinationRule } from './combinations';
import { equalityRule } from './equality';
import { listRule } from './lists';
import { numberRule } from './numbers';
import { objectRule } from './objects';
import { resolve } from './reference';
import type { Place, Rule } from './rule';
import { nameOf } from './sentence';
import { textRule } from './texts';
import { typeRule } from './types';

const rules: readonly Rule[] = [
	typeRule,
	equalityRule,
	numberRule,
	textRule,
	listRule,
	objectRule,
	combinationRule,
];

/** Deepest nesting that is followed, and most comparisons of a value with a schema. */
const deepest = 200;
const mostSteps = 500_000;

/**
 * What a value violates of a JSON Schema (the common part of draft 7 and 2020-12), one sentence each:
 * `items[2].price must be a number, but is "x"`. Empty when it fits. Keywords that are not known,
 * `format` among them, allow everything. The schema has to be free of faults (see `schemaFault`).
 *
 * @param root the document that references point into, when `schema` is a part of it
 */
export function violations(schema: unknown, value: unknown, root: unknown = schema): string[] {
	let steps = 0;
	/** @param above schemas that the same value is being compared with: a `$ref` may lead back to one */
	const judge = (
		schema: unknown,
		value: unknown,
		path: string,
		depth: number,
		above: readonly unknown[],
	): string[] => {
		if (depth > deepest || steps++ > mostSteps)
			return [`${nameOf(path)} is too large to be checked`];
		if (schema === false) return [`${nameOf(path)} must not be there`];
		if (!isObject(schema) || above.includes(schema)) return [];
		const here = [...above, schema];
		const place: Place = {
			value,
			path,
			same: (other) => judge(other, value, path, depth, here),
			part: (other, part, at) => judge(other, part, at, depth + 1, []),
		};
		const referred = typeof schema.$ref === 'string' ? place.same(resolve(root, schema.$ref)) : [];
		return [...referred, ...rules.flatMap((rule) => rule(schema, place))];
	};
	return judge(schema, value, '', 0, []);
}
