import { invalidField, describeValue, type Check } from './check';
import { field, withLook } from './field';

/** The ID of the chosen model. */
const modelId: Check<string> = (value, label) => {
	if (typeof value === 'string' && value.trim() !== '') return value.trim();
	return invalidField(
		label,
		value === '' || value === undefined || value === null
			? 'is not chosen'
			: `must be the name of a model, but ${describeValue(value)}`,
		'Pick a model from the list, or enter its ID.',
	);
};

/** The model picker: a searchable list of what the gateway offers, or any ID. */
export const modelField = field({
	property: {
		displayName: 'Model',
		name: 'model',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description:
			'Which model to use. The list comes from the gateway; where the gateway has none, well-known models are listed. Any other model can be entered by its ID.',
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
				placeholder: 'e.g. gpt-4o-mini or ernie-bot-4',
			},
		],
	},
	wire: 'model',
	check: modelId,
});

/**
 * The model picker with a model that is chosen at the start: one that AIGC2D was seen to have. A node that was saved
 * without a model keeps none, as n8n stores the empty choice.
 */
export function modelFieldWith(preset: string): typeof modelField {
	return withLook(modelField, { default: { mode: 'list', value: preset } });
}
