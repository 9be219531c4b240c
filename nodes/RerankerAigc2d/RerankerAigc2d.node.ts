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
import { rerankerFields } from './fields';
import { rerankerWith } from './reranker';
import { readSettings } from './settings';

/** What to do with documents that a gateway does not take: they come from the vector store. */
const documentAdvice = {
	change: 'Rephrase the query, or leave the document out',
	shorten: 'Lower the Limit of the vector store, or split its documents into smaller chunks',
};

/** The reranker of a vector store. Its requests go out as those of the AIGC2D node do. */
export class RerankerAigc2d implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AIGC2D Reranker',
		name: 'rerankerAigc2d',
		icon: { light: 'file:../Aigc2d/aigc2d.svg', dark: 'file:../Aigc2d/aigc2d.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["model"].value }}',
		description:
			'Sort what a vector store has found by how well it answers the query, through AIGC2D or any OpenAI-compatible gateway with rerank models',
		defaults: { name: 'AIGC2D Reranker' },
		inputs: [],
		outputs: [NodeConnectionTypes.AiReranker],
		outputNames: ['Reranker'],
		credentials: [{ name: credentialName, required: true }],
		properties: rerankerFields.map(({ property }) => property),
	};

	methods = { listSearch: { searchModels } };

	async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
		return await supply(this, itemIndex, async (open) => {
			const settings = readSettings(itemParameters(this, itemIndex));
			const subNode = await open(settings.limits);
			return rerankerWith(settings, {
				begin: () => {
					const sending = subNode.begin(settings.retryAndTimeouts);
					return { ...sending, send: sendFrom(rerankerFields, sending.send, documentAdvice) };
				},
				log: logOf(this, NodeConnectionTypes.AiReranker, subNode),
			});
		});
	}
}
