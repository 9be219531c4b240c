import { number } from './check';
import { field, withLook } from './field';
import { modelField } from './model';
import { extraBodyFor } from './wholeAnswer';

/** The model that ranks. */
export const rerankModel = withLook(modelField, {
	description:
		'Which reranker to use, such as bge-reranker-v2-m3. The list comes from the gateway; a model that is not in it can be entered by its ID.',
});

/** How many of the best documents come back. */
export const topN = field({
	property: {
		displayName: 'Top N',
		name: 'topN',
		type: 'number',
		default: 3,
		typeOptions: { minValue: 1 },
		description:
			'How many of the best documents to return. If you leave this out, or enter more than there are, all of them are returned, the best first.',
	},
	wire: null,
	check: number({ from: 1, whole: true }),
});

/** Members of the request for which there is no field. */
export const rerankBody = extraBodyFor('{"return_documents": false}', [
	'query',
	'documents',
	'top_n',
]);
