import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from './parameters';
import { refuse, shown } from './check';

/** The model picker: a searchable list of what the gateway offers, or any ID. */
export const modelField: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'Which model answers. The list comes from the gateway, or has the names that are known where the gateway has none; any model can be entered by its ID.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchModels', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. gpt-4o-mini, claude-2, ernie-bot-4',
		},
	],
};

/**
 * The ID of the chosen model.
 *
 * @throws Failed (`input`) when none is chosen
 */
export function readModel(parameters: Parameters): string {
	const model = parameters.get('model');
	if (typeof model === 'string' && model.trim() !== '') return model.trim();
	return refuse(
		'Model',
		model === '' || model === undefined || model === null
			? 'is not chosen'
			: `must be the name of a model, but ${shown(model)}`,
		'Pick a model from the list, or enter its ID.',
	);
}
