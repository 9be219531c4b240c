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
import { LmChatAigc2d } from '../../nodes/LmChatAigc2d/LmChatAigc2d.node';
import { key } from './chat';
import { surroundings } from './engine';

/** How the picker of the Model field is opened. */
export interface Search {
	baseUrl: string;
	/** Other members of the credential. */
	credential?: IDataObject;
	/** What was typed. */
	filter?: string;
	/** Resource and operation of the node, such as `image.edit`; without, the chat model's node is meant. */
	operation?: `${string}.${string}`;
}

/** Opens the picker of the Model field in n8n's own context for it. */
export async function searchModels(search: Search): Promise<INodeListSearchItems[]> {
	const { baseUrl, credential, filter, operation } = search;
	const type: INodeType = operation === undefined ? new LmChatAigc2d() : new Aigc2d();
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
		operation === undefined ? {} : { resource, operation: name };
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

/** The IDs that the picker offers, in its order. */
export async function offeredIds(search: Search): Promise<unknown[]> {
	return (await searchModels(search)).map(({ value }) => value);
}
