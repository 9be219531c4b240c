import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { Use } from '../api/models/uses';

/** What the model of a node is for, by its resource, or by `resource.operation` where they differ. */
const uses: { readonly [name: string]: Use } = {
	chat: 'chat',
	text: 'chat',
	'text.complete': 'completions',
	claude: 'messages',
	image: 'images',
	embedding: 'embeddings',
	rerank: 'rerank',
	'audio.speech': 'speech',
	'audio.transcribe': 'transcriptions',
	'audio.translate': 'translations',
};

/** The same of nodes without resources, by the name of their type; one that is not among them is a chat model. */
const usesOfSubNodes: { readonly [type: string]: Use } = {
	embeddingsAigc2d: 'embeddings',
	rerankerAigc2d: 'rerank',
};

/** What the model that is being chosen will be used for. */
export function useOf(context: ILoadOptionsFunctions): Use {
	const type = context.getNode().type.split('.').pop() ?? '';
	if (usesOfSubNodes[type]) return usesOfSubNodes[type];
	const resource = String(context.getCurrentNodeParameter('resource') ?? 'chat');
	const operation = String(context.getCurrentNodeParameter('operation') ?? '');
	return uses[`${resource}.${operation}`] ?? uses[resource] ?? 'chat';
}
