import { defined } from '../../../../api/defined';
import { shorten } from '../../../../api/shorten';
import { argumentsIn, type CallResult, type NamedCall } from '../../../../api/tool/calledTools';
import type { RunTool, Tool, ToolRun } from '../../../../api/tool/tool';

/** What calls are run with. */
interface CallContext {
	/** The tools that are connected. */
	tools: readonly Tool[];
	/** All names that the model was given. */
	names: readonly string[];
	/** Whether they run one after the other. */
	oneByOne: boolean;
	runTool: RunTool;
}

/** Longest arguments that a model is shown of those it wrote, in characters. */
const longestQuote = 500;

/** A call that was run: for the output, and for the model. */
export interface DoneCall {
	run: ToolRun;
	result: CallResult;
}

/** Runs the calls of one answer. A call that cannot be made has a result as well: the model is told why. */
export async function runCalls(
	calls: readonly NamedCall[],
	context: CallContext,
): Promise<DoneCall[]> {
	const done = async (call: NamedCall) => doneCall(call, await runCall(call, context));
	if (!context.oneByOne) return await Promise.all(calls.map(done));
	const all: DoneCall[] = [];
	for (const call of calls) all.push(await done(call));
	return all;
}

function doneCall({ id, name }: NamedCall, run: ToolRun): DoneCall {
	const { result, error } = run;
	const isError = error !== undefined;
	return { run, result: { id, name, text: isError ? `Error: ${error}` : (result ?? ''), isError } };
}

async function runCall(
	{ id, name, arguments: given }: NamedCall,
	{ tools, names, runTool }: CallContext,
): Promise<ToolRun> {
	const tool = tools.find((one) => one.name === name);
	const args = argumentsIn(given);
	const run = (gave: { result?: string; error?: string }): ToolRun => ({
		name,
		arguments: args ?? given,
		result: gave.result ?? null,
		...defined({ error: gave.error }),
	});
	if (tool === undefined)
		return run({ error: `There is no tool "${name}". The tools are: ${names.join(', ')}.` });
	if (args === undefined) {
		const written = shorten(typeof given === 'string' ? given : JSON.stringify(given), longestQuote);
		return run({ error: `The arguments of ${name} are not a JSON object: ${written}` });
	}
	return run(await runTool(tool, { id, arguments: args }));
}
