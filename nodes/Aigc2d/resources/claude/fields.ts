import { defined } from '../../../api/defined';
import type { JsonObject } from '../../../api/json';
import { maxTokensField } from '../../../fields/answer';
import { number, texts } from '../../../fields/check';
import { field, withLook, type Field } from '../../../fields/field';
import { topP, user } from '../../../fields/sampling';
import type { Values } from '../../../fields/values';

const claudeTemperature = field({
	property: {
		displayName: 'Randomness (Temperature)',
		name: 'temperature',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		description: '0 gives nearly the same answer each time, 1 gives the most variety',
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
