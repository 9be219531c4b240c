import { Failed, inputFailure } from '../api/failure';
import { hasPrototype, isObject } from '../api/json';
import type { JsonObject } from '../api/call';

/**
 * Turns the value of a field into what is sent. Expressions can give anything, so every value is
 * checked. `undefined` as a result means that the field is left out.
 *
 * @throws Failed (`input`) with a sentence that begins with the label
 */
export type Check<Value = unknown> = (value: unknown, label: string) => Value;

/** Ends the item with a sentence about a field: what is wrong, and how to fix it. */
export function refuse(label: string, problem: string, remedy: string): never {
	throw new Failed(inputFailure(label, problem, remedy));
}

/** The value as it reads in a sentence: short, and telling text from other things. */
export function shown(value: unknown): string {
	if (value === undefined || value === null) return 'is empty';
	if (typeof value === 'number') return `is ${value}`;
	const text = JSON.stringify(value) ?? String(value);
	return `is ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
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
		return refuse(label, `must be ${wanted}, but ${shown(value)}`, `Enter ${wanted}.`);
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
		refuse(
			label,
			`must be text, but ${usable === '' ? 'is empty' : shown(value)}`,
			'Enter a text, or remove the field.',
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
		return refuse(
			label,
			`must be one of ${words.join(', ')}, but ${shown(value)}`,
			'Choose one of these values.',
		);
	};
}

/** A switch; `"true"` and `"false"` of an expression count. */
export const yesOrNo: Check<boolean> = (value, label) => {
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	return refuse(label, `must be true or false, but ${shown(value)}`, 'Switch it on or off.');
};

/** A list of texts, or one text; empty rows are left out, and a list without rows is not sent. */
export const texts: Check<string[] | undefined> = (value, label) => {
	const rows: unknown[] = Array.isArray(value) ? value : [value];
	const filled = rows.flatMap((row) => {
		if (row === '' || row === null || row === undefined) return [];
		if (typeof row === 'string') return [row];
		return refuse(
			label,
			`must be a text or a list of texts, but one of them ${shown(row)}`,
			'Enter one text a row.',
		);
	});
	return filled.length === 0 ? undefined : filled;
};

/**
 * JSON from a field: a string, or what an expression made of it.
 *
 * @throws Failed (`input`) when a string is not JSON, or when it reaches for a prototype
 */
export function json(value: unknown, label: string, example: string): unknown {
	const parsed = typeof value === 'string' ? parsedJson(value, label, example) : value;
	return withoutPrototype(parsed, label);
}

/** @throws Failed (`input`) when a value reaches for a prototype */
export function withoutPrototype<Value>(value: Value, label: string): Value {
	if (!hasPrototype(value)) return value;
	return refuse(label, 'contains the name "__proto__"', 'Remove that member.');
}

function parsedJson(text: string, label: string, example: string): unknown {
	try {
		return JSON.parse(text);
	} catch (thrown) {
		const reason = thrown instanceof Error ? thrown.message : 'it cannot be read';
		return refuse(label, `must be JSON, but is not: ${reason}`, `Enter JSON such as ${example}`);
	}
}

/** A JSON object whose members are judged one by one. */
export function jsonObject(
	example: string,
	check: (object: JsonObject, label: string) => void = () => {},
): Check<JsonObject> {
	return (value, label) => {
		const parsed = json(value, label, example);
		if (!isObject(parsed)) {
			return refuse(
				label,
				`must be a JSON object, but ${shown(parsed)}`,
				`Enter an object such as ${example}`,
			);
		}
		check(parsed, label);
		return parsed;
	};
}

/** A JSON list of objects, each judged with its place in the list; an empty one is not sent. */
export function jsonList(
	example: string,
	check: (row: JsonObject, label: string) => void = () => {},
): Check<JsonObject[] | undefined> {
	return (value, label) => {
		const parsed = json(value, label, example);
		if (!Array.isArray(parsed)) {
			return refuse(
				label,
				`must be a JSON list, but ${shown(parsed)}`,
				`Enter a list such as ${example}`,
			);
		}
		const rows = parsed.map((row: unknown, position) => {
			const place = `${label}, entry ${position + 1},`;
			if (!isObject(row)) {
				return refuse(
					place,
					`must be a JSON object, but ${shown(row)}`,
					`Enter a list such as ${example}`,
				);
			}
			check(row, place);
			return row;
		});
		return rows.length === 0 ? undefined : rows;
	};
}
