import 'reflect-metadata';
import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeConnections,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type ITaskMetadata,
	type StructuredChunk,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Aigc2dApi } from '../../credentials/Aigc2dApi.credentials';
import { Aigc2d } from '../../nodes/Aigc2d/Aigc2d.node';
import { surroundings as ofExecution } from '../../tools/engine/surroundings.cjs';

/** What the run of a node gave. */
export interface NodeRun {
	/** `success`, `error` or `canceled`, as n8n shows it in its list of executions. */
	status: IRun['status'];
	/** Items of the first output. */
	items: INodeExecutionData[];
	/** Items of the second output, which exists with `continueErrorOutput`. */
	errorItems: INodeExecutionData[];
	/** What stopped the node, as n8n stores it. */
	error: any; // eslint-disable-line @typescript-eslint/no-explicit-any
	/** What n8n shows above the output. */
	hints: string[];
	/** What n8n keeps of the node's run besides its items. */
	metadata: ITaskMetadata | undefined;
	run: IRun;
}

/** What n8n makes of a credential for an item: the same for all, or by the position of the item. */
export type CredentialValues = IDataObject | ((item: number) => IDataObject);

/** How to run the node. */
export interface NodeSetup {
	parameters: IDataObject;
	/** Input items; plain objects become their `json`. */
	items?: Array<IDataObject | INodeExecutionData>;
	/** By the position of the item, where it holds expressions. */
	credential?: CredentialValues | null;
	onError?: INode['onError'];
	/** n8n's Retry On Fail, with two tries. */
	retryOnFail?: boolean;
	/** Which execution it is; one of its own unless told. */
	executionId?: string;
	/** How often the node has run before in the execution, as in a loop. */
	runIndex?: number;
	/** Reads along, as a chat does whose response mode is Streaming. */
	onChunk?: (chunk: StructuredChunk) => void;
	/** Run the twin of the node that n8n makes for models. */
	asTool?: boolean;
	/** Called before n8n stores a file; what it throws is what the disk would. */
	beforeStoring?: (fileName: string | undefined) => void;
	/** Nodes that are connected to it as tools. */
	tools?: readonly ConnectedNode[];
	/** Called with a function that presses Stop. */
	onStart?: (cancel: () => void) => void;
}

/** A node that is connected to the node, such as a tool. */
export interface ConnectedNode {
	name: string;
	type: INodeType;
	parameters?: IDataObject;
	disabled?: boolean;
	/** To which node; absent: to the one that is run. */
	to?: string;
}

let executed = 0;

/** Executes the node in n8n's own engine: real expressions, pairing, routing and HTTP. */
export async function runNode(setup: NodeSetup): Promise<NodeRun> {
	const items = (setup.items ?? [{}]).map(asItem);
	const { tools = [] } = setup;
	const workflow = new Workflow({
		id: 'test',
		name: 'test',
		nodes: [start, nodeOf(setup), ...tools.map(toolNodeOf)],
		connections: {
			Start: { main: [[{ node: 'AIGC2D', type: NodeConnectionTypes.Main, index: 0 }]] },
			...Object.fromEntries(tools.map(toolConnectionOf)),
		},
		active: false,
		nodeTypes: nodeTypesWith(tools),
		settings: { executionOrder: 'v1' },
	});
	const { executionId = String(++executed), runIndex = 0 } = setup;
	const earlier = { startTime: 0, executionIndex: 0, executionTime: 0, source: [] };
	const data = createRunExecutionData({
		resultData: { runData: runIndex === 0 ? {} : { AIGC2D: Array(runIndex).fill(earlier) } },
		executionData: {
			nodeExecutionStack: [{ node: start, data: { main: [items] }, source: null }],
		},
	});
	const execution = new WorkflowExecute(
		surroundings(setup.credential, executionId, setup.onChunk),
		'manual',
		data,
	);
	if (setup.beforeStoring) faults.set(executionId, setup.beforeStoring);
	const running = execution.processRunExecutionData(workflow);
	setup.onStart?.(() => running.cancel());
	const run = await running;
	// The engine does not wait for a node that was stopped; what a test looks at should be over.
	await Promise.allSettled(executions.get(executionId) ?? []);
	executions.delete(executionId);
	faults.delete(executionId);
	const task = run.data.resultData.runData.AIGC2D?.[runIndex];
	return {
		status: run.status,
		items: task?.data?.main?.[0] ?? [],
		errorItems: task?.data?.main?.[1] ?? [],
		error: task?.error ?? run.data.resultData.error,
		hints: (task?.hints ?? []).map(({ message }) => message),
		metadata: task?.metadata,
		run,
	};
}

