import { vectorStoreNotice } from '../fields/connectionNotice';
import { batchSize, dimensions, embeddingBody, embeddingModel } from '../fields/embedding';
import { optionsOf, withLook } from '../fields/field';
import { modelThroughputField } from '../fields/throughput';

/** How many texts share one request. */
export const textsPerRequest = withLook(batchSize, {
	displayName: 'Batch Size (Texts per Request)',
	description:
		'How many texts share one request. A vector store hands over its documents in portions of its own (Embedding Batch Size there, mostly 200); this cuts them further. Lower it for gateways that take few texts at a time.',
});

const vectorLength = withLook(dimensions, {
	description:
		'How many numbers a vector has: the same as when the store was filled, and as many as its table expects. If you leave this out, the model decides. Not every model can make shorter vectors.',
});

/** Options of the node. */
export const embeddingOptions = optionsOf([vectorLength, textsPerRequest, embeddingBody]);

/** The fields of the node. */
export const embeddingFields = [
	vectorStoreNotice,
	embeddingModel,
	embeddingOptions,
	modelThroughputField,
];
