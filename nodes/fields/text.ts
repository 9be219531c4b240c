import type { INodeProperties } from 'n8n-workflow';
import { refuse, shown } from './check';
import type { Parameters } from './parameters';

/** The text that an operation works on. */
export function textField(description: string): INodeProperties {
	return {
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.text }}',
		description,
	};
}

/**
 * The text of an item.
 *
 * @throws Failed (`input`) when it is empty or no text
 */
export function readText(parameters: Parameters): string {
	const given = parameters.get('text');
	const text = typeof given === 'number' || typeof given === 'boolean' ? String(given) : given;
	if (typeof text === 'string' && text.trim() !== '') return text;
	if (typeof given === 'object' && given !== null) {
		return refuse(
			'Text',
			`must be text, but ${shown(given)}`,
			'Name the member that holds the text, such as {{ $json.text }}, or use {{ JSON.stringify($json) }}.',
		);
	}
	return refuse('Text', 'is empty', 'Enter a text, or an expression that gives one.');
}
