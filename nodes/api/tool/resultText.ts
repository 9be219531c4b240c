import { isObject } from '../json';
import { jsonUpTo } from './jsonUpTo';

/** Most that a model is given of the result of a tool, in bytes of UTF-8: some 25,000 tokens. */
export const mostOfResult = 100_000;

const cutHere = '\n\n[The result is cut off here: it is longer than 100 kB.]';
const nothing = '(The tool gave no result.)';

/**
 * What a tool gave, as the text that a model reads: a text as it is, the texts of parts joined, anything else as JSON. It
 * is cut where it is too long, and says so.
 */
export function resultText(value: unknown): string {
	try {
		const text = textIn(value);
		if (text.trim() === '') return nothing;
		const kept = beginningOf(text);
		return kept.length === text.length ? text : kept + cutHere;
	} catch (thrown) {
		return `(The result cannot be read: ${thrown instanceof Error ? thrown.message : 'nobody knows why'}.)`;
	}
}

function textIn(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === undefined || value === null) return '';
	// A message of LangChain around the result.
	if (isObject(value) && 'tool_call_id' in value) return textIn(value.content);
	if (Array.isArray(value) && value.length > 0 && value.every(isTextPart))
		return value.map(({ text }) => text).join('\n');
	return jsonUpTo(value, mostOfResult + 1);
}

function isTextPart(part: unknown): part is { text: string } {
	return isObject(part) && part.type === 'text' && typeof part.text === 'string';
}

/** As much of a text as may go; a letter is kept whole or not at all. */
function beginningOf(text: string): string {
	if (Buffer.byteLength(text.slice(0, mostOfResult + 1)) <= mostOfResult) return text;
	const bytes = Buffer.from(text.slice(0, mostOfResult));
	const kept = bytes.subarray(0, mostOfResult).toString();
	return bytes.length > mostOfResult ? kept.replace(/\ufffd+$/, '') : kept;
}
