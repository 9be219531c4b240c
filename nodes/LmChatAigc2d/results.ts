import type {
	FinishReason,
	GenerateResult,
	MessageContent,
	StreamChunk,
	TokenUsage,
} from '@n8n/ai-node-sdk';
import { defined } from '../api/defined';
import { isObject, type JsonObject } from '../api/json';
import type { Completion } from '../api/chat/completion';
import { tokensOf } from '../api/usage/usage';
import type { ToolCall } from './toolCalls';

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
