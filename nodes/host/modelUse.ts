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
	'audio.speech': 'speech',
	'audio.transcribe': 'transcriptions',
	'audio.translate': 'translations',
};

/** What the model is for that is being chosen; a node without resources is a chat model. */
export function useOf(context: ILoadOptionsFunctions): Use {
	const resource = String(context.getCurrentNodeParameter('resource') ?? 'chat');
	const operation = String(context.getCurrentNodeParameter('operation') ?? '');
	return uses[`${resource}.${operation}`] ?? uses[resource] ?? 'chat';
}
