import type { INodeProperties } from 'n8n-workflow';
import { isObject, type JsonObject } from '../api/json';
import type { Check } from './check';
import type { Parameters } from './parameters';
import { Values } from './values';

/** How the editor shows a field. */
export interface Property<Name extends string = string> extends INodeProperties {
	/** As workflows store it. */
	name: Name;
	/** The label, which is also the beginning of every sentence about the field. */
	displayName: string;
}

/** Stands for the name on the wire of a field whose value is an object: all its members go into the request. */
export const spread: unique symbol = Symbol('spread');

/**
 * A field of the editor, its name on the wire and its check in one row: what is shown is sent. A value is
 * asked for by the row, not by its name, and has the type that the check gives.
 */
export interface Field<Name extends string = string, Value = unknown> {
	property: Property<Name>;
	/**
	 * Name in the request; null when the field shapes the request without being a member of it;
	 * {@link spread} when its own members are members of the request.
	 */
	wire: string | typeof spread | null;
	check: Check<Value>;
}

/** A row whose name and type are taken from what it says. */
export function field<Name extends string, Value>(row: Field<Name, Value>): Field<Name, Value> {
	return row;
}

/** The same field with another look: a description that fits the operation, another default. */
export function withLook<Name extends string, Value>(
	{ property, ...row }: Field<Name, Value>,
	look: Partial<Omit<INodeProperties, 'name'>>,
): Field<Name, Value> {
	return { ...row, property: { ...property, ...look } };
}

/** The label of a field, for a sentence about it. */
export function labelOf({ property }: Field): string {
	return property.displayName;
}

/** A collection of optional fields, in the alphabetical order that n8n wants. */
export function collection<Name extends string, F extends Field>(
	displayName: string,
	name: Name,
	placeholder: string,
	fields: readonly F[],
): Field<Name, Values<F>> {
	const options = fields
		.map(({ property }) => property)
		.sort((one, other) => one.displayName.localeCompare(other.displayName));
	return {
		property: { displayName, name, type: 'collection', placeholder, default: {}, options },
		wire: null,
		check: (given) => readCollection(fields, given),
	};
}

/**
 * The collection Options. One with a part of the fields that are shown reads that part.
 */
export function optionsOf<F extends Field>(fields: readonly F[]): Field<'options', Values<F>> {
	return collection('Options', 'options', 'Add Option', fields);
}

/**
 * The checked values of a collection. A field that was not added is absent.
 *
 * @param place puts the place of the collection before the label of a field
 * @throws Failed (`input`) naming the field
 */
export function readCollection<F extends Field>(
	fields: readonly F[],
	values: unknown,
	place: (label: string) => string = (label) => label,
): Values<F> {
	const given: JsonObject = isObject(values) ? values : {};
	const checked = new Map<Field, unknown>();
	for (const row of fields) {
		const { name, displayName } = row.property;
		// Added, but undefined: an expression that points to nothing. The check says so.
		const isAdded = Object.hasOwn(given, name);
		checked.set(row, isAdded ? row.check(given[name], place(displayName)) : undefined);
	}
	return new Values(checked);
}

/**
 * The value of a field that stands for itself.
 *
 * @throws Failed (`input`) naming the field
 */
export function readField<Value>(parameters: Parameters, row: Field<string, Value>): Value {
	return row.check(uncheckedValue(parameters, row), labelOf(row));
}

/**
 * The values of fields that stand for themselves.
 *
 * @throws Failed (`input`) naming the field
 */
export function readFields<F extends Field>(
	parameters: Parameters,
	fields: readonly F[],
): Values<F> {
	return new Values(new Map(fields.map((row) => [row, readField(parameters, row)])));
}

/**
 * The value of a field as it was entered.
 *
 * @throws Failed (`input`) naming the field, when its expression cannot be evaluated
 */
export function uncheckedValue(parameters: Parameters, { property }: Field): unknown {
	return parameters.get(property.name, property.displayName);
}
