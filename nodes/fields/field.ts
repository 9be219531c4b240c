import type { INodeProperties } from 'n8n-workflow';
import { isObject, type JsonObject } from '../api/json';
import { brief } from '../api/shorten';
import { type Check, type ExpressionOf, invalidField } from './check';
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
		check: (given, _label, expressionOf) => readCollection(fields, given, { expressionOf }),
	};
}

/**
 * The collection Options. One with a part of the fields that are shown reads that part.
 */
export function optionsOf<F extends Field>(fields: readonly F[]): Field<'options', Values<F>> {
	return collection('Options', 'options', 'Add Option', fields);
}

/** Where a collection stands, and what its values come from. */
interface CollectionSource {
	/** Puts the place of the collection before the label of a field. */
	place?: (label: string) => string;
	expressionOf?: ExpressionOf | undefined;
}

/**
 * The checked values of a collection. A field that was not added is absent, and so is one whose expression gives
 * `undefined`, because it points to a member that the item does not have.
 *
 * @throws Failed (`input`) naming the field, and its expression where that gives null or an empty text
 */
export function readCollection<F extends Field>(
	fields: readonly F[],
	values: unknown,
	{ place = (label) => label, expressionOf = () => undefined }: CollectionSource = {},
): Values<F> {
	const given: JsonObject = isObject(values) ? values : {};
	const checked = new Map<Field, unknown>();
	for (const row of fields) {
		const { name, displayName } = row.property;
		const value = Object.hasOwn(given, name) ? given[name] : undefined;
		const label = place(displayName);
		const expression = value === null || value === '' ? expressionOf(name) : undefined;
		if (expression !== undefined) throwGivesNothing(label, expression, value);
		checked.set(row, value === undefined ? undefined : row.check(value, label));
	}
	return new Values(checked);
}

function throwGivesNothing(label: string, expression: string, value: unknown): never {
	invalidField(
		label,
		`is empty: its expression ${brief(expression)} gives ${value === null ? 'null' : 'an empty text'}`,
		'Correct the expression, or let it give undefined to leave the field out.',
	);
}

/**
 * The value of a field that stands for itself.
 *
 * @throws Failed (`input`) naming the field
 */
export function readField<Value>(parameters: Parameters, row: Field<string, Value>): Value {
	const { name } = row.property;
	const value = uncheckedValue(parameters, row);
	return row.check(value, labelOf(row), (member) => parameters.expression(name, member));
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
