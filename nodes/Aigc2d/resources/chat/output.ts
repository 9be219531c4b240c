import { hasCall, messageAsSent, type Completion } from '../../../api/chat/completion';
import { returnedMessage } from '../../../api/chat/returnedMessage';
import { defined, unlessEmpty } from '../../../api/defined';
import type { JsonObject } from '../../../api/json';
import type { Output } from '../../../api/output';

/** The part of a completion that a workflow usually needs. */
export function simpleOutput(
	{ body, choices, usage }: Completion,
	data: unknown[],
): Output['json'] {
	const { text, reasoning, message, finish_reason, truncated } = choices[0];
	const withData = choices.map(({ reasoning: thoughts, ...choice }, position) => ({
		...choice,
		...reasoningOf(thoughts),
		...defined({ data: data[position] }),
	}));
	return {
		text,
		...defined({ data: data[0] }),
		message,
		finish_reason,
		truncated,
		model: body.model ?? null,
		id: body.id ?? null,
		usage,
		...reasoningOf(reasoning),
		...defined({ choices: choices.length > 1 ? withData : undefined }),
	};
}

function reasoningOf(reasoning: string): JsonObject {
	return defined({ reasoning: unlessEmpty(reasoning) });
}

/** The whole body as the gateway sent it. */
export function asSent({ body, usage }: Completion): Output['json'] {
	return { ...body, usage };
}

/**
 * The conversation with the answer at its end, in the form in which it is sent.
 *
 * @param made the conversation so far; where it has the answer already, results of calls are behind it
 */
export function conversation(
	{ messages, hasAnswer }: { messages: unknown; hasAnswer: boolean },
	completion: Completion,
): unknown[] {
	const before: unknown[] = Array.isArray(messages) ? messages : [];
	if (hasAnswer) return before;
	const [choice] = completion.choices;
	const sent = messageAsSent(completion);
	// Thoughts in the text are of use where the results of calls follow; of a sound the text is not its content.
	const isText = typeof sent.content === 'string' && sent.content !== '' && !hasCall(choice);
	const said = isText ? { ...sent, content: choice.text } : sent;
	return [...before, returnedMessage({ ...said, role: 'assistant' })];
}
