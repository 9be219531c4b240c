import { NodeConnectionTypes, type IExecuteFunctions, type NodeConnectionType } from 'n8n-workflow';

/** A node that is connected as a tool, and switched on. */
export interface ToolNode {
	name: string;
	/** Whether it, or what is connected to it, has an expression that may give something else for each item. */
	variesByItem: boolean;
}

/** All connections but those on which items travel; n8n knows the word, its types do not. */
const subNodes = 'ALL_NON_MAIN' as NodeConnectionType;

/** What an expression may read that is the same for all items, or what the model fills in. */
const sameForAll =
	/\$(fromAI|now|today|vars|secrets|env|workflow|execution|runIndex|jmespath|if|ifEmpty|max|min|nodeVersion|webhookId)\b/gi;

/** The nodes that are connected to a node as tools. */
export function toolNodesOf(context: IExecuteFunctions): ToolNode[] {
	const { name } = context.getNode();
	const connected = nodesBelow(context, name, NodeConnectionTypes.AiTool, 1);
	return connected
		.filter(({ disabled }) => !disabled)
		.map((node) => ({ name: node.name, variesByItem: varies(context, node) }));
}

interface Below {
	name: string;
	disabled: boolean;
	parameters?: unknown;
}

function nodesBelow(
	context: IExecuteFunctions,
	name: string,
	connectionType: NodeConnectionType,
	depth: number,
): Below[] {
	return context.getParentNodes(name, { connectionType, depth, includeNodeParameters: true });
}

function varies(context: IExecuteFunctions, node: Below): boolean {
	const all = [node, ...nodesBelow(context, node.name, subNodes, -1)];
	return all.some(({ parameters }) => readsItem(parameters));
}

/** Whether a parameter has an expression that reads anything which may differ from item to item. */
function readsItem(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=') && value.replace(sameForAll, '').includes('$');
	return typeof value === 'object' && value !== null && Object.values(value).some(readsItem);
}
