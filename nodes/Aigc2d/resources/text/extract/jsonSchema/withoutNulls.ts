import { isObject, type JsonObject } from '../../../../../api/json';
import { resolve } from './reference';
import { violations } from './violations';

/** Most values that are looked at: forms within forms could multiply without end. */
const mostSteps = 100_000;

/**
 * Takes members out of an answer that are null because the text says nothing about them: those that the
 * schema does not require and that may not be null by it. Models give them in strict mode because they
 * must, and otherwise out of habit.
 */
export function withoutNulls(root: unknown, answer: unknown): unknown {
	let steps = 0;
	const clean = (schema: unknown, value: unknown, above: readonly unknown[]): unknown => {
		if (!isObject(schema) || above.includes(schema) || steps++ > mostSteps) return value;
		const here = [...above, schema];
		let cleaned = value;
		if (typeof schema.$ref === 'string') cleaned = clean(resolve(root, schema.$ref), cleaned, here);
		for (const all of listOf(schema.allOf)) cleaned = clean(all, cleaned, here);
		for (const choices of [schema.anyOf, schema.oneOf]) {
			const tried = listOf(choices).map((choice) => [choice, clean(choice, cleaned, here)]);
			const fitting = tried.find(([choice, made]) => fits(choice, made));
			if (fitting) cleaned = fitting[1];
		}
		if (Array.isArray(cleaned)) return cleaned.map((entry) => clean(schema.items, entry, []));
		return isObject(cleaned) ? members(schema, cleaned) : cleaned;
	};
	const members = ({ properties, required }: JsonObject, value: JsonObject): JsonObject => {
		if (!isObject(properties)) return value;
		const needed = listOf(required);
		const kept = Object.entries(value).flatMap(([name, member]) => {
			if (!Object.hasOwn(properties, name)) return [[name, member] as const];
			const schema = properties[name];
			if (member === null && !needed.includes(name) && !fits(schema, null)) return [];
			return [[name, clean(schema, member, [])] as const];
		});
		return Object.fromEntries(kept);
	};
	const fits = (schema: unknown, value: unknown) => violations(schema, value, root).length === 0;
	return clean(root, answer, []);
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}
