import { isObject, type JsonObject } from '../../../../../api/json';
import { addAll, type Rule } from './rule';
import { count, memberOf, nameOf } from './sentence';
import { expression } from './texts';

/**
 * `properties`, `required`, `patternProperties`, `additionalProperties`, `propertyNames`,
 * `minProperties` and `maxProperties`.
 */
export const objectRule: Rule = (schema, { value, path, part }) => {
	if (!isObject(value)) return [];
	const names = Object.keys(value);
	const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
	const violations = required
		.filter((name) => !Object.hasOwn(value, name))
		.map((name) => `${memberOf(path, name)} is missing`);
	for (const name of names) {
		const at = memberOf(path, name);
		const schemas = schemasOf(schema, name);
		const { additionalProperties, propertyNames } = schema;
		if (schemas.length > 0)
			addAll(
				violations,
				schemas.flatMap((one) => part(one, value[name], at)),
			);
		else if (additionalProperties === false)
			violations.push(`${at} must not be there: the schema has no such property`);
		else if (additionalProperties !== undefined)
			addAll(violations, part(additionalProperties, value[name], at));
		if (propertyNames !== undefined && part(propertyNames, name, at).length > 0)
			violations.push(`${at} has a name that the schema does not allow`);
	}
	const { minProperties, maxProperties } = schema;
	const has = count(names.length, 'property', 'properties');
	if (typeof minProperties === 'number' && names.length < minProperties)
		violations.push(
			`${nameOf(path)} must have ${minProperties} or more properties, but has ${has}`,
		);
	if (typeof maxProperties === 'number' && names.length > maxProperties)
		violations.push(
			`${nameOf(path)} must have at most ${maxProperties} properties, but has ${has}`,
		);
	return violations;
};

/** The schemas that a member has by its name. */
function schemasOf({ properties, patternProperties }: JsonObject, name: string): unknown[] {
	const own = isObject(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
	const byPattern = isObject(patternProperties)
		? Object.entries(patternProperties).filter(([pattern]) => expression(pattern)?.test(name))
		: [];
	return [...own, ...byPattern.map(([, schema]) => schema)];
}
