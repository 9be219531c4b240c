import { defined } from '../../../api/defined';
import { isObject, type JsonObject } from '../../../api/json';
import { describeValue, invalidField, type Check } from '../../../fields/check';
import { json, jsonList, withoutPrototype } from '../../../fields/checkJson';
import { field } from '../../../fields/field';

/** A list of tools as the user may write it. */
const toolExample = '[{"name": "get_weather", "input_schema": {"type": "object"}}]';

/** A tool in Claude's form, also from one in the form of chat. */
function asTool(tool: JsonObject, label: string): JsonObject {
	const { function: called } = tool;
	if (tool.type === 'function' && isObject(called)) {
		const { name, description, parameters } = called;
		return { name, ...defined({ description }), input_schema: parameters ?? { type: 'object' } };
	}
	if (typeof tool.name === 'string' && tool.name !== '') return tool;
	return invalidField(
		label,
		`needs a name, but its name ${describeValue(tool.name)}`,
		`Enter a list such as ${toolExample}`,
	);
}

const toolChoice: Check<JsonObject> = (value, label) => {
	const given = typeof value === 'string' ? value.trim() : value;
	if (typeof given === 'string' && ['auto', 'any', 'none'].includes(given)) return { type: given };
	if (typeof given === 'string' && /^[\w-]{1,128}$/.test(given))
		return { type: 'tool', name: given };
	const parsed =
		typeof given === 'string' && given.startsWith('{') ? json(given, label, '"auto"') : given;
	if (isObject(parsed)) return withoutPrototype(parsed, label);
	return invalidField(
		label,
		`must be auto, any, none or the name of a tool, but ${describeValue(value)}`,
		'Enter one of auto, any, none, or the name of one of the tools.',
	);
};

/** What the model may call. */
export const claudeTools = field({
	property: {
		displayName: 'Tools (JSON)',
		name: 'tools',
		type: 'json',
		default: '[]',
		placeholder: `e.g. ${toolExample}`,
		description:
			'List of tools that the model may call, in the form of Claude or of the OpenAI API. Its calls come back in message.tool_calls.',
	},
	wire: 'tools',
	check: (value, label) => {
		const tools = jsonList(toolExample, (tool, place) => void asTool(tool, place))(value, label);
		return tools?.map((tool) => asTool(tool, label));
	},
});

/** Whether it has to. */
export const claudeToolChoice = field({
	property: {
		displayName: 'Tool Choice',
		name: 'toolChoice',
		type: 'string',
		default: 'auto',
		placeholder: 'e.g. auto, any, none or get_weather',
		description:
			'Whether the model may (auto), must (any) or must not (none) call a tool, or the name of the one that it must call',
	},
	wire: 'tool_choice',
	check: toolChoice,
});
