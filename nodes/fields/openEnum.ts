import { text } from './check';
import { field, type Field } from './field';

/** An option that offers the words that are known; an expression may give any other. */
export function openEnum<Name extends string>(
	displayName: string,
	name: Name,
	wire: string,
	values: readonly [string, ...string[]],
	description: string,
): Field<Name, string> {
	const [first] = values;
	return field({
		property: {
			displayName,
			name,
			type: 'options',
			options: values.map((value) => ({ name: value, value })),
			default: first,
			description,
		},
		wire,
		check: text,
	});
}
