import { AIMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';

/** Which n8n builds the messages anew: the newest that is tested, or the first that has models of packages. */
export type N8nVersion = '2.41.1' | '2.16.1';

const mapName = '__gemini_function_call_thought_signatures__';

interface Step {
	id: string;
	name: string;
	args: object;
	signature?: string;
	reasoning?: string;
}

/**
 * The messages by which n8n's Agent (version 3) continues after a model called tools: its own code is not
 * published for use, so this does what it does with the parts that matter here. Sources, in
 * packages/@n8n/nodes-langchain/utils/agent-execution of n8n: what `createEngineRequests` keeps of each call
 * goes through the execution as JSON, and `buildSteps` makes messages of it.
 *
 * @param results one for each call, in their order
 */
export function agentTurn(
	answer: AIMessage,
	results: string[],
	version: N8nVersion = '2.41.1',
): BaseMessage[] {
	const steps = throughJson((answer.tool_calls ?? []).map((call) => keptOf(call, answer)));
	const shared = steps.find(({ signature }) => signature)?.signature;
	const resultOf = ({ id, name }: Step, at: number) =>
		new ToolMessage({ content: results[at] ?? '', tool_call_id: id, name });
	if (shared !== undefined && steps.length > 1) {
		const content = `Calling tools: ${steps.map(({ name }) => name).join(', ')}`;
		return [message(content, steps, signed(steps, shared)), ...steps.map(resultOf)];
	}
	return steps.flatMap((step, at) => {
		const { name, args, signature, reasoning } = step;
		const isNew = version === '2.41.1';
		const kwargs = {
			...(signature ? signed([step], signature) : {}),
			...(reasoning && isNew ? { reasoning_content: reasoning } : {}),
		};
		const content = isNew ? [] : `Calling ${name} with input: ${JSON.stringify(args)}`;
		return [message(content, [step], kwargs), resultOf(step, at)];
	});
}

/** The messages of a tool that a human had to approve: n8n keeps nothing but the call. */
export function approvedTurn(answer: AIMessage, results: string[]): BaseMessage[] {
	const { content, tool_calls } = answer;
	return agentTurn(new AIMessage({ content, ...(tool_calls ? { tool_calls } : {}) }), results);
}

function keptOf(
	{ id = '', name, args }: { id?: string; name: string; args: object },
	{ additional_kwargs: kwargs }: AIMessage,
): Step {
	const texts = (kwargs[mapName] ?? {}) as { [id: string]: string };
	const signature = texts[id] || Object.values(texts)[0];
	const { reasoning_content: reasoning } = kwargs;
	return {
		id,
		name,
		// n8n adds the ID to the arguments.
		args: { ...args, id },
		...(signature ? { signature } : {}),
		...(typeof reasoning === 'string' && reasoning !== '' ? { reasoning } : {}),
	};
}

function signed(steps: Step[], signature: string): Record<string, unknown> {
	return {
		[mapName]: { [steps[0]?.id ?? '']: signature },
		tool_calls: steps.map(({ id, name, args }) => ({ id, name, args })),
		signatures: [signature, ...steps.slice(1).map(() => '')],
	};
}

function message(content: string | never[], steps: Step[], kwargs: Record<string, unknown>) {
	const tool_calls = steps.map(({ id, name, args }) => ({ id, name, args, type: 'tool_call' }));
	return new AIMessage({
		content,
		tool_calls: tool_calls as never,
		...(Object.keys(kwargs).length === 0 ? {} : { additional_kwargs: kwargs }),
	});
}

function throughJson<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}
