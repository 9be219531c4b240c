import type { JsonObject, Reading, ResponseHead } from '../call';
import { failure, type Failure, type FailureKind } from '../failure';
import { isObject, textOf } from '../json';
import { requestId } from '../refusal/refusal';

/** An answer of Claude: the body as sent, and what was read from it. */
export interface ClaudeAnswer {
	body: JsonObject;
	/** Text of all text blocks. */
	text: string;
	/** What the model thought, where it shows it. */
	thinking: string;
	/** The message in the form of chat, with the arguments of calls as objects. */
	message: JsonObject;
	/** Why it ended, in the words of chat. */
	finish_reason: string | null;
	/** Why it ended, as sent. */
	stop_reason: string | null;
	/** The answer was cut because it reached the limit of tokens. */
	truncated: boolean;
	/** Token usage as sent, with the names of chat besides, or null. */
	usage: JsonObject | null;
	request_id: string | null;
}

/** Claude's words for why an answer ended, and those of chat. */
const finishReasons: { [stopReason: string]: string } = {
	end_turn: 'stop',
	stop_sequence: 'stop',
	pause_turn: 'stop',
	max_tokens: 'length',
	model_context_window_exceeded: 'length',
	tool_use: 'tool_calls',
	refusal: 'content_filter',
};

/** Reads the answer of POST /v1/messages. Unknown members are kept in `body`. */
export function readAnswer(body: JsonObject, head: ResponseHead): Reading<ClaudeAnswer> {
	const usage = isObject(body.usage) ? withChatNames(body.usage) : null;
	const unusable = (kind: FailureKind, facts: Partial<Failure>): Reading<ClaudeAnswer> => ({
		failure: failure(kind, {
			status: head.status,
			request_id: requestId(head),
			...(usage === null ? {} : { usage }),
			...facts,
		}),
	});
	if (!Array.isArray(body.content)) {
		return unusable('malformed', { message: 'The gateway answered without a message' });
	}
	const blocks = body.content.filter(isObject);
	const joined = (type: string, member: string) =>
		blocks.map((block) => (block.type === type ? (textOf(block[member]) ?? '') : '')).join('');
	const text = joined('text', 'text');
	const calls = blocks.filter(({ type }) => type === 'tool_use').map(asCall);
	const stop_reason = textOf(body.stop_reason);
	const finish_reason = stop_reason === null ? null : (finishReasons[stop_reason] ?? stop_reason);
	const truncated = finish_reason === 'length';
	if (text === '' && calls.length === 0 && truncated) {
		const message = 'The answer was cut off before its first word: Max Tokens was used up';
		return unusable('truncated', { message });
	}
	if (text === '' && calls.length === 0 && finish_reason === 'content_filter') {
		return unusable('contentFilter', {});
	}
	const message = {
		role: 'assistant',
		content: text === '' && calls.length > 0 ? null : text,
		...(calls.length === 0 ? {} : { tool_calls: calls }),
	};
	return {
		value: {
			body,
			text,
			thinking: joined('thinking', 'thinking'),
			message,
			finish_reason,
			stop_reason,
			truncated,
			usage,
			request_id: requestId(head),
		},
		usage,
	};
}

function asCall({ id, name, input }: JsonObject): JsonObject {
	return { id, type: 'function', function: { name, arguments: input ?? {} } };
}

/**
 * Usage as sent, with the sums that chat has: tokens read from and written to the cache are input as well,
 * and Claude counts them apart.
 */
function withChatNames(usage: JsonObject): JsonObject {
	const count = (name: string) => (typeof usage[name] === 'number' ? usage[name] : 0);
	if (typeof usage.input_tokens !== 'number' && typeof usage.output_tokens !== 'number')
		return usage;
	const prompt_tokens =
		count('input_tokens') + count('cache_creation_input_tokens') + count('cache_read_input_tokens');
	const completion_tokens = count('output_tokens');
	return {
		...usage,
		prompt_tokens,
		completion_tokens,
		total_tokens: prompt_tokens + completion_tokens,
	};
}
