import { NodeConnectionTypes, type IExecuteFunctions, type INode } from 'n8n-workflow';
import { Failed, inputFailure } from '../../api/failure';
import { isObject, objectsIn } from '../../api/json';
import { shorten } from '../../api/shorten';
import type { Tool } from '../../api/tool/tool';
import { loadSdk } from '../sdk';
import { isTool } from '../tool';
import { toolNodesOf, type ToolNode } from './toolNodes';
import { checkNames, toolsLabel, toTool, type SuppliedTool } from './toTool';

/** What the SDK is loaded for: it knows the schemas of tools. */
const forTools = {
	what: 'connected tools',
	remedy: 'Update n8n, or disconnect the tools and describe them in the option Tools (JSON).',
};

/** Longest reason of n8n that is told, in characters. */
const longestReason = 500;

/** A tool, and the node that supplies it. */
interface Connected {
	tool: Tool;
	node: string;
}

/**
 * The tools that are connected to the node. Most are supplied once for the whole run: each supply of an MCP server is a
 * connection of its own. One whose expressions read the item is supplied for each.
 */
export class ConnectedTools {
	private readonly shared = new Map<string, Promise<Connected[]>>();
	private nodes: readonly ToolNode[] | undefined;

	constructor(private readonly context: IExecuteFunctions) {}

	/**
	 * Those of an item; none where a model runs the node itself as a tool.
	 *
	 * @throws Failed (`input`) when one cannot be used
	 */
	async of(item: number): Promise<Tool[]> {
		this.nodes ??= isTool(this.context) ? [] : toolNodesOf(this.context);
		const hasOthers = this.context.getInputData().length > 1;
		const all = this.nodes.map(async (node) =>
			node.variesByItem && hasOthers ? await this.ofItem(node, item) : await this.ofRun(node),
		);
		const connected = (await Promise.all(all)).flat();
		checkNames(connected);
		return connected.map(({ tool }) => tool);
	}

	private async ofRun({ name }: ToolNode): Promise<Connected[]> {
		const known = this.shared.get(name) ?? this.toolsOf(name, 0, false);
		this.shared.set(name, known);
		return await known;
	}

	private async ofItem({ name }: ToolNode, item: number): Promise<Connected[]> {
		return await this.toolsOf(name, item, true);
	}

	/** @param isOfItem whether it is supplied for this item alone */
	private async toolsOf(node: string, item: number, isOfItem: boolean): Promise<Connected[]> {
		const { getParametersJsonSchema: schemaOf } = await loadSdk(forTools);
		const supplied = await this.supply(node, item);
		const source = { node, schemaOf };
		if (isToolkit(supplied)) {
			const tools: unknown[] = supplied.tools;
			// So that n8n's log names the tool of a kit that was called.
			for (const one of objectsIn(tools))
				one.metadata = { ...(isObject(one.metadata) ? one.metadata : {}), isFromToolkit: true };
			return tools.map((one) => ({ node, tool: toTool(one, source) }));
		}
		const renew = async () => (await this.supply(node, item)) as SuppliedTool;
		// n8n numbers the runs of a node that was made a tool from its supply on, and finds its arguments by the number.
		const tool = toTool(supplied, isOfItem ? { ...source, renew, queue: node } : source);
		return [{ node, tool }];
	}

	/** What one node supplies for an item. n8n evaluates the expressions of a node that was made a tool for the first item. */
	private async supply(node: string, item: number): Promise<unknown> {
		const { context } = this;
		const { getConnectedNodes } = context as unknown as WithConnected;
		const ofItem = Object.create(context, {
			connectionInputData: { value: [context.getInputData()[item]] },
			getConnectedNodes: {
				value: (type: string) =>
					getConnectedNodes.call(context, type).filter(({ name }) => name === node),
			},
		}) as IExecuteFunctions;
		try {
			const supplied = await ofItem.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
			return Array.isArray(supplied) ? (supplied as unknown[])[0] : supplied;
		} catch (thrown) {
			throw unusable(node, thrown);
		}
	}
}

/** What n8n's contexts have beside what their type says. */
interface WithConnected {
	getConnectedNodes(connectionType: string): INode[];
}

/** Several tools of one node, such as those of an MCP server. */
function isToolkit(supplied: unknown): supplied is { tools: unknown[] } {
	return isObject(supplied) && Array.isArray(supplied.tools);
}

function unusable(node: string, thrown: unknown): Failed {
	const { message, description } = isObject(thrown) ? thrown : {};
	const said = [description, message].find((words) => typeof words === 'string' && words !== '');
	const reason = shorten(typeof said === 'string' ? said : String(thrown), longestReason);
	return new Failed(
		inputFailure(
			toolsLabel,
			`cannot be used, because of the node "${node}": ${reason}`,
			`Correct the node "${node}", or disconnect it.`,
		),
	);
}
