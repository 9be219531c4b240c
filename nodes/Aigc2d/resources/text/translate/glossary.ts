import { isObject } from '../../../../api/json';
import { brief } from '../../../../api/shorten';
import { invalidField, describeValue, type Check } from '../../../../fields/check';
import { json, withoutPrototype } from '../../../../fields/checkJson';
import type { Term } from './rules';

const example = '{"term": "translation"}';
const remedy =
	'Add terms with their translations, or give an object such as {"term": "translation"}.';

/**
 * A glossary as JSON, for an option of the editor.
 *
 * @throws Failed (`input`) when it is none
 */
export const glossaryJson: Check<Term[]> = (value, label) =>
	readGlossary(value === '' ? undefined : json(value, label, example), label);

/**
 * The terms of a glossary: rows of the editor, a list of such rows, or an object of terms and their
 * translations. Empty rows do not count.
 *
 * @throws Failed (`input`) when it is none
 */
export function readGlossary(given: unknown, label: string): Term[] {
	if (given === undefined || given === null || given === '') return [];
	withoutPrototype(given, label);
	const rows = isObject(given) && Array.isArray(given.values) ? given.values : given;
	if (Array.isArray(rows)) {
		return rows
			.map((row: unknown, position) => readRow(row, `${label}, entry ${position + 1},`))
			.filter(isFilled);
	}
	if (!isObject(given))
		return invalidField(label, `must be a list of terms, but ${describeValue(given)}`, remedy);
	return Object.entries(given)
		.map(([term, translation]) => readTerm(term, translation, `${label}, "${brief(term)}",`))
		.filter(isFilled);
}

function readRow(row: unknown, place: string): Term {
	if (!isObject(row))
		return invalidField(
			place,
			`must be a term with its translation, but ${describeValue(row)}`,
			remedy,
		);
	return readTerm(row.term, row.translation, place);
}

function readTerm(term: unknown, translation: unknown, place: string): Term {
	const [from, to] = [term ?? '', translation ?? ''].map((text) =>
		typeof text === 'number' ? String(text) : text,
	);
	if (typeof from !== 'string' || typeof to !== 'string') {
		const wrong = typeof from === 'string' ? to : from;
		return invalidField(place, `must be text, but ${describeValue(wrong)}`, remedy);
	}
	if (from.trim() !== '' && to.trim() === '') {
		invalidField(place, 'has no translation', 'Enter a translation, or remove the term.');
	}
	return { term: from.trim(), translation: to.trim() };
}

function isFilled({ term }: Term): boolean {
	return term !== '';
}
