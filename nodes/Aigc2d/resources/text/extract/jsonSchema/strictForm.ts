import { defined } from '../../../../../api/defined';
import { isObject, type JsonObject } from '../../../../../api/json';
import { typeOf, typesOf } from './types';

/** Words about a value, and limits of it, that strict schemas may have (OpenAI's guide to structured outputs). */
const kept = [
	'description',
	'enum',
	'const',
	'pattern',
	'minimum',
	'maximum',
	'exclusiveMinimum',
	'exclusiveMaximum',
	'multipleOf',
	'minItems',
	'maxItems',
];

const formats = [
	'date-time',
	'time',
	'date',
	'duration',
	'email',
	'hostname',
	'ipv4',
	'ipv6',
	'uuid',
];

/** Keywords that change which members there are; a strict schema cannot say it. */
const shaping = [
	'allOf',
	'not',
	'if',
	'then',
	'else',
	'prefixItems',
	'patternProperties',
	'dependentSchemas',
	'dependentRequired',
	'dependencies',
	'$dynamicRef',
];

/**
 * The schema as OpenAI's strict mode wants it: every property is required, and none may be added.
 * Optional properties may be null instead (`withoutNulls` takes these out of the answer again); limits
 * that strict mode does not know are left out. So an answer in strict form may violate the schema
 * itself, which is checked afterwards.
 *
 * @param root a schema of type `object`
 * @returns undefined when the schema has no strict form: free members, `allOf`, no type at all
 */
export function strictForm(root: JsonObject): JsonObject | undefined {
	let possible = true;
	const impossible = (): JsonObject => {
		possible = false;
		return {};
	};

	const formOf = (schema: unknown): JsonObject => {
		if (!isObject(schema) || shaping.some((keyword) => schema[keyword] !== undefined))
			return impossible();
		const { $ref, anyOf, oneOf, properties, items } = schema;
		if ($ref !== undefined)
			return /^#(\/(\$defs|definitions)\/[^/]+)?$/.test(String($ref)) ? { $ref } : impossible();
		const choices = anyOf ?? oneOf;
		if (choices !== undefined) {
			const more = [anyOf !== undefined && oneOf !== undefined, properties, items];
			return Array.isArray(choices) && !more.some(Boolean)
				? { ...defined({ description: schema.description }), anyOf: choices.map(formOf) }
				: impossible();
		}
		const types = ownTypes(schema);
		if (types.length === 0) return impossible();
		return {
			type: types.length === 1 ? types[0] : types,
			...limitsOf(schema),
			...(types.includes('object') ? membersOf(schema) : {}),
			...(types.includes('array') ? { items: formOf(items) } : {}),
		};
	};

	const membersOf = ({ properties, required, additionalProperties }: JsonObject): JsonObject => {
		const names = isObject(properties) ? Object.keys(properties) : [];
		const needed = Array.isArray(required) ? required : [];
		const isClosed = additionalProperties === undefined || additionalProperties === false;
		if (!isObject(properties) || !isClosed || !needed.every((name) => names.includes(name)))
			return impossible();
		const forms = names.map((name) => {
			const form = formOf(properties[name]);
			return [name, needed.includes(name) ? form : orNull(form)] as const;
		});
		return {
			properties: Object.fromEntries(forms),
			required: names,
			additionalProperties: false,
		};
	};

	const definitions = ['$defs', 'definitions'].flatMap((place) => {
		const schemas = root[place];
		if (!isObject(schemas)) return [];
		return [[place, mapSchemas(schemas, formOf)] as const];
	});
	const form = formOf(root);
	return possible ? { ...form, ...Object.fromEntries(definitions) } : undefined;
}

function mapSchemas(schemas: JsonObject, form: (schema: unknown) => JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, form(schema)]));
}

function limitsOf(schema: JsonObject): JsonObject {
	const limits = kept.filter((keyword) => Object.hasOwn(schema, keyword));
	const format = formats.includes(String(schema.format)) ? { format: schema.format } : {};
	return { ...Object.fromEntries(limits.map((name) => [name, schema[name]])), ...format };
}

/** The types of a schema; where it names none, those that its other keywords are about. */
function ownTypes(schema: JsonObject): readonly unknown[] {
	if (schema.type !== undefined) return typesOf(schema.type);
	if (schema.properties !== undefined) return ['object'];
	if (schema.items !== undefined) return ['array'];
	const values = Array.isArray(schema.enum)
		? schema.enum
		: Object.hasOwn(schema, 'const')
			? [schema.const]
			: [];
	const types = new Set<string>(values.map(typeOf));
	// A whole number may stand among others.
	if (types.has('number')) types.delete('integer');
	return [...types];
}

function orNull(form: JsonObject): JsonObject {
	const { type, anyOf } = form;
	const nothing = { type: 'null' };
	if (Array.isArray(anyOf)) {
		const choices: unknown[] = anyOf;
		const has = choices.some((choice) => isObject(choice) && choice.type === 'null');
		return has ? form : { ...form, anyOf: [...choices, nothing] };
	}
	if (type === undefined || Object.hasOwn(form, 'const')) return { anyOf: [form, nothing] };
	const types = typesOf(type);
	const allowed = Array.isArray(form.enum) ? { enum: [...new Set([...form.enum, null])] } : {};
	return { ...form, type: [...new Set([...types, 'null'])], ...allowed };
}
