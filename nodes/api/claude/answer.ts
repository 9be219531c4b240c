import { readContent } from '../answer/content';
import { type Ending, endingOf, endingWord } from '../answer/endings';
import { partialAnswer } from '../answer/partial';
import { joinThoughts, splitThoughts } from '../answer/thoughts';
import { assessAnswers } from '../answer/usability';
import { isCall } from '../chat/callIdentity';
import { defined } from '../defined';
import type { Failure } from '../failure';
import { isObject, type JsonObject, objectsIn } from '../json';
import { requestId } from '../readers/head';
import type { Reading, ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { spent } from '../usage/usage';
import { mostBlocks } from './blocks';

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

/** How deep blocks may lie in lists. */
const deepest = 4;

/** The words of chat for how an answer ended; of other endings the gateway's word stays. */
const chatWords: { readonly [ending in Ending]?: string } = {
	finished: 'stop',
	called: 'tool_calls',
	cut: 'length',
	withheld: 'content_filter',
};

/** Why an answer of Claude ended, in the words of chat; null when it does not say. */
export function finishReasonOf(stopReason: unknown): string | null {
	return chatWords[endingOf(stopReason)] ?? endingWord(stopReason);
}

/** Reads the answer of POST /v1/messages. Unknown members are kept in `body`. */
export function readAnswer(body: JsonObject, head: ResponseHead): Reading<ClaudeAnswer> {
	const usage = isObject(body.usage) ? withChatNames(body.usage) : null;
	const { content: sent } = body;
	if (!Array.isArray(sent) && typeof sent !== 'string') {
		return { failure: unusable(head, 'The gateway answered without a message', spent(usage)) };
	}
	const parts: unknown[] = [sent].flat(deepest);
	const hasTooMany = parts.length > mostBlocks;
	const content = readContent(hasTooMany ? parts.slice(0, mostBlocks) : sent);
	const { text, reasoning } = splitThoughts(content.text);
	const blocks = objectsIn(parts.slice(0, mostBlocks));
	const thinking = joinThoughts(content.reasoning, reasoning);
	const calls = blocks.filter(({ type }) => type === 'tool_use').map(asCall);
	const hasNames = calls.every(isCall);
	const stop_reason = endingWord(body.stop_reason);
	const ending = endingOf(body.stop_reason);
	const answered = {
		text,
		reasoning: thinking,
		ending,
		word: stop_reason,
		isCall: calls.length > 0,
		refusal: content.refusal,
		isUnread: content.isUnread || !hasNames || hasTooMany,
		hasOthers: content.hasOthers,
	};
	const { failure: why, hint } = assessAnswers([answered], usage, head);
	if (why) return { failure: why };
	const message = {
		role: 'assistant',
		content: text === '' && calls.length > 0 ? null : text,
		...defined({ tool_calls: calls.length === 0 ? undefined : calls }),
	};
	return {
		value: {
			body,
			text,
			thinking,
			message,
			finish_reason: finishReasonOf(body.stop_reason),
			stop_reason,
			truncated: ending === 'cut',
			usage,
			request_id: requestId(head),
		},
		usage,
		...defined({ hint }),
	};
}

/** What there is of an answer in a body, whether it can be used or not. */
export function textIn({ content, usage }: JsonObject): Partial<Failure> {
	return partialAnswer({ text: readContent(content).text, usage });
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
