import { hasPrototype, isObject, type JsonObject } from '../api/json';
import { invalidField, describeValue, type Check } from './check';

/**
 * JSON from a field: a string, or what an expression made of it.
 *
 * @throws Failed (`input`) when a string is not JSON, or when it reaches for a prototype
 */
export function json(value: unknown, label: string, example: string): unknown {
	const parsed = typeof value === 'string' ? parseFieldJson(value, label, example) : value;
	return withoutPrototype(parsed, label);
}

/** @throws Failed (`input`) when a value reaches for a prototype */
export function withoutPrototype<Value>(value: Value, label: string): Value {
	if (!hasPrototype(value)) return value;
	return invalidField(label, 'contains the name "__proto__"', 'Remove that property.');
}

function parseFieldJson(text: string, label: string, example: string): unknown {
	try {
		return JSON.parse(text);
	} catch (thrown) {
		const reason = thrown instanceof Error ? thrown.message : 'it cannot be read';
		return invalidField(
			label,
			`must be JSON, but is not: ${reason}`,
			`Enter JSON such as ${example}`,
		);
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
			return invalidField(
				label,
				`must be a JSON object, but ${describeValue(parsed)}`,
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
			return invalidField(
				label,
				`must be a JSON list, but ${describeValue(parsed)}`,
				`Enter a list such as ${example}`,
			);
		}
		const rows = parsed.map((row: unknown, position) => {
			const place = `${label}, entry ${position + 1},`;
			if (!isObject(row)) {
				return invalidField(
					place,
					`must be a JSON object, but ${describeValue(row)}`,
					`Enter a list such as ${example}`,
				);
			}
			check(row, place);
			return row;
		});
		return rows.length === 0 ? undefined : rows;
	};
}
