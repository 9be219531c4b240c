import { json, jsonList, number, oneOf, refuse, shown, texts } from '../../../fields/check';
import { deliveryFields } from '../../../fields/answer';
import type { Field } from '../../../fields/field';
import { samplingFields } from '../../../fields/sampling';
import { isObject } from '../../../api/json';
import { asTool, toolExample } from './messages';

const shared = (...names: string[]): Field[] =>
	[...samplingFields, ...deliveryFields].filter(({ property }) => names.includes(property.name));

/** How the model chooses its words, in both operations of Claude. */
export const claudeSampling: readonly Field[] = [
	{
		property: {
			displayName: 'Temperature',
			name: 'temperature',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
			description:
				'How much chance there is in the answer: 0 gives nearly the same answer each time, 1 the most variety',
		},
		wire: 'temperature',
		check: number({ from: 0, to: 1 }),
	},
	...shared('topP'),
	{
		property: {
			displayName: 'Top K',
			name: 'topK',
			type: 'number',
			default: 40,
			typeOptions: { minValue: 1 },
			description: 'Choose only among so many of the most likely words',
		},
		wire: 'top_k',
		check: number({ from: 1, whole: true }),
	},
	{
		property: {
			displayName: 'Stop Sequences',
			name: 'stop',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Stop Sequence' },
			default: [],
			placeholder: 'e.g. END',
			description: 'The answer ends before the first of these texts',
		},
		wire: 'stop_sequences',
		check: texts,
	},
	{ ...(shared('user')[0] as Field), wire: null },
];

const toolChoice: Field['check'] = (value, label) => {
	const given = typeof value === 'string' ? value.trim() : value;
	if (typeof given === 'string' && ['auto', 'any', 'none'].includes(given)) return { type: given };
	if (typeof given === 'string' && /^[\w-]{1,128}$/.test(given))
		return { type: 'tool', name: given };
	const parsed =
		typeof given === 'string' && given.startsWith('{') ? json(given, label, '"auto"') : given;
	if (isObject(parsed)) return json(parsed, label, '');
	return refuse(
		label,
		`must be auto, any, none or the name of a tool, but ${shown(value)}`,
		'Enter one of auto, any, none, or the name of one of the tools.',
	);
};

/** Options of Claude → Message, beside sampling. */
export const messageOptions: readonly Field[] = [
	{
		property: {
			displayName: 'Thinking Budget (Tokens)',
			name: 'thinkingBudget',
			type: 'number',
			default: 1024,
			typeOptions: { minValue: 1024 },
			description:
				'Lets the model think before it answers, with so many tokens at most; they count against Max Tokens. What it thought comes back in "thinking".',
		},
		wire: null,
		check: number({ from: 1024, whole: true }),
	},
	{
		property: {
			displayName: 'Tools (JSON)',
			name: 'tools',
			type: 'json',
			default: '[]',
			placeholder: `e.g. ${toolExample}`,
			description:
				'List of tools that the model may call, in the form of Claude or of chat. Its calls come back in message.tool_calls.',
		},
		wire: 'tools',
		check: (value, label) => {
			const tools = jsonList(toolExample, (tool, place) => void asTool(tool, place))(value, label);
			return Array.isArray(tools) ? tools.map((tool) => asTool(tool, label)) : undefined;
		},
	},
	{
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
	},
	...shared('stream'),
	{
		property: {
			displayName: 'On Truncation',
			name: 'onTruncation',
			type: 'options',
			default: 'pass',
			options: [
				{ name: 'Fail', value: 'error', description: 'Fail the item; it keeps the text' },
				{
					name: 'Pass',
					value: 'pass',
					description: 'Give the text as it is, with truncated: true',
				},
			],
			description: 'What to do with an answer that reaches Max Tokens',
		},
		wire: null,
		check: oneOf(['pass', 'error']),
	},
];
