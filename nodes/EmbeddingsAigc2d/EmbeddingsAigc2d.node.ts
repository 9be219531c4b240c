import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ISupplyDataFunctions,
	type SupplyData,
} from 'n8n-workflow';
import { sendFrom } from '../fields/panelAdvice';
import { credentialName } from '../host/credential';
import { searchModels } from '../host/modelSearch';
import { itemParameters } from '../host/parameters';
import { supply } from '../host/subNode';
import { logOf } from '../host/subNodeLog';
import { embeddingsWith } from './embeddings';
import { embeddingFields } from './fields';
import { readSettings } from './settings';

/** What to do with a document that a gateway does not take: the texts come from the vector store. */
const documentAdvice = {
	change: 'Rephrase the document or leave it out',
	shorten: 'Split the documents into smaller chunks, in the data loader of the vector store',
};

/** The embeddings of a vector store. Its requests go out as those of the AIGC2D node do. */
export class EmbeddingsAigc2d implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AIGC2D Embeddings',
		name: 'embeddingsAigc2d',
		icon: { light: 'file:../Aigc2d/aigc2d.svg', dark: 'file:../Aigc2d/aigc2d.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["model"].value }}',
		description:
			'Turn texts into vectors for a vector store, through AIGC2D or any OpenAI-compatible gateway: many texts in one request, below the rate limit of the key',
		defaults: { name: 'AIGC2D Embeddings' },
		inputs: [],
		outputs: [NodeConnectionTypes.AiEmbedding],
		outputNames: ['Embeddings'],
		credentials: [{ name: credentialName, required: true }],
		properties: embeddingFields.map(({ property }) => property),
	};

	methods = { listSearch: { searchModels } };

	async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
		return await supply(this, itemIndex, async (open) => {
			const settings = readSettings(itemParameters(this, itemIndex));
			const subNode = await open(settings.limits);
			return embeddingsWith(settings, {
				begin: () => {
					const sending = subNode.begin(settings.retryAndTimeouts);
					return { ...sending, send: sendFrom(embeddingFields, sending.send, documentAdvice) };
				},
				log: logOf(this, NodeConnectionTypes.AiEmbedding, subNode),
			});
		});
	}
}
