import type { ClaudeAnswer } from '../../../../api/claude/answer';
import { calledTurn, resultTurn, sentToolUses } from '../../../../api/claude/toolTurn';
import { defined, unlessEmpty } from '../../../../api/defined';
import { objectsIn } from '../../../../api/json';
import type { Dialect } from './dialect';

/** Claude's Messages. */
export const claudeDialect: Dialect<ClaudeAnswer> = {
	none: { type: 'none' },
	toolOf: (name, description, input_schema) => ({
		name,
		...defined({ description: unlessEmpty(description) }),
		input_schema,
	}),
	namesIn: ({ tools }) => objectsIn(tools).map(({ name }) => String(name ?? '')),
	callsOf: sentToolUses,
	textOf: ({ text }) => text,
	said: calledTurn,
	results: (results) => [resultTurn(results)],
	changed: (answer, { usage, kept }) => {
		const { body, message } = answer;
		const summed = { ...answer, body: { ...body, usage }, usage };
		if (kept === undefined) return summed;
		const calls = objectsIn(message.tool_calls).filter((_, at) => kept.has(at));
		return { ...summed, message: { ...message, tool_calls: calls } };
	},
};
