import type {
	FinishReason,
	GenerateResult,
	MessageContent,
	StreamChunk,
	TokenUsage,
} from '@n8n/ai-node-sdk';
import type { JsonObject } from '../api/call';
import type { Completion } from '../api/chat/completion';
import { Failed, failure } from '../api/failure';
import { isObject, textOf } from '../api/json';
import { tokensOf } from '../api/usage';

/** A call of a tool, whole. */
interface ToolCall {
	id: string;
	name: string;
	/** JSON. */
	input: string;
}

/**
 * An answer as n8n's SDK wants it when it is not streamed.
 *
 * @param known names of the tools that the model was given
 */
export function toResult(completion: Completion, known: ReadonlySet<string>): GenerateResult {
	const [{ text, finish_reason }] = completion.choices;
	const content: MessageContent[] = text === '' ? [] : [{ type: 'text', text }];
	for (const { id, name, input } of toolCalls(completion, known)) {
		content.push({ type: 'tool-call', toolCallId: id, toolName: name, input });
	}
	const { id } = completion.body;
	const usage = toUsage(completion.usage);
	return {
		...(typeof id === 'string' ? { id } : {}),
		finishReason: finishReason(finish_reason),
		...(usage ? { usage } : {}),
		message: { role: 'assistant', content },
		providerMetadata: { finish_reason },
	};
}

/**
 * What comes at the end of a streamed answer, after its text. Every call of a tool is one piece: n8n gives
 * all pieces the same index, and would put the pieces of several calls together.
 */
export function lastChunks(completion: Completion, known: ReadonlySet<string>): StreamChunk[] {
	const [{ finish_reason }] = completion.choices;
	const usage = toUsage(completion.usage);
	return [
		...toolCalls(completion, known).map(
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
			...(usage ? { usage } : {}),
		},
	];
}

/**
 * The calls of an answer, each with an ID of its own; some gateways send none.
 *
 * @throws Failed (`invalidOutput`) when arguments are not JSON, because n8n would run the tool without any;
 *   and when there is no such tool, because an Agent would ask the same again until it may no more
 */
function toolCalls(completion: Completion, known: ReadonlySet<string>): ToolCall[] {
	const [sent] = completion.body.choices as [{ message?: JsonObject }];
	const calls: unknown[] = Array.isArray(sent.message?.tool_calls) ? sent.message.tool_calls : [];
	const used = new Set<string>();
	return calls.filter(isObject).map((call, position) => {
		const called = isObject(call.function) ? call.function : {};
		const given = textOf(call.id);
		const id = given !== null && !used.has(given) ? given : `${given ?? 'call'}_${position}`;
		used.add(id);
		const name = textOf(called.name) ?? '';
		if (!known.has(name))
			refuse(`The model called the tool "${name}", which it was not given`, '', completion);
		return { id, name, input: argumentsOf(called.arguments, name, completion) };
	});
}

function argumentsOf(given: unknown, tool: string, completion: Completion): string {
	if (isObject(given)) return JSON.stringify(given);
	const text = typeof given === 'string' && given.trim() !== '' ? given : '{}';
	try {
		JSON.parse(text);
		return text;
	} catch {
		const words = `The model called the tool ${tool} with arguments that are not JSON`;
		return refuse(words, text, completion);
	}
}

function refuse(message: string, text: string, { usage }: Completion): never {
	throw new Failed(
		failure('invalidOutput', {
			status: 200,
			message,
			description: 'Run it again, raise Max Tokens, or use another model.',
			...(text === '' ? {} : { text }),
			...(usage === null ? {} : { usage }),
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
		...(Number.isFinite(cached) ? { inputTokenDetails: { cacheRead: cached } } : {}),
		...(Number.isFinite(reasoning) ? { outputTokenDetails: { reasoning } } : {}),
	};
}
