import type { Tool as SdkTool } from '@n8n/ai-node-sdk';
import { Failed, inputFailure } from '../../api/failure';
import { asObject, isObject, type JsonObject, textOf } from '../../api/json';
import { brief, shorten } from '../../api/shorten';
import { resultText } from '../../api/tool/resultText';
import type { Tool, ToolResult } from '../../api/tool/tool';
import { wholeResult } from './wholeResult';

/** A tool as n8n's SDK has it, to read its schema. */
type FunctionTool = Extract<SdkTool, { type: 'function' }>;

/** The label of the input, for sentences about what is connected to it. */
export const toolsLabel = 'Tools';

/** Names that models take. */
const toolName = /^[\w-]{1,64}$/;
/** Longest reason that a model is told of a tool that failed, in characters. */
const longestReason = 2_000;

/** A tool as n8n supplies it: one of LangChain. */
export interface SuppliedTool {
	name?: unknown;
	description?: unknown;
	schema?: unknown;
	metadata?: JsonObject;
	invoke(args: JsonObject, config: { signal: AbortSignal }): Promise<unknown>;
}

/** Where a tool comes from, and how it is run. */
export interface ToolSource {
	/** Name of the node that supplies it. */
	node: string;
	schemaOf: (tool: FunctionTool) => unknown;
	/** The tool that a run is done with; absent: that which was supplied. */
	renew?: () => Promise<SuppliedTool>;
	/** Runs of it go one after the other. */
	queue?: string;
}

/**
 * A supplied tool with what models need to know of it.
 *
 * @throws Failed (`input`) naming tool and node
 */
export function toTool(given: unknown, { node, schemaOf, renew, queue }: ToolSource): Tool {
	if (!isSupplied(given)) refuse(`have something from "${node}" that is no tool`, aTool);
	const name = nameOf(given, node);
	if (isGated(given))
		refuse(`have "${name}", which a human has to approve, and n8n asks for that only in an AI Agent`, byAgent);
	const { description, schema } = given;
	const wanted = { type: 'function', name, inputSchema: schema } as FunctionTool;
	const parameters = parametersIn(schemaOf(wanted));
	if (parameters === undefined)
		refuse(
			`have "${name}", whose parameters have no JSON Schema of an object`,
			`Correct them in the node "${node}".`,
		);
	return {
		name,
		description: textOf(description) ?? '',
		parameters,
		...(queue === undefined ? {} : { queue }),
		run: async (args, signal) => await runOf(args, signal, renew ?? (async () => given)),
	};
}

/** @throws Failed (`input`) where two have one name: a model could not tell them apart */
export function checkNames(tools: ReadonlyArray<{ tool: Tool; node: string }>): void {
	const nodes = new Map<string, string>();
	for (const { tool, node } of tools) {
		const other = nodes.get(tool.name);
		const where = other === node ? `both from "${node}"` : `from "${other}" and "${node}"`;
		if (other !== undefined)
			refuse(
				`have two of the name "${tool.name}", ${where}`,
				'Rename one of them, in Latin letters: n8n makes the name of a tool from that of its node.',
			);
		nodes.set(tool.name, node);
	}
}

const aTool = 'Connect a tool of n8n, or an MCP Client Tool.';
const byAgent =
	'Connect the tool itself, or use an AI Agent with the AIGC2D Chat Model.';

function refuse(problem: string, remedy: string): never {
	throw new Failed(inputFailure(toolsLabel, problem, remedy));
}

function isSupplied(given: unknown): given is SuppliedTool {
	return isObject(given) && typeof given.invoke === 'function';
}

/** Whether n8n has put the approval of a human before it: run by anyone but an Agent, it does nothing. */
function isGated({ metadata }: SuppliedTool): boolean {
	return isObject(metadata) && ('gatedToolNodeName' in metadata || 'originalSchema' in metadata);
}

function nameOf({ name }: SuppliedTool, node: string): string {
	if (typeof name === 'string' && toolName.test(name)) return name;
	const remedy = `Give it a name of 1 to 64 Latin letters, digits, _ or - in the node "${node}".`;
	return textOf(name) === null
		? refuse(`have one without a name, from "${node}"`, remedy)
		: refuse(`have one of the name "${brief(String(name))}", from "${node}", which models do not take`, remedy);
}

/** What a model is told of the parameters; undefined where that is no schema of an object, such as one of Zod. */
function parametersIn(schema: unknown): JsonObject | undefined {
	if (!isObject(schema) || typeof schema.parse === 'function' || '~standard' in schema)
		return undefined;
	const { type, properties } = schema;
	if (type !== undefined && type !== 'object') return undefined;
	if (properties !== undefined && !isObject(properties)) return undefined;
	return { type: 'object', properties: {}, ...schema };
}

async function runOf(
	args: JsonObject,
	signal: AbortSignal,
	supplied: () => Promise<SuppliedTool>,
): Promise<ToolResult> {
	try {
		const given = await (await supplied()).invoke(args, { signal });
		return { result: resultText(await wholeResult(given, signal)) };
	} catch (thrown) {
		return { error: reasonOf(thrown) };
	}
}

/** Why a tool failed, with what n8n says of it besides. */
function reasonOf(thrown: unknown): string {
	const { message, description } = asObject(thrown);
	const words = [textOf(message) ?? textOf(thrown) ?? 'The tool failed', textOf(description) ?? ''];
	const [first = '', more = ''] = words;
	return shorten(first.includes(more) ? first : `${first}\n${more}`, longestReason);
}
