// @ts-expect-error -- n8n compares by this very function; its types are not installed.
import get from 'lodash/get';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IAuthenticateRuleResponseCode,
	type IAuthenticateRuleResponseSuccessBody,
	type ICredentialsDecrypted,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import { Aigc2dApi } from '../../credentials/Aigc2dApi.credentials';
import { surroundings } from './engine';

/** What n8n tells of an answer for whose status there is no rule. */
interface Answered {
	status: number;
	statusText: string;
}

type Rule = IAuthenticateRuleResponseCode | IAuthenticateRuleResponseSuccessBody;

/**
 * Presses Test on a credential: the request by n8n's own routing, the rules as n8n goes through them
 * (`credentials-tester.service`, which is in no package that tests can load; `test/n8n` has the whole).
 *
 * @returns the message of the rule that applies, or null when the test passes
 */
export async function testCredential(data: IDataObject): Promise<string | null> {
	const { test } = new Aigc2dApi();
	const rules = (test.rules ?? []) as Rule[];
	const node: INode = {
		id: 'temp',
		name: 'Temp',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { aigc2dApi: { id: '1', name: 'Test' } },
	};
	const type = {
		description: {
			name: 'noOp',
			displayName: '',
			description: '',
			group: [],
			version: 1,
			defaults: {},
			inputs: [],
			outputs: [],
			credentials: [{ name: 'aigc2dApi', required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	} as INodeType;
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		node,
		surroundings(data, '1'),
		'internal',
		createRunExecutionData({}),
		0,
		[],
		input,
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = { id: '1', name: 'Test', type: 'aigc2dApi', data } as ICredentialsDecrypted;
	let answer: INodeExecutionData[][] | null | undefined;
	try {
		answer = await new RoutingNode(context, type, decrypted).runNode();
	} catch (thrown) {
		const { response } = (thrown as { cause?: { response?: Answered } }).cause ?? {};
		const rule = rules.find(
			({ type: kind, properties: { value } }) =>
				kind === 'responseCode' && value === response?.status,
		);
		return rule?.properties.message ?? (response?.statusText || (thrown as Error).message);
	}
	const body = answer?.[0]?.[0]?.json;
	const rule = rules.find(
		(each) =>
			each.type === 'responseSuccessBody' &&
			get(body, each.properties.key) === each.properties.value,
	);
	return rule?.properties.message ?? null;
}
