import { addAll, type Rule } from './rule';
import { nameOf } from './sentence';

/** `allOf`, `anyOf`, `oneOf`, `not`, and `if` with `then` and `else`. */
export const combinationRule: Rule = (schema, { path, same }) => {
	const violations: string[] = Array.isArray(schema.allOf) ? schema.allOf.flatMap(same) : [];
	for (const choices of [schema.anyOf, schema.oneOf]) {
		if (!Array.isArray(choices)) continue;
		const tried = choices.map((choice: unknown) => same(choice));
		const fitting = tried.filter((found) => found.length === 0).length;
		if (fitting === 0) addAll(violations, nearest(tried, path));
		if (fitting > 1 && choices === schema.oneOf)
			violations.push(`${nameOf(path)} fits ${fitting} forms of the schema, but may fit only one`);
	}
	if (schema.not !== undefined && same(schema.not).length === 0)
		violations.push(`${nameOf(path)} is of a form that the schema excludes`);
	if (schema.if !== undefined) {
		const branch = same(schema.if).length === 0 ? schema.then : schema.else;
		if (branch !== undefined) addAll(violations, same(branch));
	}
	return violations;
};

/** No form fits: the one that comes nearest says what to change. */
function nearest(tried: readonly string[][], path: string): string[] {
	const [best = []] = [...tried].sort((one, other) => one.length - other.length);
	if (tried.length === 1) return best;
	return [
		`${nameOf(path)} fits none of the ${tried.length} forms of the schema; for the nearest: ${best.join('; ')}`,
	];
}
