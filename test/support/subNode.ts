import { SupplyDataContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type AINodeConnectionType,
	type IDataObject,
	type INode,
	type INodeType,
	type INodeTypes,
	type ITaskData,
} from 'n8n-workflow';
import { key } from './chat';
import { surroundings } from './engine';
import type { Received, TestGateway } from './gateway';

/** A sub-node that is to supply something. */
export interface SubNodeSetup {
	/** The node, which may be that of another process. */
	type: INodeType;
	connection: AINodeConnectionType;
	parameters?: IDataObject;
	/** Members of the credential that differ. */
	credential?: IDataObject;
}

/** What a sub-node has supplied, with what its server saw, and what n8n logged of it. */
export interface Supplied<T> {
	response: T;
	requests: Received[];
	/** What the log shows of each thing that it was asked: what came of it, or why nothing did. */
	log: () => Array<IDataObject | Error>;
	/** The same as n8n keeps it. */
	tasks: () => ITaskData[];
	/** All that n8n keeps of the execution. */
	record: () => unknown;
	close: () => Promise<void>;
	/** Stops the execution. */
	stop: () => void;
}

/** Has a sub-node supply what it is for, in n8n's own context for such nodes; `requests` are all of the server. */
export async function supplyAt<T>(
	gateway: TestGateway,
	{ type, connection, parameters, credential }: SubNodeSetup,
): Promise<Supplied<T>> {
	const { name, defaults } = type.description;
	const node: INode = {
		id: 'sub-node',
		name: String(defaults.name),
		type: `n8n-nodes-aigc2d.${name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			model: { __rl: true, mode: 'id', value: 'test-model' },
			...parameters,
		} as INode['parameters'],
		credentials: { aigc2dApi: { id: '1', name: 'Test' } },
	};
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const data = createRunExecutionData({ resultData: { runData: {} } });
	const execution = new AbortController();
	const context = new SupplyDataContext(
		workflow,
		workflow.getNode(node.name) as INode,
		surroundings({ apiKey: key, baseUrl: gateway.url, ...credential }, '1'),
		'manual',
		data,
		0,
		[{ json: {} }],
		{},
		connection,
		{ data: {}, node, source: null },
		[],
		execution.signal,
	);
	const { response, closeFunction } = (await type.supplyData?.call(context, 0)) ?? {};
	const tasks = () => data.resultData.runData[node.name] ?? [];
	return {
		response: response as T,
		requests: gateway.requests,
		log: () =>
			tasks().map(
				({ error, data: output }) =>
					error ?? output?.[connection]?.[0]?.[0]?.json ?? new Error('nothing'),
			),
		tasks,
		record: () => data,
		stop: () => execution.abort(),
		close: async () => await closeFunction?.(),
	};
}
