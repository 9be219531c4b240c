import { number } from './check';
import { field, withLook } from './field';
import { modelFieldWith } from './model';
import { extraBodyFor } from './wholeAnswer';

/** OpenAI takes no more texts in one request. */
const mostTexts = 2048;

/** Texts of one request where nothing else is set. */
export const usualBatchSize = 100;

/** The model that makes the vectors. */
export const embeddingModel = withLook(modelFieldWith('text-embedding-3-small'), {
	description:
		'Which model to use. The list comes from the gateway; a model that is not in it can be entered by its ID.',
});

/** How many texts share one request. */
export const batchSize = field({
	property: {
		displayName: 'Batch Size (Items per Request)',
		name: 'batchSize',
		type: 'number',
		default: usualBatchSize,
		typeOptions: { minValue: 1, maxValue: mostTexts },
		description:
			'How many items share one request. The value of the first item holds for the whole run. Lower it for gateways that take few texts at a time, or when vectors are long.',
	},
	wire: null,
	check: number({ from: 1, to: mostTexts, whole: true }),
});

/** The length of the vectors. */
export const dimensions = field({
	property: {
		displayName: 'Dimensions',
		name: 'dimensions',
		type: 'number',
		default: 1024,
		typeOptions: { minValue: 1 },
		description:
			'How many numbers a vector has. If you leave this out, the model decides. Not every model can make shorter vectors.',
	},
	wire: 'dimensions',
	check: number({ from: 1, whole: true }),
});

/** Members of the request for which there is no field. */
export const embeddingBody = extraBodyFor('{"input_type": "query"}', ['input']);
