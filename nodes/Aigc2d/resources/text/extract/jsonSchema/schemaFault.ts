import { isObject } from '../../../../../api/json';
import { keywords, type InnerSchema } from './keywords';
import { resolve } from './reference';
import { memberOf } from './sentence';

/** What is wrong with a schema. */
export interface SchemaFault {
	/** Where: `properties.price.type`; empty for the schema itself. */
	place: string;
	/** Rest of a sentence that begins with the place: `must be a list, but is 7`. */
	problem: string;
	remedy: string;
}

/** Deepest nesting of a schema. */
const deepest = 100;

/** Finds the first fault of a JSON Schema, so that a useless one is not sent; undefined when it has none. */
export function schemaFault(root: unknown): SchemaFault | undefined {
	const seen = new Set<unknown>();
	const search = (schema: unknown, place: string, depth: number): SchemaFault | undefined => {
		if (typeof schema === 'boolean' || seen.has(schema)) return undefined;
		if (!isObject(schema))
			return {
				place,
				problem: `must be a schema, which is an object, but is ${JSON.stringify(schema)}`,
				remedy: 'Enter a schema such as {"type": "string"}.',
			};
		if (depth > deepest)
			return { place, problem: 'is nested too deeply', remedy: 'Simplify the schema.' };
		seen.add(schema);
		for (const [keyword, value] of Object.entries(schema)) {
			const fault = keywordFault(keyword, value, memberOf(place, keyword), depth);
			if (fault) return fault;
		}
		return undefined;
	};
	const keywordFault = (
		keyword: string,
		value: unknown,
		place: string,
		depth: number,
	): SchemaFault | undefined => {
		if (keyword === '$ref') return referenceFault(value, place, depth);
		const kind = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
		if (kind === undefined) return undefined;
		if (!kind.holds(value))
			return {
				place,
				problem: `must be ${kind.words}, but is ${JSON.stringify(value)?.slice(0, 60)}`,
				remedy: kind.remedy,
			};
		return first(kind.inner?.(value) ?? [], ([name, inner]: InnerSchema) =>
			search(inner, name === '' ? place : memberOf(place, name), depth + 1),
		);
	};
	const referenceFault = (
		reference: unknown,
		place: string,
		depth: number,
	): SchemaFault | undefined => {
		const target = typeof reference === 'string' ? resolve(root, reference) : undefined;
		if (!isObject(target) && typeof target !== 'boolean')
			return {
				place,
				problem: `points to ${JSON.stringify(reference)}, which is not in the schema`,
				remedy:
					'Put what it stands for under "$defs" of the schema and point to it with "#/$defs/…".',
			};
		return search(target, String(reference), depth + 1);
	};
	return search(root, '', 0);
}

function first<Member, Found>(
	members: readonly Member[],
	find: (member: Member) => Found | undefined,
): Found | undefined {
	for (const member of members) {
		const found = find(member);
		if (found !== undefined) return found;
	}
	return undefined;
}
