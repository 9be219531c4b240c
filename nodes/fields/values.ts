import type { JsonObject } from '../api/json';
import type { Field } from './field';

/** What a field gives where it is filled. */
export type ValueOf<F extends Field> =
	F extends Field<string, infer Value> ? Exclude<Value, undefined> : never;

/** Values under the names of their fields. */
export type ByName<F extends Field> = { [Row in F as Row['property']['name']]?: ValueOf<Row> };

/** The checked values of several fields. */
export class Values<in F extends Field> {
	/** @param checked undefined for what is not filled, or not to be sent */
	constructor(private readonly checked: ReadonlyMap<Field, unknown>) {}

	/**
	 * The value of a field; undefined when it was not added.
	 *
	 * @throws Error when the field is not among those that were read
	 */
	get<Asked extends F>(field: Asked): ValueOf<Asked> | undefined {
		if (!this.checked.has(field)) throw new Error(`${field.property.name} was not read`);
		// The map holds under each row what the check of this row gave.
		return this.checked.get(field) as ValueOf<Asked> | undefined;
	}

	/** The members of a request that the values stand for. */
	get members(): JsonObject {
		const members: JsonObject = {};
		for (const [{ wire }, value] of this.checked)
			if (wire !== null && value !== undefined) members[wire] = value;
		return members;
	}
}

/** The values of fields that are members of one object of ours. */
export function byName<F extends Field>(fields: readonly F[], values: Values<F>): ByName<F> {
	const entries = fields.map((row) => [row.property.name, values.get(row)] as const);
	// Of each row the name and the value, as the type says.
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as ByName<F>;
}
