import type { FormPart } from '../../../api/call';
import { isObject, type JsonObject } from '../../../api/json';
import { describeValue, invalidField, text, type Check } from '../../../fields/check';
import { field, labelOf, readField } from '../../../fields/field';
import { binaryHint, readFile, type Accepted } from '../../../fields/files';
import { filePart } from '../../../fields/form';
import type { Parameters } from '../../../fields/parameters';
import { checkAt, Place } from '../../../fields/place';

/** Any file that a route may take. */
const anyFile: Accepted = { type: () => true, words: 'a file', most: 100 };

/** The rows of a list in the editor; what is in them is checked when they are read. */
const rows: Check<JsonObject[]> = (given, label) => {
	const list: unknown = isObject(given) ? (given.values ?? []) : (given ?? []);
	if (Array.isArray(list) && list.every(isObject)) return list;
	return invalidField(label, `must be a list, but ${describeValue(given)}`, 'Add them one by one.');
};

/** The fields of a form. */
export const formField = field({
	property: {
		displayName: 'Form Fields',
		name: 'form',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add Field',
		description:
			'Names and values as the documentation of the route has them. A field of the name "model" tells the node to which rate limit the request belongs.',
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
						placeholder: 'e.g. purpose',
						description: 'Name of the field; several may have the same',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. batch',
						description: 'Text of the field. An object from an expression is sent as JSON text.',
					},
				],
			},
		],
	},
	wire: null,
	check: rows,
});

/** The files of a form. */
export const filesField = field({
	property: {
		displayName: 'Files',
		name: 'files',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add File',
		description: `Files of the item that are sent along, each of at most ${anyFile.most} MB`,
		options: [
			{
				displayName: 'File',
				name: 'values',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: 'file',
						placeholder: 'e.g. file',
						description: 'Name of the form field that holds the file',
					},
					{
						displayName: 'Binary Field',
						name: 'binaryProperty',
						type: 'string',
						default: 'data',
						placeholder: 'e.g. data',
						hint: binaryHint,
						description: 'Name of the binary field of the item that holds the file',
					},
				],
			},
		],
	},
	wire: null,
	check: rows,
});

/**
 * The form of an item.
 *
 * @param hasFiles whether files go along
 * @throws Failed (`input`) naming the row and the field
 */
export async function readForm(parameters: Parameters, hasFiles: boolean): Promise<FormPart[]> {
	const fields = eachRow(parameters, formField, 'field', ({ read, row }) => ({
		name: read('name', 'Name'),
		value: asText(row.value),
	}));
	const files = hasFiles
		? eachRow(parameters, filesField, 'file', async ({ read, label }) => {
				const name = read('name', 'Name');
				const property = read('binaryProperty', 'Binary Field');
				const file = await readFile(parameters, property, `${label} Binary Field`, anyFile);
				return filePart(name, file);
			})
		: [];
	const form = [...fields, ...(await Promise.all(files))];
	if (form.length > 0) return form;
	const what = hasFiles ? 'a field or a file' : 'a field';
	return invalidField(labelOf(formField), 'are empty', `Add ${what}, or choose another Body Type.`);
}

/** A row that is being read. */
interface RowReader {
	row: JsonObject;
	/** Begins sentences about it. */
	label: string;
	/** A text of the row, which must not be empty. */
	read(name: string, shown: string): string;
}

function eachRow<Made>(
	parameters: Parameters,
	list: typeof formField | typeof filesField,
	what: string,
	make: (reader: RowReader) => Made,
): Made[] {
	const place = Place.of(parameters, list.property.name);
	return readField(parameters, list).map((row, position) => {
		const label = `${labelOf(list)}, ${what} ${position + 1},`;
		const read = (name: string, shown: string) =>
			checkAt(text, row[name], `${label} ${shown}`, place.within('values', position, name));
		return make({ row, label, read });
	});
}

function asText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
