import { text } from './check';
import type { Field } from './field';

/** An option that offers the words that are known; an expression may give any other. */
export function words(
	displayName: string,
	name: string,
	wire: string,
	values: readonly [string, ...string[]],
	description: string,
): Field {
	const [first] = values;
	return {
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
	};
}
