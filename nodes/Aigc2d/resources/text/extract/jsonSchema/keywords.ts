import { isObject } from '../../../../../api/json';
import { either } from './sentence';
import { expression } from './texts';
import { isTypeName, typeNames } from './types';

/** A schema within a keyword's value, by its name there; no name: the value itself is the schema. */
export type InnerSchema = [name: string, schema: unknown];

/** What the value of a keyword has to be. */
export interface ValueKind {
	holds(value: unknown): boolean;
	/** As a sentence says it: `a number`. */
	words: string;
	remedy: string;
	/** The schemas in a value that holds. */
	inner?(value: unknown): InnerSchema[];
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isSchema = (value: unknown) => isObject(value) || typeof value === 'boolean';
const entries = (value: unknown): InnerSchema[] =>
	isList(value) ? value.map((schema, position) => [String(position), schema]) : [];
const members = (value: unknown): InnerSchema[] => (isObject(value) ? Object.entries(value) : []);

const type: ValueKind = {
	holds: (value) =>
		isTypeName(value) || (isList(value) && value.length > 0 && value.every(isTypeName)),
	words: `${either(typeNames)}, or a list of these`,
	remedy: 'Use one of these names.',
};

const values: ValueKind = {
	holds: (value) => isList(value) && value.length > 0,
	words: 'a list of the allowed values',
	remedy: 'Enter a list such as ["open", "closed"].',
};

const names: ValueKind = {
	holds: (value) => isList(value) && value.every((name) => typeof name === 'string'),
	words: 'a list of property names',
	remedy: 'Enter a list such as ["name", "price"], next to "properties" and not within a property.',
};

const schema: ValueKind = {
	holds: isSchema,
	words: 'a schema, true or false',
	remedy: 'Enter a schema such as {"type": "string"}.',
	inner: (value) => [['', value]],
};

const schemas: ValueKind = {
	holds: (value) => isList(value) && value.length > 0,
	words: 'a list of schemas',
	remedy: 'Enter a list such as [{"type": "string"}, {"type": "null"}].',
	inner: entries,
};

const schemaOrSchemas: ValueKind = {
	holds: (value) => isSchema(value) || isList(value),
	words: 'a schema or a list of schemas',
	remedy: 'Enter a schema such as {"type": "string"}.',
	inner: (value) => (isList(value) ? entries(value) : [['', value]]),
};

const namedSchemas: ValueKind = {
	holds: isObject,
	words: 'an object with a schema for each name',
	remedy: 'Enter an object such as {"name": {"type": "string"}}.',
	inner: members,
};

const patternSchemas: ValueKind = {
	...namedSchemas,
	holds: (value) => isObject(value) && Object.keys(value).every((name) => expression(name)),
	words: 'an object with a schema for each regular expression',
	remedy: 'Enter an object such as {"^x-": {"type": "string"}}.',
};

const count: ValueKind = {
	holds: (value) => Number.isInteger(value) && Number(value) >= 0,
	words: 'a whole number of 0 or more',
	remedy: 'Enter a number such as 1, without quotes.',
};

const bound: ValueKind = {
	holds: (value) => typeof value === 'number' && Number.isFinite(value),
	words: 'a number',
	remedy: 'Enter a number such as 1, without quotes.',
};

const unit: ValueKind = {
	holds: (value) => bound.holds(value) && Number(value) > 0,
	words: 'a number above 0',
	remedy: 'Enter a number such as 0.01, without quotes.',
};

const flag: ValueKind = {
	holds: (value) => typeof value === 'boolean',
	words: 'true or false',
	remedy: 'Enter true or false, without quotes.',
};

const pattern: ValueKind = {
	holds: (value) => typeof value === 'string' && expression(value) !== undefined,
	words: 'a regular expression',
	remedy: 'Correct the expression; in JSON each backslash is written twice, as in "^\\\\d+$".',
};

/** The keywords that are checked; others are sent as they are and allow everything. */
export const keywords: { readonly [keyword: string]: ValueKind } = {
	type,
	enum: values,
	required: names,
	properties: namedSchemas,
	patternProperties: patternSchemas,
	$defs: namedSchemas,
	definitions: namedSchemas,
	additionalProperties: schema,
	additionalItems: schema,
	propertyNames: schema,
	contains: schema,
	not: schema,
	if: schema,
	then: schema,
	else: schema,
	items: schemaOrSchemas,
	prefixItems: schemas,
	allOf: schemas,
	anyOf: schemas,
	oneOf: schemas,
	minItems: count,
	maxItems: count,
	minLength: count,
	maxLength: count,
	minProperties: count,
	maxProperties: count,
	minimum: bound,
	maximum: bound,
	exclusiveMinimum: bound,
	exclusiveMaximum: bound,
	multipleOf: unit,
	uniqueItems: flag,
	pattern,
};
