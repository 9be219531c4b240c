import type {
	FinishReason,
	GenerateResult,
	MessageContent,
	StreamChunk,
	TokenUsage,
} from '@n8n/ai-node-sdk';
import { defined, unlessEmpty } from '../api/defined';
import { isObject, type JsonObject, textOf } from '../api/json';
import type { Completion } from '../api/chat/completion';
import { Failed, failure } from '../api/failure';
import { spent, tokensOf } from '../api/usage/usage';

/** A call of a tool, whole. */
export interface ToolCall {
	id: string;
	name: string;
	/** JSON. */
	input: string;
	/** The call as sent. */
	sent: JsonObject;
}

/** An answer as n8n's SDK wants it when it is not streamed. */
export function toResult(completion: Completion, calls: readonly ToolCall[]): GenerateResult {
	const [{ text, finish_reason }] = completion.choices;
	const content: MessageContent[] = text === '' ? [] : [{ type: 'text', text }];
	for (const { id, name, input } of calls) {
		content.push({ type: 'tool-call', toolCallId: id, toolName: name, input });
	}
	const { id } = completion.body;
	const usage = toUsage(completion.usage);
	return {
		...defined({ id: typeof id === 'string' ? id : undefined, usage }),
		finishReason: finishReason(finish_reason),
		message: { role: 'assistant', content },
		providerMetadata: { finish_reason },
	};
}

/**
 * What comes at the end of a streamed answer, after its text. Every call of a tool is one piece: n8n gives
 * all pieces the same index, and would put the pieces of several calls together.
 */
export function lastChunks(completion: Completion, calls: readonly ToolCall[]): StreamChunk[] {
	const [{ finish_reason }] = completion.choices;
	const usage = toUsage(completion.usage);
	return [
		...calls.map(
			({ id, name, input }): StreamChunk => ({
				type: 'tool-call-delta',
				id,
				name,
				argumentsDelta: input,
			}),
		),
		{
			type: 'finish',
			finishReason: finishReason(finish_reason),
			...defined({ usage }),
		},
	];
}

/**
 * The calls of an answer, each with an ID of its own: some gateways send none, and some begin to count anew
 * with every answer, where n8n would take the call for one that it has run.
 *
 * @param known names of the tools that the model was given
 * @param taken IDs of the calls before
 * @throws Failed (`invalidOutput`) when arguments are not JSON, because n8n would run the tool without any;
 *   and when there is no such tool, because an Agent would ask the same again until it may no more
 */
export function toolCalls(
	completion: Completion,
	known: ReadonlySet<string>,
	taken: readonly string[],
): ToolCall[] {
	const { tool_calls: sent } = messageAsSent(completion);
	const calls: unknown[] = Array.isArray(sent) ? sent : [];
	const used = new Set(taken);
	return calls.filter(isObject).map((call) => {
		const called = isObject(call.function) ? call.function : {};
		const id = uniqueId(textOf(call.id), used);
		used.add(id);
		const name = textOf(called.name) ?? '';
		if (!known.has(name))
			throwUnusable(`The model called the tool "${name}", which it was not given`, '', completion);
		return { id, name, input: argumentsOf(called.arguments, name, completion), sent: call };
	});
}

/** The message with all that stands in its content; without the rest of it where it did not come as a choice. */
export function messageAsSent({ body, choices }: Completion): JsonObject {
	const [choice]: unknown[] = Array.isArray(body.choices) ? body.choices : [];
	return isObject(choice) && isObject(choice.message) ? choice.message : choices[0].message;
}

function uniqueId(given: string | null, used: ReadonlySet<string>): string {
	if (given !== null && !used.has(given)) return given;
	for (let number = 0; ; number++) {
		const id = `${given ?? 'call'}_${number}`;
		if (!used.has(id)) return id;
	}
}

function argumentsOf(given: unknown, tool: string, completion: Completion): string {
	if (isObject(given)) return JSON.stringify(given);
	const text = typeof given === 'string' && given.trim() !== '' ? given : '{}';
	try {
		JSON.parse(text);
		return text;
	} catch {
		const words = `The model called the tool ${tool} with arguments that are not JSON`;
		return throwUnusable(words, text, completion);
	}
}

function throwUnusable(message: string, text: string, { usage }: Completion): never {
	throw new Failed(
		failure('invalidOutput', {
			status: 200,
			message,
			description: 'Run it again, raise Max Tokens, or use another model.',
			...defined({ text: unlessEmpty(text) }),
			...spent(usage),
		}),
	);
}

function finishReason(sent: string | null): FinishReason {
	if (sent === 'stop' || sent === 'length') return sent;
	if (sent === 'tool_calls' || sent === 'function_call') return 'tool-calls';
	return sent === 'content_filter' ? 'content-filter' : 'other';
}

/** Token usage as sent, also in its details; undefined when there is none. */
function toUsage(usage: JsonObject | null): TokenUsage | undefined {
	const tokens = tokensOf(usage);
	if (usage === null || !tokens) return undefined;
	const { prompt_tokens_details: input, completion_tokens_details: output } = usage;
	const cached = isObject(input) ? Number(input.cached_tokens) : NaN;
	const reasoning = isObject(output) ? Number(output.reasoning_tokens) : NaN;
	return {
		promptTokens: tokens.input,
		completionTokens: tokens.output,
		totalTokens: tokens.input + tokens.output,
		...defined({
			inputTokenDetails: Number.isFinite(cached) ? { cacheRead: cached } : undefined,
			outputTokenDetails: Number.isFinite(reasoning) ? { reasoning } : undefined,
		}),
	};
}
