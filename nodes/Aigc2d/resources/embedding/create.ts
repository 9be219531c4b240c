import type { JsonObject } from '../../../api/call';
import { number, oneOf, text } from '../../../fields/check';
import { collection, readCollection, wireMembers, type Field } from '../../../fields/field';
import { modelField, readModel } from '../../../fields/model';
import { pathOption, usedPath } from '../../../fields/path';
import { samplingFields } from '../../../fields/sampling';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { operation } from '../operation';
import type { Parameters } from '../../../fields/parameters';
import { embed, requestsFor, type Wanted } from './batches';

/** OpenAI takes no more texts in one request. */
const mostTexts = 2048;
const usualTexts = 100;

const batchSize: Field = {
	property: {
		displayName: 'Batch Size (Items per Request)',
		name: 'batchSize',
		type: 'number',
		default: usualTexts,
		typeOptions: { minValue: 1, maxValue: mostTexts },
		description:
			'Most items that share one request. Taken from the first item. Lower it for gateways that take few texts at a time, or when vectors are long.',
	},
	wire: null,
	check: number({ from: 1, to: mostTexts, whole: true }),
};

const usualPath = '/v1/embeddings';

const extraBody = extraBodyFor('{"input_type": "query"}', ['input']);

const optionFields: readonly Field[] = [
	{
		property: {
			displayName: 'Dimensions',
			name: 'dimensions',
			type: 'number',
			default: 1024,
			typeOptions: { minValue: 1 },
			description:
				'How many numbers a vector has. Not added, it is as long as the model makes it; not every model can shorten it.',
		},
		wire: 'dimensions',
		check: number({ from: 1, whole: true }),
	},
	{
		property: {
			displayName: 'Encoding Format',
			name: 'encodingFormat',
			type: 'options',
			default: 'base64',
			options: [
				{ name: 'Base64', value: 'base64', description: 'About a quarter of the size' },
				{ name: 'Float', value: 'float', description: 'Numbers in JSON' },
			],
			description: 'How vectors travel. The output is the same: a list of numbers.',
		},
		wire: 'encoding_format',
		check: oneOf(['base64', 'float']),
	},
	...samplingFields.filter(({ property }) => property.name === 'user'),
	pathOption(usualPath, false),
	extraBody,
];

/**
 * Embedding → Create: POST /v1/embeddings, many items in one request. AIGC2D documents a price for it
 * (0.01 points per 1000 tokens) and not the request, which is as OpenAI documents it.
 */
export const createEmbedding = operation<Wanted>({
	value: 'create',
	name: 'Create',
	action: 'Create an embedding',
	description:
		'Turn the text of every item into a vector, many items in one request. AIGC2D lists a price for it but does not document the route; it is used as OpenAI describes it.',
	fields: [
		{
			...modelField,
			description:
				'Which model makes the vectors, such as text-embedding-3-small. The list comes from the gateway; a model that is not in it can be entered by its ID.',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.text }}',
			description: 'What the vector stands for. Most models take up to 8192 tokens.',
		},
		collection('Options', 'options', 'Add Option', [...optionFields, batchSize]),
	],

	unit: (parameters) => itemsPerRequest(parameters),

	read(parameters) {
		const options = readCollection(optionFields, parameters.get('options'));
		return {
			text: text(parameters.get('text'), 'Text') as string,
			path: usedPath(options, usualPath),
			members: {
				model: readModel(parameters),
				...wireMembers(optionFields, options),
				...(options.get('extraBody') as JsonObject | undefined),
			},
		};
	},

	async run(jobs, context) {
		const parts = await Promise.all(requestsFor(jobs).map((request) => embed(request, context)));
		return parts.flat();
	},
});

/** @throws Failed (`input`) when the first item has a size that no batch can have */
function itemsPerRequest(parameters: Parameters): number {
	return (readCollection([batchSize], optionsOf(parameters)).get('batchSize') ??
		usualTexts) as number;
}

/** An option of the first item that cannot be read fails that item alone, when its turn comes. */
function optionsOf(parameters: Parameters): unknown {
	try {
		return parameters.get('options');
	} catch {
		return undefined;
	}
}
