import { defined } from '../../../api/defined';
import { isObject, type JsonObject } from '../../../api/json';
import { maxTokensField } from '../../../fields/answer';
import { number, invalidField, describeValue, texts, type Check } from '../../../fields/check';
import { json, jsonList, withoutPrototype } from '../../../fields/checkJson';
import { field, withLook, type Field } from '../../../fields/field';
import { topP, user } from '../../../fields/sampling';
import type { Values } from '../../../fields/values';
import { asTool, toolExample } from './messages';

const claudeTemperature = field({
	property: {
		displayName: 'Temperature',
		name: 'temperature',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		description:
			'Randomness of the answer: 0 gives nearly the same answer each time, 1 gives the most variety',
	},
	wire: 'temperature',
	check: number({ from: 0, to: 1 }),
});

const topK = field({
	property: {
		displayName: 'Top K',
		name: 'topK',
		type: 'number',
		default: 40,
		typeOptions: { minValue: 1 },
		description: 'How many of the most likely words the model chooses from',
	},
	wire: 'top_k',
	check: number({ from: 1, whole: true }),
});

const claudeStop = field({
	property: {
		displayName: 'Stop Sequences',
		name: 'stop',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Stop Sequence' },
		default: [],
		placeholder: 'e.g. END',
		description: 'The model stops before it would write one of these texts',
	},
	wire: 'stop_sequences',
	check: texts,
});

/** A name for the end user; Claude has it among the metadata. */
const claudeUser = { ...user, wire: null };

/** How the model chooses its words, in both operations of Claude. */
export const claudeSampling = [claudeTemperature, topP, topK, claudeStop, claudeUser];

/** The member that names the end user. */
export function metadataOf(given: Values<typeof claudeUser>): JsonObject {
	const user_id = given.get(claudeUser);
	return defined({ metadata: user_id === undefined ? undefined : { user_id } });
}

/** Max Tokens, without which Claude does not answer. */
export function claudeMaxTokens(wire: string): Field<'maxTokens', number> {
	const look = {
		typeOptions: { minValue: 1 },
		description:
			'Longest answer, in tokens (a token is about four letters, or one Chinese character). Claude does not answer without this limit.',
	};
	return { ...withLook(maxTokensField, look), wire, check: number({ from: 1, whole: true }) };
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

/** Lets the model think. */
export const thinkingBudget = field({
	property: {
		displayName: 'Thinking Budget (Tokens)',
		name: 'thinkingBudget',
		type: 'number',
		default: 1024,
		typeOptions: { minValue: 1024 },
		description:
			'Lets the model think before it answers, with this many tokens at most, which count towards Max Tokens. The output has the thoughts in "thinking".',
	},
	wire: null,
	check: number({ from: 1024, whole: true }),
});

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
		placeholder: 'e.g. auto, any, none, get_weather',
		description:
			'Whether the model may (auto), must (any) or must not (none) call a tool, or the name of the one that it must call',
	},
	wire: 'tool_choice',
	check: toolChoice,
});
