import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * Whether a model runs the node as a tool: for that n8n has a second node type, whose name is that of the node
 * with `Tool` at the end.
 */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** Members that say nothing to a model; they would only take its attention, and tokens. */
const dropped = new Set([
	'request',
	'message',
	'choices',
	'messages',
	'id',
	'model',
	'finish_reason',
]);

/** An item as a model should read it: small, and without files, which it cannot get. */
export function forModel({ json, pairedItem }: INodeExecutionData): INodeExecutionData {
	// What failed says so in these two members alone.
	if (json.error !== undefined) return { json, pairedItem };
	const kept = Object.entries(json).filter(
		([name, value]) => !dropped.has(name) && value !== false && !isEmpty(value),
	);
	return { json: Object.fromEntries(kept) as IDataObject, pairedItem };
}

function isEmpty(value: unknown): boolean {
	return value === null || (Array.isArray(value) && value.length === 0);
}
