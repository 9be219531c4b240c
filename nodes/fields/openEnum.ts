import { text } from './check';
import { field, type Field } from './field';

/** What differs between options that offer the words that are known. */
interface OpenEnum<Name extends string> {
	displayName: string;
	name: Name;
	/** Name in the request; absent: the same. */
	wire?: string;
	/** The first one is the default. */
	values: readonly [string, ...string[]];
	description: string;
}

/**
 * What makes a dropdown take any other word by expression: the editor does not call it wrong. To be spread into a
 * property.
 */
export const otherWords = { allowArbitraryValues: true } as const;

/** An option that offers the words that are known; an expression may give any other. */
export function openEnum<Name extends string>({
	displayName,
	name,
	wire = name,
	values,
	description,
}: OpenEnum<Name>): Field<Name, string> {
	const [first] = values;
	return field({
		property: {
			displayName,
			name,
			type: 'options',
			options: values.map((value) => ({ name: value, value })),
			default: first,
			description,
			...otherWords,
		},
		wire,
		check: text,
	});
}
