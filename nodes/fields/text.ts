import { invalidField, describeValue, type Check } from './check';
import { field, type Field } from './field';

/** A text with something in it; an object gets the advice to name its member. */
export const itemText: Check<string> = (given, label) => {
	const text = typeof given === 'number' || typeof given === 'boolean' ? String(given) : given;
	if (typeof text === 'string' && text.trim() !== '') return text;
	if (typeof given === 'object' && given !== null) {
		return invalidField(
			label,
			`must be text, but ${describeValue(given)}`,
			'Choose the property that holds the text, such as {{ $json.text }}, or use {{ JSON.stringify($json) }}.',
		);
	}
	return invalidField(label, 'is empty', 'Enter a text, or an expression that gives one.');
};

/** The text that an operation works on. */
export function textField(description: string): Field<'text', string> {
	return field({
		property: {
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. {{ $json.text }}',
			description,
		},
		wire: null,
		check: itemText,
	});
}
