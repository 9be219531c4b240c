import type { JsonObject } from '../../../../../api/json';

/** A value that is being checked, and how its further parts are. */
export interface Place {
	value: unknown;
	/** Where it is in the answer: `items[2].price`; empty for the answer itself. */
	path: string;
	/** What the same value violates of another schema. */
	same(schema: unknown): string[];
	/** What a part of the value violates of a schema. */
	part(schema: unknown, value: unknown, path: string): string[];
}

/** Checks the keywords of one family; every violation is a sentence that names the place. */
export type Rule = (schema: JsonObject, place: Place) => string[];

/** Adds violations of a part: hundreds of thousands are more arguments than one `push` can have. */
export function addAll(violations: string[], more: readonly string[]): void {
	for (const violation of more) violations.push(violation);
}
