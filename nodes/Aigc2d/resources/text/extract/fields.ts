import { oneOf, optionalText } from '../../../../fields/check';
import { jsonObject } from '../../../../fields/checkJson';
import { field } from '../../../../fields/field';
import { textField } from '../../../../fields/text';
import { fieldSchema, fieldTypes } from './fieldSchema';

/** A schema, for a sentence about one that cannot be used. */
export const schemaExample = '{"type": "object", "properties": {"total": {"type": "number"}}}';

/** What the data is taken from. */
export const extractedText = textField('The text that the data is taken from');

/** Whether rows or a JSON Schema describe the data. */
export const schemaSource = field({
	property: {
		displayName: 'Schema From',
		name: 'schemaSource',
		type: 'options',
		default: 'fields',
		options: [
			{ name: 'Fields Below', value: 'fields', description: 'List the fields here' },
			{
				name: 'JSON Schema',
				value: 'json',
				description: 'Describe nested data, lists of objects, limits and allowed values',
			},
		],
		description: 'How you describe the data that you want',
	},
	wire: null,
	check: oneOf(['fields', 'json']),
});

/** The data field by field. */
export const schemaRows = field({
	property: {
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		displayOptions: { show: { schemaSource: ['fields'] } },
		placeholder: 'Add Field',
		default: { values: [{ name: '', type: 'string', description: '', required: false }] },
		description: 'What to find in the text. Each field becomes a property of "data" in the output.',
		options: [
			{
				displayName: 'Field',
				name: 'values',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. invoice_number',
						description: 'Name of the property in the output',
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						default: 'string',
						options: fieldTypes.map(({ name, value, description }) => ({
							name,
							value,
							description,
						})),
						description: 'What kind of value it is',
					},
					{
						displayName: 'Description',
						name: 'description',
						type: 'string',
						default: '',
						placeholder: 'e.g. Number of the invoice, beginning with RE-',
						description: 'Tells the model what to look for',
					},
					{
						displayName: 'Required',
						name: 'required',
						type: 'boolean',
						default: false,
						description:
							'Whether every answer must have this field. If off, it is left out where the text says nothing about it; if on, the model may make something up.',
					},
				],
			},
		],
	},
	wire: null,
	check: fieldSchema,
});

/** The data as a JSON Schema. */
export const dataSchema = field({
	property: {
		displayName: 'JSON Schema',
		name: 'jsonSchema',
		type: 'json',
		typeOptions: { rows: 8 },
		displayOptions: { show: { schemaSource: ['json'] } },
		default:
			'{\n  "type": "object",\n  "properties": {\n    "customer": { "type": "string" },\n    "total": { "type": "number" }\n  },\n  "required": ["customer"]\n}',
		required: true,
		description:
			'Describes the data, as text or from an expression. The answer is checked against it; "format" is a hint for the model only.',
	},
	wire: null,
	check: jsonObject(schemaExample),
});

/** What else the model should know; may be empty. */
export const instructions = field({
	property: {
		displayName: 'Instructions',
		name: 'instructions',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Give amounts in euros, without the sign',
		description: 'What else the model should know, beside the schema',
	},
	wire: null,
	check: optionalText,
});

/** The fields of Text → Extract that other text operations do not have. */
export const extractFields = [extractedText, schemaSource, schemaRows, dataSchema, instructions];
