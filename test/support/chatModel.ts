import { SupplyDataContext } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type INode,
	type INodeTypes,
	type ITaskDataConnections,
} from 'n8n-workflow';
import { LmChatAigc2d } from '../../nodes/LmChatAigc2d/LmChatAigc2d.node';
import { key, openGateway } from './chat';
import { surroundings } from './engine';
import type { Received, Responder, TestGateway } from './gateway';

/** LangChain's side of a supplied model, as Agents and chains use it. */
export interface LangchainModel {
	invoke(input: unknown, options?: object): Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any
	stream(input: unknown, options?: object): Promise<AsyncIterable<any>>; // eslint-disable-line @typescript-eslint/no-explicit-any
	bindTools(tools: unknown[], choice?: object): LangchainModel;
	getNumTokens(text: string): Promise<number>;
}

/** A supplied model with what its server saw, and what n8n logged of it. */
export interface SuppliedModel {
	model: LangchainModel;
	requests: Received[];
	/** What the log of an Agent shows of each answer. */
	log: () => Array<IDataObject | Error>;
	/** All that n8n keeps of the execution. */
	record: () => unknown;
	close: () => Promise<void>;
	/** Stops the execution. */
	stop: () => void;
}

/** Supplies the chat model in n8n's own context for such nodes, against a server of its own. */
export async function supplyChatModel(
	respond: Responder,
	parameters: IDataObject = {},
): Promise<SuppliedModel> {
	return await supplyChatModelAt(await openGateway(respond), parameters);
}

/**
 * The same against a server that other models share; `requests` are those of all of them.
 *
 * @param type the node, which may be that of another process
 */
export async function supplyChatModelAt(
	gateway: TestGateway,
	parameters: IDataObject = {},
	credential: IDataObject = {},
	type = new LmChatAigc2d(),
): Promise<SuppliedModel> {
	const node: INode = {
		id: 'model',
		name: 'AIGC2D Chat Model',
		type: 'n8n-nodes-aigc2d.lmChatAigc2d',
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
	const inputData: ITaskDataConnections = {};
	const execution = new AbortController();
	const context = new SupplyDataContext(
		workflow,
		workflow.getNode(node.name) as INode,
		surroundings({ apiKey: key, baseUrl: gateway.url, ...credential }, '1'),
		'manual',
		data,
		0,
		[{ json: {} }],
		inputData,
		NodeConnectionTypes.AiLanguageModel,
		{ data: {}, node, source: null },
		[],
		execution.signal,
	);
	const { response, closeFunction } = await type.supplyData.call(context, 0);
	return {
		model: response as LangchainModel,
		requests: gateway.requests,
		log: () =>
			(data.resultData.runData[node.name] ?? []).map(
				({ error, data: output }) =>
					error ?? output?.ai_languageModel?.[0]?.[0]?.json ?? new Error('nothing'),
			),
		record: () => data,
		stop: () => execution.abort(),
		close: async () => await closeFunction?.(),
	};
}
