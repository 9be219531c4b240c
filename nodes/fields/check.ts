import { Failed, inputFailure } from '../api/failure';
import { brief } from '../api/shorten';
import type { Place } from './place';

/**
 * Turns the value of a field into what is sent. Expressions can give anything, so every value is
 * checked. `undefined` as a result means that the field is left out.
 *
 * @param place for checks that look into the value: {@link checkAt} tells what is empty there
 * @throws Failed (`input`) with a sentence that begins with the label
 */
export type Check<Value = unknown> = (value: unknown, label: string, place?: Place) => Value;

/** Ends the item with a sentence about a field: what is wrong, and how to fix it. */
export function invalidField(label: string, problem: string, remedy: string): never {
	throw new Failed(inputFailure(label, problem, remedy));
}

/** The value as it reads in a sentence: short, and telling text from other things. */
export function describeValue(value: unknown): string {
	if (value === undefined || value === null) return 'is empty';
	if (typeof value === 'number') return `is ${value}`;
	return `is ${brief(JSON.stringify(value) ?? String(value))}`;
}

/** A number, or the text of one, within bounds that may be open. */
export function number({
	from = -Infinity,
	to = Infinity,
	whole = false,
}: { from?: number; to?: number; whole?: boolean } = {}): Check<number> {
	return (value, label) => {
		const asNumber = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		const fits =
			typeof asNumber === 'number' &&
			Number.isFinite(asNumber) &&
			asNumber >= from &&
			asNumber <= to &&
			(!whole || Number.isSafeInteger(asNumber));
		if (fits) return asNumber;
		const wanted = `${whole ? 'a whole number' : 'a number'}${range(from, to)}`;
		return invalidField(
			label,
			`must be ${wanted}, but ${describeValue(value)}`,
			`Enter ${wanted}.`,
		);
	};
}

function range(from: number, to: number): string {
	if (from !== -Infinity && to !== Infinity) return ` from ${from} to ${to}`;
	return from === -Infinity ? '' : ` of ${from} or more`;
}

/** Text with something in it. Numbers and booleans of an expression are taken as text. */
export const text: Check<string> = (value, label) => {
	const usable = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
	if (typeof usable !== 'string' || usable.trim() === '') {
		const isMissing = value === undefined || value === null || typeof usable === 'string';
		invalidField(
			label,
			isMissing ? 'is empty' : `must be text, but ${describeValue(value)}`,
			'Enter a text, or an expression that gives one.',
		);
	}
	return usable;
};

/** The same for a field that may be left empty: then it is the empty text. */
export const optionalText: Check<string> = (value, label) =>
	value === '' || value === null || value === undefined ? '' : text(value, label);

/** One of several words; the editor offers them, an expression may give others. */
export function oneOf<const Word extends string>(words: readonly Word[]): Check<Word> {
	return (value, label) => {
		const chosen = words.find((word) => word === value);
		if (chosen !== undefined) return chosen;
		return invalidField(
			label,
			`must be one of ${words.join(', ')}, but ${describeValue(value)}`,
			'Choose one of these values.',
		);
	};
}

/** A switch; `"true"` and `"false"` of an expression count. */
export const boolean: Check<boolean> = (value, label) => {
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	return invalidField(
		label,
		`must be true or false, but ${describeValue(value)}`,
		'Switch it on or off.',
	);
};

/** A list of texts, or one text; empty rows are left out, and a list without rows is not sent. */
export const texts: Check<string[] | undefined> = (value, label) => {
	const rows: unknown[] = Array.isArray(value) ? value : [value];
	const filled = rows.flatMap((row) => {
		if (row === '' || row === null || row === undefined) return [];
		if (typeof row === 'string') return [row];
		return invalidField(
			label,
			`must be a text or a list of texts, but one of them ${describeValue(row)}`,
			'Enter one text per row.',
		);
	});
	return filled.length === 0 ? undefined : filled;
};
