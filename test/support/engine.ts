import 'reflect-metadata';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Aigc2dApi } from '../../credentials/Aigc2dApi.credentials';
import { Aigc2d } from '../../nodes/Aigc2d/Aigc2d.node';

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
	run: IRun;
}

/** How to run the node. */
export interface NodeSetup {
	parameters: IDataObject;
	/** Input items; plain objects become their `json`. */
	items?: Array<IDataObject | INodeExecutionData>;
	credential?: IDataObject | null;
	onError?: INode['onError'];
	/** n8n's Retry On Fail. */
	retryOnFail?: boolean;
	/** Called with a function that presses Stop. */
	onStart?: (cancel: () => void) => void;
}

/** Executes the node in n8n's own engine: real expressions, pairing, routing and HTTP. */
export async function runNode(setup: NodeSetup): Promise<NodeRun> {
	const items = (setup.items ?? [{}]).map(asItem);
	const workflow = new Workflow({
		id: 'test',
		name: 'test',
		nodes: [start, nodeOf(setup)],
		connections: {
			Start: { main: [[{ node: 'AIGC2D', type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: start, data: { main: [items] }, source: null }],
		},
	});
	const execution = new WorkflowExecute(surroundings(setup.credential), 'manual', data);
	const running = execution.processRunExecutionData(workflow);
	setup.onStart?.(() => running.cancel());
	const run = await running;
	const task = run.data.resultData.runData.AIGC2D?.[0];
	return {
		status: run.status,
		items: task?.data?.main?.[0] ?? [],
		errorItems: task?.data?.main?.[1] ?? [],
		error: task?.error ?? run.data.resultData.error,
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

function nodeOf({ parameters, credential, onError, retryOnFail }: NodeSetup): INode {
	return {
		id: 'aigc2d',
		name: 'AIGC2D',
		type: 'n8n-nodes-aigc2d.aigc2d',
		typeVersion: 1,
		position: [200, 0],
		parameters: parameters as INode['parameters'],
		...(credential === null ? {} : { credentials: { aigc2dApi: { id: '1', name: 'Test' } } }),
		...(onError === undefined ? {} : { onError }),
		...(retryOnFail ? { retryOnFail, maxTries: 2, waitBetweenTries: 0 } : {}),
	};
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

const byName: { [name: string]: INodeType } = {
	'test.start': passThrough,
	'n8n-nodes-aigc2d.aigc2d': new Aigc2d(),
};

const nodeTypes: INodeTypes = {
	getByName: (name) => byName[name] as INodeType,
	getByNameAndVersion: (name) => byName[name] as INodeType,
	getKnownTypes: () => ({}),
};

function surroundings(credential: IDataObject | null | undefined): IWorkflowExecuteAdditionalData {
	const type = new Aigc2dApi();
	const sign = type.authenticate as (
		credential: IDataObject,
		options: IHttpRequestOptions,
	) => Promise<IHttpRequestOptions>;
	return {
		executionId: '1',
		hooks: new ExecutionLifecycleHooks('manual', '1', {} as never),
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		setExecutionStatus: () => {},
		logAiEvent: () => {},
		variables: {},
		currentNodeExecutionIndex: 0,
		credentialsHelper: {
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
			getDecrypted: async () => ({ ...credential }),
			preAuthentication: async () => undefined,
			authenticate: async (values: IDataObject, _name: string, options: IHttpRequestOptions) =>
				await sign(values, options),
		},
	} as unknown as IWorkflowExecuteAdditionalData;
}
