import type { Completion } from '../../../../api/chat/completion';
import { sentCalls } from '../../../../api/chat/sentCalls';
import { calledMessage, toolMessages } from '../../../../api/chat/toolTurn';
import { defined, unlessEmpty } from '../../../../api/defined';
import { asObject, type JsonObject, objectsIn } from '../../../../api/json';
import type { Dialect } from './dialect';

/** Chat Completions; a conversation on /v1/responses has the same form until it is sent. */
export const chatDialect: Dialect<Completion> = {
	none: 'none',
	toolOf: (name, description, parameters) => ({
		type: 'function',
		function: { name, ...defined({ description: unlessEmpty(description) }), parameters },
	}),
	namesIn: ({ tools, functions }) =>
		[...objectsIn(tools).map(nameIn), ...objectsIn(functions).map(({ name }) => name)].map(String),
	callsOf: sentCalls,
	textOf: ({ choices }) => choices[0].text,
	said: calledMessage,
	results: toolMessages,
	changed: (answer, { usage, kept }) => {
		const [choice, ...others] = answer.choices;
		if (kept === undefined) return { ...answer, usage };
		const calls = objectsIn(choice.message.tool_calls).filter((_, at) => kept.has(at));
		const message = { ...choice.message, tool_calls: calls };
		return { ...answer, usage, choices: [{ ...choice, message }, ...others] };
	},
};

/** A tool of the user may be of a kind that has no function. */
function nameIn(tool: JsonObject): unknown {
	return asObject(tool.function).name ?? asObject(tool.custom).name ?? tool.name ?? '';
}
