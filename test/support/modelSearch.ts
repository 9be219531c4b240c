import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeListSearchItems,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import { Aigc2d } from '../../nodes/Aigc2d/Aigc2d.node';
import { EmbeddingsAigc2d } from '../../nodes/EmbeddingsAigc2d/EmbeddingsAigc2d.node';
import { LmChatAigc2d } from '../../nodes/LmChatAigc2d/LmChatAigc2d.node';
import { RerankerAigc2d } from '../../nodes/RerankerAigc2d/RerankerAigc2d.node';
import { key } from './chat';
import { surroundings } from './engine';

/** An operation of the node, such as `image.edit`, or a sub-node; without, the chat model's node is meant. */
export type Asker = `${string}.${string}` | 'embeddings' | 'reranker' | undefined;

/** How the picker of the Model field is opened. */
export interface Search {
	baseUrl: string;
	/** Other members of the credential. */
	credential?: IDataObject;
	/** What was typed. */
	filter?: string;
	/** Whose field it is. */
	operation?: Asker;
}

/** Opens the picker of the Model field in n8n's own context for it. */
export async function searchModels(search: Search): Promise<INodeListSearchItems[]> {
	const { baseUrl, credential, filter, operation } = search;
	const type = nodeOf(operation);
	const [resource, name] = operation?.split('.') ?? [];
	const node: INode = {
		id: 'node',
		name: 'AIGC2D',
		type: `n8n-nodes-aigc2d.${type.description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { aigc2dApi: { id: '1', name: 'Test' } },
	};
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const currentNodeParameters: IDataObject =
		name === undefined ? {} : { resource, operation: name };
	const context = new LoadOptionsContext(
		workflow,
		node,
		{
			...surroundings({ apiKey: key, baseUrl, ...credential }, '1'),
			currentNodeParameters,
		} as never,
		'parameters.model',
	);
	const list = type.methods?.listSearch?.searchModels;
	const { results } = (await list?.call(context, filter)) ?? { results: [] };
	return results;
}

function nodeOf(asker: Asker): INodeType {
	if (asker === undefined) return new LmChatAigc2d();
	if (asker === 'embeddings') return new EmbeddingsAigc2d();
	return asker === 'reranker' ? new RerankerAigc2d() : new Aigc2d();
}

/** The IDs that the picker offers, in its order. */
export async function offeredIds(search: Search): Promise<unknown[]> {
	return (await searchModels(search)).map(({ value }) => value);
}
