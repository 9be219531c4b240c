import { isObject, tryParseJson } from '../api/json';
import { describeValue, invalidField, type Check } from './check';
import { field } from './field';

/** Members in which an object has its text: those of rerankers, of LangChain, and of n8n's vector stores. */
const textMembers = ['text', 'pageContent', 'document'];
const deepest = 2;

/** The text of a document; undefined when there is none in it. */
export function documentText(value: unknown, depth = 0): string | undefined {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (!isObject(value) || depth === deepest) return undefined;
	const texts = textMembers.map((name) => documentText(value[name], depth + 1));
	return texts.find((text) => text !== undefined);
}

/** The texts of a list, of JSON with a list, or of lines; empty lines are none. */
const documents: Check<string[]> = (value, label) => {
	const rows = rowsOf(value);
	if (rows === undefined) {
		return invalidField(
			label,
			`must be a list of texts, but ${describeValue(value)}`,
			'Enter one document per line, or an expression that gives a list, such as {{ $json.documents }}.',
		);
	}
	if (rows.length === 0) {
		return invalidField(
			label,
			'hold nothing to rank',
			'Enter one document per line, or an expression that gives a list with at least one text. Items without documents can be left out with a Filter node.',
		);
	}
	return rows.map((row, position) => {
		const text = documentText(row);
		if (text !== undefined) return text;
		const isEmpty = typeof row === 'string' || row === undefined || row === null;
		return invalidField(
			`${label}, entry ${position + 1},`,
			isEmpty ? 'is empty' : `must have a text, but ${describeValue(row)}`,
			'Every document must be a text, or an object with the property "text" or "pageContent".',
		);
	});
};

function rowsOf(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value as unknown[];
	if (typeof value === 'number' || typeof value === 'boolean') return [value];
	if (typeof value !== 'string') return undefined;
	return listIn(value) ?? value.split(/\r?\n|\r/).filter((line) => line.trim() !== '');
}

/** A list that an expression has made a text of. */
function listIn(text: string): unknown[] | undefined {
	const value = text.trim().startsWith('[') ? tryParseJson(text) : undefined;
	return Array.isArray(value) ? value : undefined;
}

/** What is ranked. */
export const documentsField = field({
	property: {
		displayName: 'Documents',
		name: 'documents',
		type: 'string',
		typeOptions: { rows: 5 },
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.documents }}',
		description:
			'The texts to sort: one per line, or an expression that gives a list. Of an object in the list, the property "text" or "pageContent" is taken.',
	},
	wire: null,
	check: documents,
});
