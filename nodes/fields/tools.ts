import { isObject, type JsonObject } from '../api/json';
import { invalidField, describeValue, boolean, type Check } from './check';
import { json, jsonList, withoutPrototype } from './checkJson';
import { field } from './field';

const functionName = /^[\w-]{1,64}$/;
const functionExample =
	'[{"name": "get_weather", "description": "…", "parameters": {"type": "object"}}]';
const toolExample =
	'[{"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object"}}}]';

function checkFunction(definition: JsonObject, label: string, example: string): void {
	const { name, parameters } = definition;
	if (typeof name !== 'string' || !functionName.test(name)) {
		invalidField(
			label,
			`needs a name of 1 to 64 letters, digits, _ or -, but its name ${describeValue(name)}`,
			`Enter a list such as ${example}`,
		);
	}
	if (parameters !== undefined && !isObject(parameters)) {
		invalidField(
			label,
			`must describe its parameters as a JSON Schema object, but they are ${describeValue(parameters).slice(3)}`,
			`Enter a list such as ${example}`,
		);
	}
}

const functions = jsonList(functionExample, (row, label) =>
	checkFunction(row, label, functionExample),
);

const tools = jsonList(toolExample, (row, label) => {
	if (typeof row.type !== 'string')
		invalidField(label, 'needs a type such as "function"', `Enter a list such as ${toolExample}`);
	if (row.type !== 'function') return;
	if (isObject(row.function)) checkFunction(row.function, label, toolExample);
	else
		invalidField(
			label,
			'needs the description of its function',
			`Enter a list such as ${toolExample}`,
		);
});

/** A mode as a word, the name of one function, or the object that is sent. */
function choice(
	modes: readonly string[],
	named: (name: string) => JsonObject,
): Check<string | JsonObject> {
	return (value, label) => {
		if (typeof value === 'string' && modes.includes(value.trim())) return value.trim();
		if (typeof value === 'string' && functionName.test(value.trim())) return named(value.trim());
		const parsed =
			typeof value === 'string' && value.trim().startsWith('{')
				? json(value, label, `"${modes[0]}"`)
				: value;
		if (isObject(parsed)) return withoutPrototype(parsed, label);
		return invalidField(
			label,
			`must be ${modes.join(', ')} or the name of a function, but ${describeValue(value)}`,
			`Enter one of ${modes.join(', ')}, or the name of one of the functions.`,
		);
	};
}

export const toolsJson = field({
	property: {
		displayName: 'Tools (JSON)',
		name: 'tools',
		type: 'json',
		default: '[]',
		placeholder: `e.g. ${toolExample}`,
		description:
			'List of tools that the model may call. Its calls come back in message.tool_calls, with their arguments as an object.',
	},
	wire: 'tools',
	check: tools,
});

export const toolChoice = field({
	property: {
		displayName: 'Tool Choice',
		name: 'toolChoice',
		type: 'string',
		default: 'auto',
		placeholder: 'e.g. auto, none, required or get_weather',
		description:
			'Whether the model may (auto), must (required) or must not (none) call a tool, or the name of the one that it must call',
	},
	wire: 'tool_choice',
	check: choice(['auto', 'none', 'required'], (name) => ({
		type: 'function',
		function: { name },
	})),
});

export const parallelToolCalls = field({
	property: {
		displayName: 'Parallel Tool Calls',
		name: 'parallelToolCalls',
		type: 'boolean',
		default: true,
		description: 'Whether the model may call several tools in one answer',
	},
	wire: 'parallel_tool_calls',
	check: boolean,
});

export const functionsJson = field({
	property: {
		displayName: 'Functions (Legacy, JSON)',
		name: 'functions',
		type: 'json',
		default: '[]',
		placeholder: `e.g. ${functionExample}`,
		description:
			'The older form of Tools, which AIGC2D documents, for models that do not know tools. The call comes back in message.function_call.',
	},
	wire: 'functions',
	check: functions,
});

export const functionCall = field({
	property: {
		displayName: 'Function Call (Legacy)',
		name: 'functionCall',
		type: 'string',
		default: 'auto',
		placeholder: 'e.g. auto, none or get_weather',
		description:
			'Whether the model may (auto) or must not (none) call a function, or the name of the one that it must call',
	},
	wire: 'function_call',
	check: choice(['auto', 'none'], (name) => ({ name })),
});

/** What the model may call instead of answering. */
export const toolFields = [toolsJson, toolChoice, parallelToolCalls, functionsJson, functionCall];
