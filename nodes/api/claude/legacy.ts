import { endingOf, endingWord } from '../answer/endings';
import { partialAnswer } from '../answer/partial';
import { splitThoughts } from '../answer/thoughts';
import { assessAnswers, textOnly } from '../answer/usability';
import type { Call } from '../call';
import { defined } from '../defined';
import { isObject, type JsonObject } from '../json';
import { type Assembly, eventReader } from '../readers/eventStream';
import { jsonReader } from '../readers/json';
import { jsonOrEventStreamReader } from '../readers/jsonOrEventStream';
import type { Reading, ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { estimateTokens } from '../usage/estimate';
import { mostTokensOf } from '../usage/mostTokens';
import { spent } from '../usage/usage';
import { finishReasonOf } from './answer';
import { claudeHeaders } from './version';

/** A text completion of Claude: the body as sent, and what was read from it. */
export interface ClaudeText {
	body: JsonObject;
	text: string;
	/** Thoughts that stood in the text; empty when there were none. */
	reasoning: string;
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
		mostTokens: mostTokensOf,
		reader: () =>
			jsonOrEventStreamReader(jsonReader(readText), (head) => eventReader(head, textEvents(head))),
	};
}

/** Events of this route have the next piece in `completion`; in its oldest version, the whole text so far. */
function textEvents(head: ResponseHead): Assembly<ClaudeText> {
	let text = '';
	let body: JsonObject = {};
	return {
		add(event) {
			if (typeof event.completion !== 'string') return event.type === 'ping';
			const isWhole = text !== '' && event.completion.startsWith(text);
			text = isWhole ? event.completion : text + event.completion;
			body = { ...body, ...event, completion: text };
			return true;
		},
		isComplete: () => endingWord(body.stop_reason) !== null,
		hasBegun: () => body.completion !== undefined,
		partial: () => partialAnswer({ text }),
		result: () => readText(body, head),
	};
}

function readText(body: JsonObject, head: ResponseHead): Reading<ClaudeText> {
	const usage = isObject(body.usage) ? body.usage : null;
	if (typeof body.completion !== 'string')
		return { failure: unusable(head, 'The gateway answered without a text', spent(usage)) };
	const stop_reason = endingWord(body.stop_reason);
	const ending = endingOf(body.stop_reason);
	const { text, reasoning } = splitThoughts(body.completion);
	const answered = { text, reasoning, ending, word: stop_reason, ...textOnly };
	const { failure: why, hint } = assessAnswers([answered], usage, head);
	if (why) return { failure: why };
	const finish_reason = finishReasonOf(body.stop_reason);
	const truncated = ending === 'cut';
	return {
		value: { body, text, reasoning, finish_reason, stop_reason, truncated, usage },
		usage,
		...defined({ hint }),
	};
}
