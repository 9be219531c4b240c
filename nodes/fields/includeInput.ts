import type { IncludeInput } from '../api/output';
import { oneOf } from './check';
import { field, optionsOf, readField, withLook } from './field';
import type { Parameters } from './parameters';

const choices: ReadonlyArray<{ value: IncludeInput; name: string; description: string }> = [
	{ value: 'off', name: 'Off', description: 'The output is the answer alone' },
	{
		value: 'beside',
		name: 'Beside the Answer',
		description:
			'The properties of the input item stand in the output under their own names. Where the answer has one of the same name, the answer wins, and "warnings" says so.',
	},
	{
		value: 'input',
		name: 'As One Property',
		description: 'The data of the input item is in the property "input" of the output',
	},
];

/** What of the input item the output has. */
export const includeInput = field({
	property: {
		displayName: 'Include Input',
		name: 'includeInput',
		type: 'options',
		default: 'off',
		options: [...choices],
		description:
			'What of the input item the output has, such as the row number that a sheet is updated by. Only its data: files are not passed on.',
	},
	wire: null,
	check: oneOf(choices.map(({ value }) => value)),
});

/** The same where one output may stand for all items: then it has nothing of them. */
export const includeInputUnlessTogether = withLook(includeInput, {
	displayOptions: { hide: { '/allItems': [true] } },
});

const options = optionsOf([includeInput]);

/**
 * What the output of one item has of its input.
 *
 * @throws Failed (`input`) naming the field
 */
export function readIncludeInput(parameters: Parameters): IncludeInput {
	return readField(parameters, options).get(includeInput) ?? 'off';
}
