import { chatCall } from '../../../api/chat/call';
import { hasCall, type Completion } from '../../../api/chat/completion';
import { isObject, type JsonObject } from '../../../api/json';
import type { OnText, Send } from '../../../api/call';
import { Failed, failure, failureOf } from '../../../api/failure';
import { addUsage } from '../../../api/usage/usage';

/** What becomes of an answer that reached Max Tokens. */
export type OnTruncation = 'pass' | 'error' | 'continue';

/** Most times that the model is asked to go on with one answer. */
const mostParts = 8;

const goOn =
	'Your last message was cut off. Continue exactly where it ended: no repetition, no introduction.';

/**
 * Sends a conversation and deals with an answer that is cut off: passes it on, fails, or asks the model
 * to go on and joins the parts, with their usage added up.
 *
 * @param onText told the text as it comes, that of all parts
 * @throws Failed (`truncated`) when it should fail, or when even the last part is cut off
 */
export async function completeWithContinuation(
	body: JsonObject,
	stream: boolean,
	onTruncation: OnTruncation,
	send: Send,
	onText?: OnText,
): Promise<Completion> {
	let whole = await send(chatCall(body, stream, onText));
	if (onTruncation === 'pass' || !isCut(whole)) return whole;
	if (onTruncation === 'error') throw truncatedFailure(whole);
	for (let part = 1; isCut(whole); part++) {
		if (part === mostParts) throw truncatedFailure(whole);
		const { text } = whole.choices[0];
		const messages = [
			...(body.messages as JsonObject[]),
			{ role: 'assistant', content: text },
			{ role: 'user', content: goOn },
		];
		const next = await send(chatCall({ ...body, messages }, stream, onText)).catch(
			(thrown: unknown) => keepText(thrown, whole),
		);
		whole = joinCompletions(whole, next);
	}
	return whole;
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
	const [sent] = next.body.choices as JsonObject[];
	return {
		...next,
		body: { ...next.body, choices: [{ ...sent, message }], usage },
		choices: [{ ...after, text, message }, ...others],
		usage,
	};
}

/** A part that fails takes nothing with it: the failed item has the text so far. */
function keepText(thrown: unknown, { choices, usage }: Completion): never {
	const why = failureOf(thrown);
	// A failure without usage was most likely free; what the parts before it cost is known.
	const spent = isObject(why.usage) ? addUsage(usage, why.usage) : usage;
	throw new Failed({
		...why,
		text: choices[0].text + (why.text ?? ''),
		...(spent === null ? {} : { usage: spent }),
	});
}

function truncatedFailure({ choices, usage, request_id }: Completion): Failed {
	return new Failed(
		failure('truncated', {
			status: 200,
			request_id,
			message: 'The answer was cut off: it reached Max Tokens',
			text: choices[0].text,
			...(usage === null ? {} : { usage }),
		}),
	);
}
