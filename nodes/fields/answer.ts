import { number, oneOf, invalidField, boolean, type Check } from './check';
import { jsonObject } from './checkJson';
import { field, spread, type Field } from './field';

const tokens = number({ from: 0, whole: true });
const tokensOrNone: Check<number | undefined> = (value, label) => tokens(value, label) || undefined;

/** Limit of the answer's length; 0 leaves it to the gateway. */
export const maxTokensField = field({
	property: {
		displayName: 'Max Tokens',
		name: 'maxTokens',
		type: 'number',
		default: 2048,
		typeOptions: { minValue: 0 },
		hint: 'AIGC2D reserves the points for an answer of this length',
		description:
			'Longest answer, in tokens (a token is about four letters, or one Chinese character). AIGC2D gives back what the answer does not need. 0 sends no limit: then it reserves the points for the longest answer that the model can give.',
	},
	wire: 'max_tokens',
	check: tokensOrNone,
});

/** Whether the output is reduced to what a workflow usually needs. */
export const simplifyField = field({
	property: {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	wire: null,
	check: boolean,
});

/** Members for which the node has no field. */
export const extraBodyField = field({
	property: {
		displayName: 'Extra Body (JSON)',
		name: 'extraBody',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"top_k": 40}',
		description:
			'Further properties of the request body, for settings that this node has no field for. They replace properties of the same name.',
	},
	wire: spread,
	check: jsonObject('{"top_k": 40}', (body, label) => {
		if (body.stream === undefined && body.stream_options === undefined) return;
		invalidField(
			label,
			'cannot set "stream"',
			'Remove that property, and add the option Fetch as Stream if you need it.',
		);
	}),
});

/** How an answer travels. */
export const stream = field({
	property: {
		displayName: 'Fetch as Stream',
		name: 'stream',
		type: 'boolean',
		default: true,
		description:
			'Whether the gateway sends the answer piece by piece while the model writes it. The output of the node is the same either way. If you leave this out, the node streams with every model that reports its usage in streams, because long answers then survive proxies that cut silent connections.',
	},
	wire: null,
	check: boolean,
});

const truncationChoices = {
	continue: { name: 'Continue', description: 'Ask the model to continue, and join the parts' },
	error: { name: 'Fail', description: 'Fail the item; its error.text has the text' },
	pass: {
		name: 'Return as Is',
		description: 'Return the cut text, with truncated: true in the output',
	},
};

/** What can become of an answer that reached Max Tokens. */
export type OnTruncation = keyof typeof truncationChoices;

function onTruncationOf<const Choice extends OnTruncation>(
	choices: readonly Choice[],
): Field<'onTruncation', Choice> {
	const offered: readonly OnTruncation[] = choices;
	return field({
		property: {
			displayName: 'On Truncation',
			name: 'onTruncation',
			type: 'options',
			default: 'pass',
			options: offered.map((value) => ({ ...truncationChoices[value], value })),
			description: 'What to do with an answer that is cut off because it reached Max Tokens',
		},
		wire: null,
		check: oneOf(choices),
	});
}

/** What becomes of an answer that is cut off. */
export const onTruncation = onTruncationOf(['continue', 'error', 'pass']);

/** The same where no answer is continued. */
export const onTruncationUncontinued = onTruncationOf(['error', 'pass']);
