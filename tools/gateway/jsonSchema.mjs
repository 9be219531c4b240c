import { invalidField, unsupportedField } from './errors.mjs';
import { isObject } from './isObject.mjs';

/** Keywords that the grammar honours, and how to check their values. */
const enforced = {
	type: (value) => typeof value === 'string' || (Array.isArray(value) && value.length > 0),
	properties: isObject,
	required: Array.isArray,
	additionalProperties: (value) => typeof value === 'boolean' || isObject(value),
	items: isObject,
	prefixItems: Array.isArray,
	enum: (value) => Array.isArray(value) && value.length > 0 && value.every(isScalar),
	const: isScalar,
	oneOf: (value) => Array.isArray(value) && value.length > 0,
	anyOf: (value) => Array.isArray(value) && value.length > 0,
	$defs: isObject,
	$ref: (value) => typeof value === 'string',
	format: (value) => ['date', 'time', 'date-time'].includes(value),
	...Object.fromEntries(
		['minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties', 'maxProperties'].map(
			(name) => [name, isSize],
		),
	),
};

/** Keywords that only describe. */
const descriptive = ['$schema', '$id', '$comment', 'title', 'description', 'default', 'examples'];

const scalarTypes = ['string', 'number', 'integer', 'boolean', 'null'];

/** Bounds the grammar: llama.cpp refuses very long repetitions, and no answer here is longer than this anyway. */
const largestSize = 1000;

/**
 * Turns a JSON schema into one that the grammar library reads in full. What it would silently read differently is refused.
 *
 * @param {unknown} schema
 * @param {string} path where the schema stands in the request, for messages
 * @param {object} [outerDefs] definitions of the schemas around it
 * @returns {object} the schema, with `anyOf` written as `oneOf`: to a grammar they are the same
 * @throws {import('./errors.mjs').ApiError} 400, naming the place
 */
export function readableSchema(schema, path, outerDefs = {}) {
	if (!isObject(schema))
		throw invalidField(path, `Invalid schema at '${path}': expected an object.`, 'invalid_type');
	for (const [keyword, value] of Object.entries(schema)) {
		if (descriptive.includes(keyword)) continue;
		if (!Object.hasOwn(enforced, keyword))
			throw unsupportedField(`${path}.${keyword}`, `its grammar has no '${keyword}'`);
		if (!enforced[keyword](value))
			throw unsupportedField(
				`${path}.${keyword}`,
				`its grammar cannot use this value of '${keyword}'`,
			);
	}
	const { anyOf, ...rest } = schema;
	const defs = { ...outerDefs, ...schema.$defs };
	checkType(schema, path);
	checkReference(schema, path, defs);

	const inner = (value, name) => readableSchema(value, `${path}.${name}`, defs);
	const innerMap = (map, name) =>
		Object.fromEntries(
			Object.entries(map).map(([key, value]) => [key, inner(value, `${name}.${key}`)]),
		);
	const innerList = (list, name) => list.map((value, index) => inner(value, `${name}[${index}]`));
	return {
		...rest,
		...(schema.properties && { properties: innerMap(schema.properties, 'properties') }),
		...(isObject(schema.additionalProperties) && {
			additionalProperties: inner(schema.additionalProperties, 'additionalProperties'),
		}),
		...(schema.items && { items: inner(schema.items, 'items') }),
		...(schema.prefixItems && { prefixItems: innerList(schema.prefixItems, 'prefixItems') }),
		...(schema.oneOf && { oneOf: innerList(schema.oneOf, 'oneOf') }),
		...(anyOf && { oneOf: innerList(anyOf, 'anyOf') }),
		...(schema.$defs && { $defs: innerMap(schema.$defs, '$defs') }),
	};
}

/** @param {Record<string, any>} schema */
function checkType({ type, enum: choices, const: constant, oneOf, anyOf, $ref }, path) {
	if (oneOf && anyOf)
		throw unsupportedField(`${path}.anyOf`, `its grammar cannot combine 'anyOf' with 'oneOf'`);
	if (type === undefined) {
		const decided = choices || oneOf || anyOf || $ref !== undefined || constant !== undefined;
		if (!decided) throw invalidField(path, `Invalid schema at '${path}': it needs a 'type'.`);
		return;
	}
	const known = Array.isArray(type)
		? type.every((name) => scalarTypes.includes(name))
		: [...scalarTypes, 'object', 'array'].includes(type);
	if (!known) throw unsupportedField(`${path}.type`, `its grammar cannot use this 'type'`);
}

/** @param {Record<string, any>} schema */
function checkReference({ $ref }, path, defs) {
	if ($ref === undefined) return;
	const name = $ref.startsWith('#/$defs/') ? $ref.slice('#/$defs/'.length) : '';
	if (!Object.hasOwn(defs, name))
		throw unsupportedField(
			`${path}.$ref`,
			`its grammar only follows references to '#/$defs/...' that exist`,
		);
}

function isScalar(value) {
	return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isSize(value) {
	return Number.isInteger(value) && value >= 0 && value <= largestSize;
}
