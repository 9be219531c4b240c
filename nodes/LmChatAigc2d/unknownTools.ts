import { messageAsSent, type Completion } from '../api/chat/completion';
import { sentCalls } from '../api/chat/sentCalls';
import type { JsonObject } from '../api/json';

/**
 * What a model is told that called a tool which there is not: its own message, and for each call why it was not made.
 * Undefined where it called none such.
 *
 * @param known names of the tools that it was given
 */
export function answersToUnknown(
	completion: Completion,
	known: ReadonlySet<string>,
): JsonObject[] | undefined {
	const calls = sentCalls(completion);
	if (calls.every(({ name }) => known.has(name))) return undefined;
	const named = calls.map(({ id, ...rest }, position) => ({
		...rest,
		id: id ?? `call_${position}`,
	}));
	const why = (name: string) =>
		known.has(name)
			? `Not run, because another call of the same message named a tool that does not exist. Call ${name} again.`
			: `There is no tool "${name}". The tools are: ${[...known].join(', ')}.`;
	const text = messageAsSent(completion).content;
	return [
		{
			role: 'assistant',
			content: typeof text === 'string' && text !== '' ? text : null,
			tool_calls: named.map(({ call, id, name, arguments: given }) => ({
				...call,
				id,
				type: 'function',
				function: {
					name,
					arguments: typeof given === 'string' ? given : JSON.stringify(given ?? {}),
				},
			})),
		},
		...named.map(({ id, name }) => ({ role: 'tool', tool_call_id: id, content: why(name) })),
	];
}
