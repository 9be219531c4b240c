import { DynamicStructuredTool } from '@langchain/core/tools';
import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	type ISupplyDataFunctions,
	type SupplyData,
} from 'n8n-workflow';
import { z } from 'zod';
import type { ConnectedNode } from '../engine';

type Run = (args: any, config?: { signal?: AbortSignal }) => unknown; // eslint-disable-line @typescript-eslint/no-explicit-any

const description: INodeTypeDescription = {
	displayName: 'Tool',
	name: 'tool',
	group: ['transform'],
	version: 1,
	description: 'A tool',
	defaults: {},
	inputs: [],
	outputs: [NodeConnectionTypes.AiTool],
	properties: [{ displayName: 'Text', name: 'text', type: 'string', default: '' }],
};

/** A node that supplies a tool, or what passes for one. */
export function supplying(
	name: string,
	supply: (context: ISupplyDataFunctions, item: number) => unknown,
	parameters: IDataObject = {},
): ConnectedNode {
	class Supplying implements INodeType {
		description = description;

		async supplyData(this: ISupplyDataFunctions, item: number): Promise<SupplyData> {
			return { response: await supply(this, item) };
		}
	}
	return { name, type: new Supplying(), parameters };
}

/** A tool of LangChain that takes a text `at`. */
export function lookTool(name: string, run: Run): DynamicStructuredTool {
	return new DynamicStructuredTool({
		name,
		description: `Looks: ${name}`,
		schema: z.object({ at: z.string().describe('Where') }),
		func: async (args, _manager, config) => (await run(args, config)) as string,
	});
}

/** A node that supplies such a tool, of its own name. */
export function looking(name: string, run: Run): ConnectedNode {
	return supplying(name, () => lookTool(name, run));
}

/** An ordinary node that n8n makes a tool of, as it does with HTTP Request; `text` is its parameter. */
export function nodeAsTool(
	name: string,
	text: string,
	run: (text: string) => Promise<IDataObject> | IDataObject,
): ConnectedNode {
	class AsTool implements INodeType {
		description = description;

		async execute(this: IExecuteFunctions) {
			return [[{ json: await run(String(this.getNodeParameter('text', 0))) }]];
		}
	}
	return { name, type: new AsTool(), parameters: { text } };
}
