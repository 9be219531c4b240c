import type { INodeProperties } from 'n8n-workflow';
import { isObject, type JsonObject } from '../api/json';
import type { Check } from './check';
import type { Parameters } from './parameters';
import { checkAt, Place } from './place';
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
	/** Whether it keeps something from happening: an expression that gives nothing does not leave it out then. */
	isCap?: true;
	/** Of a collection: the fields in it. */
	rows?: readonly Field[];
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

/** A collection of optional fields: by the alphabet, as n8n wants it, and at the end what few people need. */
export function collection<Name extends string, F extends Field>(
	displayName: string,
	name: Name,
	placeholder: string,
	fields: readonly F[],
): Field<Name, Values<F>> {
	const options = fields
		.map(({ property }) => property)
		.sort(
			(one, other) =>
				rankOf(one) - rankOf(other) || one.displayName.localeCompare(other.displayName),
		);
	return {
		property: { displayName, name, type: 'collection', placeholder, default: {}, options },
		wire: null,
		check: (given, _label, place) => readCollection(fields, given, { place }),
		rows: fields,
	};
}

/** What has no field of its own comes after what has one, and what is out of date last. */
function rankOf({ name, displayName }: Property): number {
	if (displayName.includes('(Legacy')) return 2;
	return name === 'extraBody' ? 1 : 0;
}

/**
 * The collection Options. One with a part of the fields that are shown reads that part.
 */
export function optionsOf<F extends Field>(fields: readonly F[]): Field<'options', Values<F>> {
	return collection('Options', 'options', 'Add Option', fields);
}

/** What the fields of a collection are read with. */
interface CollectionContext {
	/** That of the collection. */
	place?: Place | undefined;
	/** The label of a field in a sentence about it, where its own does not say which is meant. */
	labelled?: (label: string) => string;
}

/**
 * The checked values of a collection. A field that was not added is absent, and so is one whose expression gives
 * `undefined`, because it points to a member that the item does not have; but for a cap, which somebody relies on.
 *
 * @throws Failed (`input`) naming the field
 */
export function readCollection<F extends Field>(
	fields: readonly F[],
	values: unknown,
	{ place, labelled = (label) => label }: CollectionContext = {},
): Values<F> {
	const given: JsonObject = isObject(values) ? values : {};
	const checked = new Map<Field, unknown>();
	for (const row of fields) {
		const { name, displayName } = row.property;
		const value = Object.hasOwn(given, name) ? given[name] : undefined;
		const at = place?.added(name);
		const isLeftOut = value === undefined && !(row.isCap && Object.hasOwn(given, name));
		checked.set(row, isLeftOut ? undefined : checkAt(row.check, value, labelled(displayName), at));
	}
	return new Values(checked);
}

/**
 * The value of a field that stands for itself.
 *
 * @throws Failed (`input`) naming the field
 */
export function readField<Value>(parameters: Parameters, row: Field<string, Value>): Value {
	const place = Place.of(parameters, row.property.name);
	return checkAt(row.check, uncheckedValue(parameters, row), labelOf(row), place);
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
