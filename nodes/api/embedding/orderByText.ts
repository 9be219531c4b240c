import { isObject, numberOf } from '../json';

/** Members in which a row has the number of its text. */
export const numberMembers = ['index', 'text_index', 'position'];

/**
 * Rows in the order of their texts, by their numbers. These count from 0, or from 1 where the highest equals the number
 * of rows. Where no row has a number, the order of arrival counts; a single row without one takes the place that is
 * left (Gemini leaves out 0). Numbers that begin again (0, 0, 0 or 0, 1, 0, 1: a gateway has put several answers
 * together) mean the order of arrival. Undefined when it is not certain which row belongs to which text.
 */
export function orderByText(rows: readonly unknown[]): unknown[] | undefined {
	const numbers = rows.map(rowNumber);
	const told = numbers.filter((number) => number !== undefined);
	if (rows.length === 1 || told.length === 0 || beginsAnew(numbers)) return [...rows];
	const first = !told.includes(0) && Math.max(...told) === rows.length ? 1 : 0;
	const places = numbers.map((number) => (number === undefined ? undefined : number - first));
	const taken = new Set(places);
	const free = rows.map((_, place) => place).filter((place) => !taken.has(place));
	// With several that have no number it is certain only where the others stand at their places.
	const isInPlace = places.every((place, position) => place === undefined || place === position);
	if (rows.length - told.length > 1 && !isInPlace) return undefined;
	const ordered = new Map(
		rows.map((row, position) => [places[position] ?? free.shift(), row] as const),
	);
	const complete = rows.map((_, place) => ordered.get(place));
	return rows.every((_, place) => ordered.has(place)) ? complete : undefined;
}

/** The number of a row, also where it is a text of digits; undefined: none; NaN: something else. */
function rowNumber(row: unknown): number | undefined {
	if (!isObject(row)) return undefined;
	const value = numberMembers
		.map((name) => row[name])
		.find((number) => number !== undefined && number !== null && number !== '');
	if (value === undefined) return undefined;
	const number = numberOf(value, 9) ?? NaN;
	return Number.isInteger(number) && number >= 0 ? number : NaN;
}

function beginsAnew(numbers: ReadonlyArray<number | undefined>): boolean {
	return numbers.every((number, position) => {
		const before = position === 0 ? undefined : numbers[position - 1];
		return number === 0 || (before !== undefined && number === before + 1);
	});
}
