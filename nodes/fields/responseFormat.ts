import type { JsonObject } from '../api/json';
import { describeValue, oneOf, invalidField, text, boolean, type Check } from './check';
import { jsonObject } from './checkJson';
import { field, labelOf } from './field';
import type { Values } from './values';

const schemaShown = { show: { responseFormat: ['json_schema'] } };

/** A name for a schema, as OpenAI limits it. */
export const schemaName: Check<string> = (value, label) => {
	const name = text(value, label);
	if (/^[\w-]{1,64}$/.test(name)) return name;
	return invalidField(
		label,
		`must be 1 to 64 letters, digits, _ or -, but ${describeValue(name)}`,
		'Enter a name such as ticket.',
	);
};

export const responseFormat = field({
	property: {
		displayName: 'Response Format',
		name: 'responseFormat',
		type: 'options',
		default: 'json_object',
		options: [
			{ name: 'Text', value: 'text' },
			{
				name: 'JSON Object',
				value: 'json_object',
				description: 'Any JSON. The messages must ask for JSON as well.',
			},
			{
				name: 'JSON Schema',
				value: 'json_schema',
				description: 'JSON of the form that you describe',
			},
		],
		description:
			'The form of the answer. With one of the JSON formats, the parsed answer is in "data" of the output.',
	},
	wire: null,
	check: oneOf(['text', 'json_object', 'json_schema']),
});

export const jsonSchema = field({
	property: {
		displayName: 'JSON Schema',
		name: 'jsonSchema',
		type: 'json',
		displayOptions: schemaShown,
		default:
			'{\n  "type": "object",\n  "properties": {\n    "category": { "type": "string" }\n  },\n  "required": ["category"],\n  "additionalProperties": false\n}',
		description: 'Describes the properties of the answer',
	},
	wire: null,
	check: jsonObject('{"type": "object", "properties": {"category": {"type": "string"}}}'),
});

export const jsonSchemaName = field({
	property: {
		displayName: 'JSON Schema Name',
		name: 'jsonSchemaName',
		type: 'string',
		displayOptions: schemaShown,
		default: 'answer',
		description: 'A name for the schema, which the model sees',
	},
	wire: null,
	check: schemaName,
});

export const jsonSchemaStrict = field({
	property: {
		displayName: 'JSON Schema Strict',
		name: 'jsonSchemaStrict',
		type: 'boolean',
		displayOptions: schemaShown,
		default: true,
		description:
			'Whether the answer must follow the schema exactly. Every property then has to be listed as required.',
	},
	wire: null,
	check: boolean,
});

/** The form of the answer. */
export const responseFormatFields = [responseFormat, jsonSchema, jsonSchemaName, jsonSchemaStrict];

/**
 * The member `response_format` that the checked values stand for, if any.
 *
 * @throws Failed (`input`) when the schema is missing
 */
export function formatMember(checked: Values<(typeof responseFormatFields)[number]>): JsonObject {
	const type = checked.get(responseFormat);
	const schema = checked.get(jsonSchema);
	// A schema without its format is hidden in the editor, and what is hidden is not sent.
	if (type === undefined) return {};
	if (type !== 'json_schema') return { response_format: { type } };
	if (schema === undefined) {
		invalidField(
			labelOf(jsonSchema),
			'is missing',
			'Add the option JSON Schema, or choose another response format.',
		);
	}
	const name = checked.get(jsonSchemaName) ?? 'answer';
	const strict = checked.get(jsonSchemaStrict) ?? true;
	return { response_format: { type, json_schema: { name, schema, strict } } };
}
