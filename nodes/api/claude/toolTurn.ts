import { isObject, type JsonObject, objectsIn, textOf } from '../json';
import type { CallResult, NamedCall } from '../tool/calledTools';
import type { SentCall } from '../chat/sentCalls';
import type { ClaudeAnswer } from './answer';

/** How deep blocks may lie in lists, as where they are read. */
const deepest = 4;

/** The calls of an answer. */
export function sentToolUses({ body }: ClaudeAnswer): SentCall[] {
	return blocksOf(body)
		.filter(isToolUse)
		.map((call) => ({
			call,
			id: textOf(call.id),
			name: textOf(call.name) ?? '',
			arguments: call.input,
		}));
}

/**
 * The turn of an answer with calls as it goes back: its blocks as they came, signed thoughts included. Empty texts and
 * thoughts without a signature are refused, and left out.
 */
export function calledTurn({ body }: ClaudeAnswer, calls: readonly NamedCall[]): JsonObject {
	let position = 0;
	const content = blocksOf(body).flatMap((block) => {
		if (!isToolUse(block)) return mayGoBack(block) ? [block] : [];
		const { id } = calls[position++] ?? {};
		return [{ ...block, id, input: isObject(block.input) ? block.input : {} }];
	});
	return { role: 'assistant', content };
}

/** The results of calls, which are one turn of the user. */
export function resultTurn(results: readonly CallResult[]): JsonObject {
	const content = results.map(({ id, text, isError }) => ({
		type: 'tool_result',
		tool_use_id: id,
		content: text,
		...(isError ? { is_error: true } : {}),
	}));
	return { role: 'user', content };
}

/** A turn without what a model thought: only the model that signed it takes it back. */
export function withoutThinking(message: JsonObject): JsonObject {
	const { content } = message;
	if (!Array.isArray(content)) return message;
	const isThought = (block: unknown) =>
		isObject(block) && (block.type === 'thinking' || block.type === 'redacted_thinking');
	return { ...message, content: content.filter((block) => !isThought(block)) };
}

function blocksOf({ content }: JsonObject): JsonObject[] {
	const all = typeof content === 'string' ? [{ type: 'text', text: content }] : [content];
	return objectsIn(all.flat(deepest));
}

function isToolUse({ type }: JsonObject): boolean {
	return type === 'tool_use';
}

function mayGoBack({ type, text, signature }: JsonObject): boolean {
	if (type === 'text') return typeof text === 'string' && text.trim() !== '';
	return type !== 'thinking' || (typeof signature === 'string' && signature !== '');
}
