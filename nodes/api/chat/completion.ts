import type { JsonObject, Reading, ResponseHead } from '../call';
import { failure, type Failure, type FailureKind } from '../failure';
import { isObject, textOf, tryParseJson } from '../json';
import { requestId } from '../refusal/refusal';

/** One choice of a chat completion, read. */
export interface Choice {
	index: number;
	/** Text of the answer; empty when the model called a tool instead. */
	text: string;
	/** The message as sent, with the arguments of calls parsed where they are JSON. */
	message: JsonObject;
	finish_reason: string | null;
	/** The answer was cut because it reached the limit of tokens. */
	truncated: boolean;
}

/** A chat completion: the body as sent, and what was read from it. */
export interface Completion {
	body: JsonObject;
	choices: [Choice, ...Choice[]];
	/** Token usage as sent, or null: never 0, never guessed. */
	usage: JsonObject | null;
	request_id: string | null;
}

/**
 * Reads the answer of POST /v1/chat/completions (AIGC2D documents `id, object, created, choices,
 * usage`; `model` is sent as well). Unknown members are kept.
 */
export function readCompletion(body: JsonObject, head: ResponseHead): Reading<Completion> {
	const usage = isObject(body.usage) ? body.usage : null;
	const spent = usage === null ? {} : { usage };
	const unusable = (kind: FailureKind, facts: Partial<Failure>): Reading<Completion> => ({
		failure: failure(kind, {
			status: head.status,
			request_id: requestId(head),
			...spent,
			...facts,
		}),
	});

	const choices = Array.isArray(body.choices) ? body.choices.map(readChoice) : [];
	const [first, ...others] = choices;
	if (!first || choices.includes(undefined)) {
		const message = 'The gateway answered without a message';
		return unusable('malformed', { message });
	}
	const all: Completion['choices'] = [first, ...(others as Choice[])];

	const called = (choice: Choice) => hasCall(choice);
	if (all.every((choice) => choice.text === '' && choice.truncated && !called(choice))) {
		const message = 'The answer was cut off before its first word: Max Tokens was used up';
		return unusable('truncated', { message });
	}
	// DeepSeek's way of saying that it broke off for want of resources.
	if (all.some(({ finish_reason }) => finish_reason === 'insufficient_system_resource')) {
		const message = 'The gateway broke off the answer: it ran out of resources';
		return unusable('server', { message, text: first.text });
	}
	const refused = textOf(first.message.refusal);
	if (
		first.text === '' &&
		!called(first) &&
		(refused || first.finish_reason === 'content_filter')
	) {
		return unusable('contentFilter', refused ? { message: refused, text: refused } : {});
	}
	return { value: { body, choices: all, usage, request_id: requestId(head) }, usage };
}

function readChoice(value: unknown, position: number): Choice | undefined {
	if (!isObject(value) || !isObject(value.message)) return undefined;
	const finish = textOf(value.finish_reason);
	return {
		index: typeof value.index === 'number' ? value.index : position,
		text: contentText(value.message.content),
		message: withParsedCalls(value.message),
		finish_reason: finish,
		truncated: finish === 'length',
	};
}

/** Content is a string, null, or (some gateways) a list of parts. */
function contentText(content: unknown): string {
	if (typeof content === 'string') return content;
	if (!Array.isArray(content)) return '';
	return content.map((part: unknown) => (isObject(part) ? (textOf(part.text) ?? '') : '')).join('');
}

/** Whether the model calls a tool or function instead of, or besides, answering. */
export function hasCall({ message: { tool_calls, function_call } }: Choice): boolean {
	return (Array.isArray(tool_calls) && tool_calls.length > 0) || isObject(function_call);
}

/** Arguments of calls as values to branch on; the raw string stays where they are not JSON. */
function withParsedCalls(message: JsonObject): JsonObject {
	const read = { ...message };
	if (isObject(message.function_call))
		read.function_call = withParsedArguments(message.function_call);
	if (Array.isArray(message.tool_calls)) {
		read.tool_calls = message.tool_calls.map((call: unknown) =>
			isObject(call) && isObject(call.function)
				? { ...call, function: withParsedArguments(call.function) }
				: call,
		);
	}
	return read;
}

function withParsedArguments(called: JsonObject): JsonObject {
	if (typeof called.arguments !== 'string') return called;
	const parsed = tryParseJson(called.arguments);
	return isObject(parsed) ? { ...called, arguments: parsed } : called;
}
