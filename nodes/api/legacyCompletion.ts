import type { Call, JsonObject, Reading, ResponseHead } from './call';
import { failure, type Failure, type FailureKind } from './failure';
import { isObject, textOf } from './json';
import { jsonReader } from './jsonReader';
import { requestId } from './refusal/refusal';
import { estimateRequest } from './tokens';

/** One text that a model wrote. */
export interface TextChoice {
	index: number;
	text: string;
	finish_reason: string | null;
	/** The text was cut because it reached the limit of tokens. */
	truncated: boolean;
	/** As sent, where it was asked for. */
	logprobs?: unknown;
}

/** A text completion: the body as sent, and what was read from it. */
export interface TextCompletion {
	body: JsonObject;
	choices: [TextChoice, ...TextChoice[]];
	/** Token usage as sent, or null. */
	usage: JsonObject | null;
}

/** Tokens of a text when the request sets no limit. */
const usualText = 1000;

/**
 * A text completion: POST /v1/completions, which AIGC2D documents. Answers come whole.
 *
 * @param body the request as it is sent; `model` names the lane
 */
export function legacyCompletionCall(body: JsonObject): Call<TextCompletion> {
	const { model, prompt, max_tokens, n, best_of } = body;
	const texts = Math.max(Number(n ?? 1), Number(best_of ?? 1));
	return {
		request: { method: 'POST', path: '/v1/completions', body },
		lane: String(model),
		repeat: 'paid',
		tokens: estimateRequest(prompt) + Number(max_tokens ?? usualText) * texts,
		reader: () => jsonReader(readTextCompletion),
	};
}

/** Reads the answer of POST /v1/completions. Unknown members are kept. */
export function readTextCompletion(body: JsonObject, head: ResponseHead): Reading<TextCompletion> {
	const usage = isObject(body.usage) ? body.usage : null;
	const unusable = (kind: FailureKind, facts: Partial<Failure>): Reading<TextCompletion> => ({
		failure: failure(kind, {
			status: head.status,
			request_id: requestId(head),
			...(usage === null ? {} : { usage }),
			...facts,
		}),
	});
	const choices = Array.isArray(body.choices) ? body.choices.map(readChoice) : [];
	const [first, ...others] = choices;
	if (!first || choices.includes(undefined)) {
		return unusable('malformed', { message: 'The gateway answered without a text' });
	}
	const all: TextCompletion['choices'] = [first, ...(others as TextChoice[])];
	if (all.every(({ text, truncated }) => text === '' && truncated)) {
		const message = 'The answer was cut off before its first word: Max Tokens was used up';
		return unusable('truncated', { message });
	}
	if (first.text === '' && first.finish_reason === 'content_filter') {
		return unusable('contentFilter', {});
	}
	return { value: { body, choices: all, usage }, usage };
}

function readChoice(value: unknown, position: number): TextChoice | undefined {
	if (!isObject(value) || (typeof value.text !== 'string' && value.text !== null)) return undefined;
	const finish = textOf(value.finish_reason);
	const { logprobs } = value;
	return {
		index: typeof value.index === 'number' ? value.index : position,
		text: value.text ?? '',
		finish_reason: finish,
		truncated: finish === 'length',
		...(logprobs === undefined || logprobs === null ? {} : { logprobs }),
	};
}
