import { defined, unlessEmpty } from '../../../../api/defined';
import { isObject, type JsonObject } from '../../../../api/json';
import { brief } from '../../../../api/shorten';
import { invalidField, describeValue, text, boolean, type Check } from '../../../../fields/check';
import { checkAt, type Place } from '../../../../fields/place';

interface FieldType {
	name: string;
	value: string;
	description: string;
	schema: JsonObject;
}

/** What a field can be; what JSON has no type for is a text of a fixed form. */
export const fieldTypes: readonly FieldType[] = [
	{
		name: 'Boolean',
		value: 'boolean',
		description: 'True or false',
		schema: { type: 'boolean' },
	},
	{
		name: 'Date',
		value: 'date',
		description: 'A day, such as 2024-12-31',
		schema: { type: 'string', format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
	},
	{
		name: 'Date and Time',
		value: 'dateTime',
		description:
			'A point in time, such as 2024-12-31T23:59:00Z, or without Z where the text has no time zone',
		schema: {
			type: 'string',
			pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?$',
		},
	},
	{
		name: 'Integer',
		value: 'integer',
		description: 'A whole number',
		schema: { type: 'integer' },
	},
	{
		name: 'List of Numbers',
		value: 'numberList',
		description: 'Any number of numbers',
		schema: { type: 'array', items: { type: 'number' } },
	},
	{
		name: 'List of Texts',
		value: 'list',
		description: 'Any number of texts',
		schema: { type: 'array', items: { type: 'string' } },
	},
	{
		name: 'Number',
		value: 'number',
		description: 'With or without decimals',
		schema: { type: 'number' },
	},
	{
		name: 'Text',
		value: 'string',
		description: 'A word, a sentence or more',
		schema: { type: 'string' },
	},
];

/** Told to the model where the type alone would not say it. */
const forms: { readonly [type: string]: string } = {
	date: 'As YYYY-MM-DD.',
	dateTime: 'As YYYY-MM-DDThh:mm:ss, with the time zone where it is known.',
};

/**
 * The JSON Schema that rows of fields stand for.
 *
 * @throws Failed (`input`) naming the row and the field
 */
export const fieldSchema: Check<JsonObject> = (given, list, place) => {
	const rows = isObject(given) ? given.values : given;
	if (!Array.isArray(rows) || rows.length === 0)
		return invalidField(list, 'is empty', 'Add at least one field.');
	const properties = new Map<string, JsonObject>();
	const required: string[] = [];
	rows.forEach((row: unknown, position) => {
		const label = `Field ${position + 1}`;
		const at = place?.within('values', position);
		const { name, schema, isRequired } = readRow(isObject(row) ? row : {}, label, at);
		if (properties.has(name))
			invalidField(
				`${label}, Name`,
				`is used twice: "${brief(name)}"`,
				'Give each field a name of its own.',
			);
		properties.set(name, schema);
		if (isRequired) required.push(name);
	});
	return {
		type: 'object',
		properties: Object.fromEntries(properties),
		required,
		additionalProperties: false,
	};
};

function readRow(row: JsonObject, label: string, place?: Place) {
	const { type = 'string', description, required = false } = row;
	const name = checkAt(fieldName, row.name, `${label}, Name`, place?.within('name'));
	const known = fieldTypes.find(({ value }) => value === type);
	if (known === undefined) {
		const values = fieldTypes.map(({ value }) => value).join(', ');
		return invalidField(
			`${label}, Type`,
			`must be one of ${values}, but ${describeValue(type)}`,
			'Choose one of these types.',
		);
	}
	const isDescribed = description !== undefined && description !== null && description !== '';
	const words = [
		isDescribed ? text(description, `${label}, Description`) : '',
		forms[known.value] ?? '',
	].filter((part) => part !== '');
	return {
		name,
		schema: { ...known.schema, ...defined({ description: unlessEmpty(words.join(' ')) }) },
		isRequired: boolean(required, `${label}, Required`),
	};
}

const fieldName: Check<string> = (value, label) => {
	const name = typeof value === 'string' ? value.trim() : value;
	if (typeof name === 'string' && name !== '' && name !== '__proto__') return name;
	return invalidField(
		label,
		name === '__proto__'
			? 'must not be "__proto__"'
			: `must be a text, but ${name === '' ? 'is empty' : describeValue(value)}`,
		'Enter a name such as invoice_number.',
	);
};
