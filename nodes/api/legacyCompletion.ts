import { readContent } from './answer/content';
import { endingOf, endingWord } from './answer/endings';
import { splitThoughts } from './answer/thoughts';
import { type AnswerState, assessAnswers, textOnly } from './answer/usability';
import type { Call } from './call';
import { ChatAssembly } from './chat/assembly';
import { choiceIndex, mostChoices } from './chat/choices';
import { defined } from './defined';
import { isObject, type JsonObject, without } from './json';
import { eventReader } from './readers/eventStream';
import { jsonReader } from './readers/json';
import { jsonOrEventStreamReader } from './readers/jsonOrEventStream';
import type { Reading, ResponseHead } from './readers/reader';
import { unusable } from './readers/unusable';
import { estimateRequest } from './usage/estimate';
import { mostTokensOf } from './usage/mostTokens';
import { spent, usageIn } from './usage/usage';

/** One text that a model wrote. */
interface TextChoice {
	index: number;
	text: string;
	/** Thoughts that stood in the text or beside it; absent when there were none. */
	reasoning?: string;
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
 * A text completion: POST /v1/completions, which AIGC2D documents. It is asked for whole, and read as it
 * comes.
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
		mostTokens: mostTokensOf,
		reader: () =>
			jsonOrEventStreamReader(jsonReader(readTextCompletion), (head) =>
				eventReader(head, new ChatAssembly(head, readStreamed)),
			),
	};
}

/** An assembled stream has a message in every choice, as chat has; this route has a text there. */
function readStreamed(body: JsonObject, head: ResponseHead): Reading<TextCompletion> {
	const choices = (body.choices as unknown[]).map((choice) =>
		isObject(choice) && isObject(choice.message) ? asText(choice, choice.message) : choice,
	);
	return readTextCompletion({ ...body, object: 'text_completion', choices }, head);
}

function asText(choice: JsonObject, message: JsonObject): JsonObject {
	const { text, isUnread } = readContent(message.content);
	return { ...without(choice, 'message'), text: isUnread ? message.content : text };
}

/** Reads the answer of POST /v1/completions. Unknown members are kept. */
function readTextCompletion(body: JsonObject, head: ResponseHead): Reading<TextCompletion> {
	const usage = usageIn(body);
	const sent: unknown[] = Array.isArray(body.choices) ? body.choices.slice(0, mostChoices) : [];
	const [first, ...others] = sent.map(answerStateOf);
	if (!first || others.includes(undefined)) {
		return { failure: unusable(head, 'The gateway answered without a text', spent(usage)) };
	}
	const all: [AnswerState, ...AnswerState[]] = [first, ...(others as AnswerState[])];
	const { failure: why, hint } = assessAnswers(all, usage, head);
	if (why) return { failure: why };
	const [choice, ...more] = all.map((answered, at) =>
		choiceOf(answered, sent[at] as JsonObject, at),
	);
	return {
		value: { body, choices: [choice as TextChoice, ...more], usage },
		usage,
		...defined({ hint }),
	};
}

function answerStateOf(choice: unknown): AnswerState | undefined {
	if (!isObject(choice)) return undefined;
	const inMessage = isObject(choice.message) ? choice.message.content : undefined;
	const written = choice.text ?? inMessage;
	if (typeof written !== 'string' && choice.text !== null) return undefined;
	return {
		...splitThoughts(typeof written === 'string' ? written : ''),
		ending: endingOf(choice.finish_reason),
		word: endingWord(choice.finish_reason),
		error: choice.error,
		...textOnly,
	};
}

function choiceOf(
	{ text, reasoning, ending, word }: AnswerState,
	{ index, logprobs }: JsonObject,
	position: number,
): TextChoice {
	return {
		index: choiceIndex({ index }) ?? position,
		text,
		...defined({ reasoning: reasoning || undefined }),
		finish_reason: word,
		truncated: ending === 'cut',
		...defined({ logprobs: logprobs ?? undefined }),
	};
}
