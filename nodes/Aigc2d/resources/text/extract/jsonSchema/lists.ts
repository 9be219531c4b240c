import { canonical } from './equality';
import type { Rule } from './rule';
import { count, entryOf, nameOf } from './sentence';

/**
 * `items`, `prefixItems` (in draft 7 a list of `items`, with `additionalItems`), `minItems`, `maxItems`,
 * `uniqueItems` and `contains`.
 */
export const listRule: Rule = (schema, { value, path, part }) => {
	if (!Array.isArray(value)) return [];
	const { items, prefixItems, additionalItems, minItems, maxItems } = schema;
	const first: unknown[] = Array.isArray(items)
		? items
		: Array.isArray(prefixItems)
			? prefixItems
			: [];
	const rest = Array.isArray(items) ? additionalItems : items;
	const violations = value.flatMap((entry: unknown, position) => {
		const one = position < first.length ? first[position] : rest;
		return one === undefined ? [] : part(one, entry, entryOf(path, position));
	});
	const has = count(value.length, 'entry', 'entries');
	if (typeof minItems === 'number' && value.length < minItems)
		violations.push(`${nameOf(path)} must have ${minItems} or more entries, but has ${has}`);
	if (typeof maxItems === 'number' && value.length > maxItems)
		violations.push(`${nameOf(path)} must have at most ${maxItems} entries, but has ${has}`);
	if (schema.uniqueItems === true) violations.push(...firstRepeated(value, path));
	if (schema.contains !== undefined) {
		const fits = (entry: unknown, position: number) =>
			part(schema.contains, entry, entryOf(path, position)).length === 0;
		if (!value.some(fits))
			violations.push(`${nameOf(path)} must have an entry of the form that the schema asks for`);
	}
	return violations;
};

function firstRepeated(list: readonly unknown[], path: string): string[] {
	const seen = new Map<string, number>();
	for (const [position, entry] of list.entries()) {
		const same = canonical(entry);
		const before = seen.get(same);
		if (before !== undefined)
			return [`${entryOf(path, before)} and ${entryOf(path, position)} must differ`];
		seen.set(same, position);
	}
	return [];
}
