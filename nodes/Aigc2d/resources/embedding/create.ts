import { embed, requestsFor, type TextRequest } from '../../../api/embedding/batches';
import { number, oneOf, text } from '../../../fields/check';
import {
	field,
	labelOf,
	optionsOf,
	readField,
	withLook,
	uncheckedValue,
} from '../../../fields/field';
import { includeInput } from '../../../fields/includeInput';
import { modelFieldWith } from '../../../fields/model';
import type { Parameters } from '../../../fields/parameters';
import { pathField } from '../../../fields/path';
import { Place } from '../../../fields/place';
import { user } from '../../../fields/sampling';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { operation } from '../operation';

/** OpenAI takes no more texts in one request. */
const mostTexts = 2048;
const usualTexts = 100;

const batchSize = field({
	property: {
		displayName: 'Batch Size (Items per Request)',
		name: 'batchSize',
		type: 'number',
		default: usualTexts,
		typeOptions: { minValue: 1, maxValue: mostTexts },
		description:
			'How many items share one request. The value of the first item holds for the whole run. Lower it for gateways that take few texts at a time, or when vectors are long.',
	},
	wire: null,
	check: number({ from: 1, to: mostTexts, whole: true }),
});

const dimensions = field({
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

const encodingFormat = field({
	property: {
		displayName: 'Encoding Format',
		name: 'encodingFormat',
		type: 'options',
		default: 'base64',
		options: [
			{ name: 'Base64', value: 'base64', description: 'About a quarter of the size of Float' },
			{
				name: 'Float',
				value: 'float',
				description: 'Numbers in JSON, for gateways that do not know Base64',
			},
		],
		description: 'How the gateway sends the vectors. The output is a list of numbers either way.',
	},
	wire: 'encoding_format',
	check: oneOf(['base64', 'float']),
});

const route = pathField('/v1/embeddings', false);
const extraBody = extraBodyFor('{"input_type": "query"}', ['input']);

const itemFields = [dimensions, encodingFormat, user, includeInput, route, extraBody];
const options = optionsOf([...itemFields, batchSize]);
/** What is read for each item; the size of a batch is that of the first. */
const itemOptions = optionsOf(itemFields);
const batchOptions = optionsOf([batchSize]);

const embeddingModel = withLook(modelFieldWith('text-embedding-3-small'), {
	description:
		'Which model to use. The list comes from the gateway; a model that is not in it can be entered by its ID.',
});

const textField = field({
	property: {
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.text }}',
		description: 'The text to turn into a vector. Most models take up to 8192 tokens.',
	},
	wire: null,
	check: text,
});

/**
 * Embedding → Create: POST /v1/embeddings, many items in one request. AIGC2D documents a price for it
 * (0.01 points per 1000 tokens) and not the request, which is as OpenAI documents it.
 */
export const createEmbedding = operation<TextRequest>({
	value: 'create',
	name: 'Create',
	action: 'Create an embedding',
	description:
		'Turn the text of every item into a vector, many items in one request. AIGC2D lists a price for it but does not document the route; the node uses it as OpenAI documents it.',
	fields: [embeddingModel, textField, options],

	unit: (parameters) => itemsPerRequest(parameters),

	read(parameters) {
		const given = readField(parameters, itemOptions);
		return {
			text: readField(parameters, textField),
			path: given.get(route) ?? route.usual,
			members: { model: readField(parameters, embeddingModel), ...given.members },
		};
	},

	async run(jobs, context) {
		const parts = await Promise.all(requestsFor(jobs).map((request) => embed(request, context)));
		return parts.flat();
	},
});

/** @throws Failed (`input`) when the first item has a size that no batch can have */
function itemsPerRequest(parameters: Parameters): number {
	const place = Place.of(parameters, batchOptions.property.name);
	const given = batchOptions.check(readAddedOptions(parameters), labelOf(batchOptions), place);
	return given.get(batchSize) ?? usualTexts;
}

/** An option of the first item that cannot be read fails that item alone, when its turn comes. */
function readAddedOptions(parameters: Parameters): unknown {
	try {
		return uncheckedValue(parameters, batchOptions);
	} catch {
		return undefined;
	}
}
