import type { TextRequest } from '../../../api/embedding/batches';
import { embedTexts, type EmbeddedText } from '../../../api/embedding/embedTexts';
import type { FailedOutput, Output } from '../../../api/output';
import { oneOf, text } from '../../../fields/check';
import {
	batchSize,
	dimensions,
	embeddingBody,
	embeddingModel,
	usualBatchSize,
} from '../../../fields/embedding';
import { field, labelOf, optionsOf, readField, uncheckedValue } from '../../../fields/field';
import { includeInput } from '../../../fields/includeInput';
import type { Parameters } from '../../../fields/parameters';
import { pathField } from '../../../fields/path';
import { Place } from '../../../fields/place';
import { user } from '../../../fields/sampling';
import { operation } from '../operation';

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

const itemFields = [dimensions, encodingFormat, user, includeInput, route, embeddingBody];
const options = optionsOf([...itemFields, batchSize]);
/** What is read for each item; the size of a batch is that of the first. */
const itemOptions = optionsOf(itemFields);
const batchOptions = optionsOf([batchSize]);

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
		return (await embedTexts(jobs, context)).map(toOutput);
	},
});

function toOutput(embedded: EmbeddedText): Output | FailedOutput {
	if (embedded.failure) return embedded;
	const { vector, rest, model, usage, from } = embedded;
	return { json: { ...rest, embedding: vector, model, usage }, from };
}

/** @throws Failed (`input`) when the first item has a size that no batch can have */
function itemsPerRequest(parameters: Parameters): number {
	const place = Place.of(parameters, batchOptions.property.name);
	const given = batchOptions.check(readAddedOptions(parameters), labelOf(batchOptions), place);
	return given.get(batchSize) ?? usualBatchSize;
}

/** An option of the first item that cannot be read fails that item alone, when its turn comes. */
function readAddedOptions(parameters: Parameters): unknown {
	try {
		return uncheckedValue(parameters, batchOptions);
	} catch {
		return undefined;
	}
}
