import { readContent, readReasoning } from '../answer/content';
import { endingOf, endingWord, worseEnding } from '../answer/endings';
import { partialAnswer } from '../answer/partial';
import { joinThoughts, splitThoughts } from '../answer/thoughts';
import { type AnswerState, assessAnswers } from '../answer/usability';
import { defined } from '../defined';
import type { Failure } from '../failure';
import { isObject, type JsonObject, textOf } from '../json';
import { requestId } from '../readers/head';
import type { Reading, ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { usageIn } from '../usage/usage';
import { isCall, isNameless } from './callIdentity';
import { choiceIndex, choicesIn, listOf, unwrap, withRole } from './choices';
import { parseCalls } from './parseCalls';
import { transcriptOf } from './spoken';
import { mostCalls } from './toolCalls';

/** One choice of a chat completion, read. */
export interface Choice {
	index: number;
	/** Text of the answer; empty when the model called a tool instead. */
	text: string;
	/** What the model thought, wherever the gateway put it; empty when it did not show it. */
	reasoning: string;
	/** The message as sent, without thoughts in its content, with the arguments of calls parsed where they are JSON. */
	message: JsonObject;
	finish_reason: string | null;
	/** The answer was cut because it reached the limit of tokens. */
	truncated: boolean;
}

/** A chat completion: the body as sent, and what was read from it. */
export interface Completion {
	body: JsonObject;
	choices: [Choice, ...Choice[]];
	/** The dialect in which it came, where that is not Chat Completions: its `body` has that form. */
	api?: 'responses';
	/** Token usage as sent, or null: never 0, never guessed. */
	usage: JsonObject | null;
	request_id: string | null;
}

interface ReadChoice extends Choice, AnswerState {}

/**
 * Reads the answer of POST /v1/chat/completions (AIGC2D documents `id, object, created, choices,
 * usage`; `model` is sent as well). Unknown members are kept.
 */
export function readCompletion(given: JsonObject, head: ResponseHead): Reading<Completion> {
	const body = unwrap(given);
	const usage = usageIn(body);
	const [first, ...others] = choicesIn(body).map(readChoice);
	if (!first || others.includes(undefined)) {
		return { failure: unusable(head, 'The gateway answered without a message', textIn(body)) };
	}
	const all: [ReadChoice, ...ReadChoice[]] = [first, ...(others as ReadChoice[])];
	const { failure: why, hint } = assessAnswers(all, usage, head);
	if (why) return { failure: why };
	const [choice, ...more] = all.map(asChoice);
	return {
		value: { body, choices: [choice as Choice, ...more], usage, request_id: requestId(head) },
		usage,
		...defined({ hint }),
	};
}

/** What there is of an answer in a body, whether it can be used or not. */
export function textIn(body: JsonObject): Partial<Failure> {
	const [choice] = choicesIn(unwrap(body)).map(readChoice);
	return partialAnswer({ text: choice?.text, usage: usageIn(body) });
}

/** The message with all that stands in its content; without the rest of it where it did not come as a choice. */
export function messageAsSent({ body, choices }: Completion): JsonObject {
	const [choice]: unknown[] = Array.isArray(body.choices) ? body.choices : [];
	return isObject(choice) && isObject(choice.message) ? choice.message : choices[0].message;
}

/** A choice has its message; or a bare text, as on the old completions route; or a piece, as in streams. */
function messageIn({ message, delta, text }: JsonObject): JsonObject | undefined {
	if (isObject(message)) return message;
	if (isObject(delta)) return delta;
	if (typeof message === 'string') return { role: 'assistant', content: message };
	return typeof text === 'string' ? { role: 'assistant', content: text } : undefined;
}

function readChoice(value: unknown, position: number): ReadChoice | undefined {
	if (!isObject(value)) return undefined;
	const message = messageIn(value);
	if (message === undefined) return undefined;
	const content = readContent(message.content);
	const { text: written, reasoning } = splitThoughts(content.text);
	// Of what was said aloud the words stand beside the sound.
	const text = written.trim() === '' ? transcriptOf(message) || written : written;
	const calls = listOf(message.tool_calls || null);
	const word = endingWord(value.finish_reason) ?? endingWord(value.native_finish_reason);
	const ending = worseEnding(endingOf(value.finish_reason), endingOf(value.native_finish_reason));
	return {
		index: choiceIndex(value) ?? position,
		text,
		reasoning: joinThoughts(thoughtsBeside(message), content.reasoning, reasoning),
		message: {
			...parseCalls(withRole(message)),
			...defined({ content: content.text === written ? undefined : written }),
		},
		finish_reason: word,
		truncated: ending === 'cut',
		ending,
		word,
		isCall: hasCall({ message }),
		refusal: textOf(message.refusal) ?? content.refusal,
		isUnread:
			content.isUnread ||
			calls.length > mostCalls ||
			!calls.every(isCall) ||
			isNameless(message.function_call),
		hasOthers: content.hasOthers || isObject(message.audio) || Array.isArray(message.images),
		error: value.error,
	};
}

function asChoice({
	index,
	text,
	reasoning,
	message,
	finish_reason,
	truncated,
}: ReadChoice): Choice {
	return { index, text, reasoning, message, finish_reason, truncated };
}

/** Where gateways put thoughts beside the text: DeepSeek and many; OpenRouter, Groq, vLLM; Ollama; details last. */
function thoughtsBeside(message: JsonObject): string {
	const places = [
		message.reasoning_content,
		message.reasoning,
		message.thinking,
		message.reasoning_details,
	];
	return places.map(readReasoning).find((thoughts) => thoughts.trim() !== '') ?? '';
}

/** Whether the model calls a tool or function instead of, or besides, answering. */
export function hasCall({
	message: { tool_calls, function_call },
}: {
	message: JsonObject;
}): boolean {
	return (Array.isArray(tool_calls) && tool_calls.length > 0) || isObject(function_call);
}