const start: INode = {
	id: 'start',
	name: 'Start',
	type: 'test.start',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

function nodeOf({ parameters, credential, onError, retryOnFail, asTool }: NodeSetup): INode {
	return {
		id: 'aigc2d',
		name: 'AIGC2D',
		type: `n8n-nodes-aigc2d.aigc2d${asTool ? 'Tool' : ''}`,
		typeVersion: 1,
		position: [200, 0],
		parameters: parameters as INode['parameters'],
		...(credential === null ? {} : { credentials: { aigc2dApi: { id: '1', name: 'Test' } } }),
		...(onError === undefined ? {} : { onError }),
		...(retryOnFail ? { retryOnFail, maxTries: 2, waitBetweenTries: 1 } : {}),
	};
}

function toolNodeOf({ name, parameters = {}, disabled = false }: ConnectedNode): INode {
	return {
		id: name,
		name,
		type: `test.${name}`,
		typeVersion: 1,
		position: [200, 200],
		parameters: parameters as INode['parameters'],
		disabled,
	};
}

function toolConnectionOf({ name, to = 'AIGC2D' }: ConnectedNode): [string, INodeConnections] {
	const type = NodeConnectionTypes.AiTool;
	return [name, { [type]: [[{ node: to, type, index: 0 }]] }];
}

function asItem(item: IDataObject | INodeExecutionData): INodeExecutionData {
	return 'json' in item ? (item as INodeExecutionData) : { json: item };
}

const passThrough: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** Executions of the node by the execution they belong to; several may run side by side. */
const executions = new Map<string, Array<Promise<unknown>>>();

class WatchedAigc2d extends Aigc2d {
	override execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const id = this.getExecutionId();
		const execution = Aigc2d.prototype.execute.call(withFaults(this, faults.get(id)));
		executions.set(id, [...(executions.get(id) ?? []), execution]);
		return execution;
	}
}

/** What n8n's storage throws, by execution. */
const faults = new Map<string, (fileName: string | undefined) => void>();

function withFaults(
	context: IExecuteFunctions,
	beforeStoring: ((fileName: string | undefined) => void) | undefined,
): IExecuteFunctions {
	if (beforeStoring === undefined) return context;
	const { helpers } = context;
	const prepareBinaryData: typeof helpers.prepareBinaryData = async (content, name, type) => {
		beforeStoring(name);
		return await helpers.prepareBinaryData(content, name, type);
	};
	return Object.create(context, {
		helpers: { value: { ...helpers, prepareBinaryData } },
	}) as IExecuteFunctions;
}

const byName: { [name: string]: INodeType } = {
	'test.start': passThrough,
	'n8n-nodes-aigc2d.aigc2d': new WatchedAigc2d(),
	'n8n-nodes-aigc2d.aigc2dTool': new WatchedAigc2d(),
};

function nodeTypesWith(tools: readonly ConnectedNode[]): INodeTypes {
	const all = {
		...byName,
		...Object.fromEntries(tools.map(({ name, type }) => [`test.${name}`, type])),
	};
	return {
		getByName: (name) => all[name] as INodeType,
		getByNameAndVersion: (name) => all[name] as INodeType,
		getKnownTypes: () => ({}),
	};
}

/** What an execution has around it in n8n. */
export function surroundings(
	credential: CredentialValues | null | undefined,
	executionId: string,
	onChunk?: (chunk: StructuredChunk) => void,
): IWorkflowExecuteAdditionalData {
	return ofExecution({
		executionId,
		credentialType: new Aigc2dApi(),
		credentialFor: (item) =>
			typeof credential === 'function' ? credential(item) : { ...credential },
		onChunk,
	});
}
