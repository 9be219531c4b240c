import { chatCall, type ChatApi } from '../../../api/chat/call';
import { hasCall, type Completion } from '../../../api/chat/completion';
import { ModelChain, withModel } from '../../../api/fallback/modelChain';
import { isObject, type JsonObject, objectsIn } from '../../../api/json';
import type { OnText, Send } from '../../../api/call';
import type { Failed } from '../../../api/failure';
import { addUsage } from '../../../api/usage/usage';
import type { OnTruncation } from '../../../fields/answer';
import { keepSoFar } from '../keepSoFar';
import { truncatedFailure } from '../truncatedFailure';
import { withFurtherAnswers } from './furtherAnswers';

/** How a conversation is sent. */
export interface CompletionOptions {
	/** Undefined: as it is best for the model. */
	stream: boolean | undefined;
	/** Absent: `auto`. */
	api?: ChatApi;
	/** Headers of every request of it. */
	headers?: { [name: string]: string } | undefined;
	/** The models that may answer it, for all of its requests; absent: the one of the body. */
	models?: ModelChain;
	/** The conversation as its model is to get it. */
	forModel?: (body: JsonObject) => JsonObject;
	onTruncation: OnTruncation;
	send: Send;
	/** Told the text as it comes, that of all parts. */
	onText?: OnText | undefined;
}

/** Most times that the model is asked to go on with one answer. */
const mostParts = 8;

const continuePrompt =
	'Your last message was cut off. Continue exactly where it ended: no repetition, no introduction.';

/**
 * Sends a conversation and deals with an answer that is cut off: passes it on, fails, or asks the model
 * to go on and joins the parts, with their usage added up.
 *
 * @throws Failed (`truncated`) when it should fail, or when even the last part is cut off
 */
export async function completeWithContinuation(
	body: JsonObject,
	{
		stream,
		api = 'auto',
		headers,
		models = new ModelChain([String(body.model)]),
		forModel = (asked) => asked,
		onTruncation,
		send,
		onText,
	}: CompletionOptions,
): Promise<Completion> {
	const told = onText && watched(onText);
	const ask = async (asked: JsonObject, more: readonly JsonObject[] = []) =>
		await models.ask(
			send,
			(model) => {
				const ready = withMessages(forModel(withModel(asked, model)), more);
				return chatCall(ready, { stream, api, headers, onText: told?.onText });
			},
			{ isPassedOn: told?.isPassedOn },
		);
	// What is asked for beside the first answer is passed on to nobody.
	const askBeside = async (asked: JsonObject) =>
		await models.ask(send, (model) =>
			chatCall(forModel(withModel(asked, model)), { stream, api, headers }),
		);
	let whole = await withFurtherAnswers(await ask(body), body, askBeside);
	if (onTruncation === 'pass' || !isCut(whole)) return whole;
	if (onTruncation === 'error') throw cutFailure(whole);
	for (let part = 1; isCut(whole); part++) {
		if (part === mostParts) throw cutFailure(whole);
		const { text } = whole.choices[0];
		const more = [
			{ role: 'assistant', content: text },
			{ role: 'user', content: continuePrompt },
		];
		const { usage } = whole;
		const next = await ask(body, more).catch((thrown: unknown) => {
			throw keepSoFar(thrown, { text: (own = '') => text + own, usage });
		});
		whole = joinCompletions(whole, next);
	}
	return whole;
}

/** A conversation with further messages at its end. */
function withMessages(body: JsonObject, more: readonly JsonObject[]): JsonObject {
	if (more.length === 0) return body;
	const before: unknown[] = Array.isArray(body.messages) ? body.messages : [];
	return { ...body, messages: [...before, ...more] };
}

/** Knows whether anything was passed on. */
function watched(onText: OnText): { onText: OnText; isPassedOn: () => boolean } {
	let isPassedOn = false;
	return {
		onText(text) {
			isPassedOn = true;
			onText(text);
		},
		isPassedOn: () => isPassedOn,
	};
}

function isCut({ choices }: Completion): boolean {
	return choices.length === 1 && choices[0].truncated && !hasCall(choices[0]);
}

function joinCompletions(first: Completion, next: Completion): Completion {
	const [before] = first.choices;
	const [after, ...others] = next.choices;
	const text = before.text + after.text;
	const message = { ...after.message, content: text };
	const usage = addUsage(first.usage, next.usage);
	return {
		...next,
		body: { ...next.body, ...joinedIn(next.body, message), usage },
		choices: [{ ...after, text, message }, ...others],
		usage,
	};
}

/** The member of the body in which the answer stands, with the whole of it. */
function joinedIn({ choices, output }: JsonObject, message: JsonObject): JsonObject {
	if (Array.isArray(output)) {
		const { content } = message;
		const said = {
			type: 'message',
			role: 'assistant',
			content: [{ type: 'output_text', text: content }],
		};
		return { output: [...objectsIn(output).filter(({ type }) => type !== 'message'), said] };
	}
	const [sent]: unknown[] = Array.isArray(choices) ? choices : [];
	return { choices: [isObject(sent) ? { ...sent, message } : { message }] };
}

function cutFailure({ choices, usage, request_id }: Completion): Failed {
	return truncatedFailure({ text: choices[0].text, usage, request_id });
}
