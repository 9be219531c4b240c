import type { Call, JsonObject, Reading, ResponseHead } from '../call';
import { failure } from '../failure';
import { isObject, textOf } from '../json';
import { jsonReader } from '../jsonReader';
import { requestId } from '../refusal/refusal';
import { estimateTokens } from '../tokens';
import { claudeHeaders } from './version';

/** A text completion of Claude: the body as sent, and what was read from it. */
export interface ClaudeText {
	body: JsonObject;
	text: string;
	/** Why it ended, in the words of chat. */
	finish_reason: string | null;
	/** Why it ended, as sent. */
	stop_reason: string | null;
	truncated: boolean;
	/** Usage as sent, or null; this route is not known to send any. */
	usage: JsonObject | null;
}

/**
 * A text completion of Claude as a call: POST /v1/complete, which AIGC2D documents for `claude-2` and
 * `claude-instant-1`; what it sends is Anthropic's old form. Answers come whole.
 *
 * @param body the request as it is sent; `model` names the lane
 */
export function claudeLegacyCall(body: JsonObject, path: string): Call<ClaudeText> {
	return {
		request: { method: 'POST', path, headers: claudeHeaders, body },
		lane: String(body.model),
		repeat: 'paid',
		tokens: estimateTokens(String(body.prompt)) + Number(body.max_tokens_to_sample),
		reader: () => jsonReader(readText),
	};
}

function readText(body: JsonObject, head: ResponseHead): Reading<ClaudeText> {
	const usage = isObject(body.usage) ? body.usage : null;
	const facts = {
		status: head.status,
		request_id: requestId(head),
		...(usage === null ? {} : { usage }),
	};
	if (typeof body.completion !== 'string') {
		const message = 'The gateway answered without a text';
		return { failure: failure('malformed', { ...facts, message }) };
	}
	const stop_reason = textOf(body.stop_reason);
	const truncated = stop_reason === 'max_tokens';
	const text = body.completion;
	if (text === '' && truncated) {
		const message = 'The answer was cut off before its first word: Max Tokens was used up';
		return { failure: failure('truncated', { ...facts, message }) };
	}
	const finish_reason =
		stop_reason === 'stop_sequence' ? 'stop' : truncated ? 'length' : stop_reason;
	return { value: { body, text, finish_reason, stop_reason, truncated, usage }, usage };
}
