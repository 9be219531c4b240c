import { number, invalidField, describeValue, text, texts } from './check';
import { jsonObject } from './checkJson';
import { field } from './field';

const penalty = number({ from: -2, to: 2 });

const biases = jsonObject('{"50256": -100}', (given, label) => {
	for (const [token, bias] of Object.entries(given)) {
		if (!/^\d+$/.test(token)) {
			invalidField(
				label,
				`must have token IDs as names, but one of them is "${token}"`,
				'Enter an object such as {"50256": -100}',
			);
		}
		if (typeof bias !== 'number' || !Number.isInteger(bias) || Math.abs(bias) > 100) {
			invalidField(
				label,
				`must have whole numbers from -100 to 100 as values, but the one of token ${token} ${describeValue(bias)}`,
				'Enter an object such as {"50256": -100}',
			);
		}
	}
});

/** How the model chooses its words: one row a field. Each operation lists those that it has. */

export const temperature = field({
	property: {
		displayName: 'Temperature',
		name: 'temperature',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 0, maxValue: 2, numberPrecision: 2 },
		description:
			'How much chance there is in the answer: 0 gives nearly the same answer each time, higher values more variety',
	},
	wire: 'temperature',
	check: number({ from: 0, to: 2 }),
});

export const topP = field({
	property: {
		displayName: 'Top P',
		name: 'topP',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		description:
			'Choose only among the most likely words that together have this probability. Change this or the temperature, not both.',
	},
	wire: 'top_p',
	check: number({ from: 0, to: 1 }),
});

export const numberOfAnswers = field({
	property: {
		displayName: 'Number of Answers',
		name: 'n',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 1, maxValue: 128 },
		description: 'How many answers to write for each item. Every one of them is paid for.',
	},
	wire: 'n',
	check: number({ from: 1, to: 128, whole: true }),
});

export const stopSequences = field({
	property: {
		displayName: 'Stop Sequences',
		name: 'stop',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Stop Sequence' },
		default: [],
		placeholder: 'e.g. END',
		description: 'The answer ends before the first of these texts. Most models take up to four.',
	},
	wire: 'stop',
	check: texts,
});

export const presencePenalty = field({
	property: {
		displayName: 'Presence Penalty',
		name: 'presencePenalty',
		type: 'number',
		default: 0,
		typeOptions: { minValue: -2, maxValue: 2, numberPrecision: 2 },
		description:
			'Positive values make the model turn to new topics rather than stay with what it mentioned',
	},
	wire: 'presence_penalty',
	check: penalty,
});

export const frequencyPenalty = field({
	property: {
		displayName: 'Frequency Penalty',
		name: 'frequencyPenalty',
		type: 'number',
		default: 0,
		typeOptions: { minValue: -2, maxValue: 2, numberPrecision: 2 },
		description: 'Positive values make the model repeat the same words less often',
	},
	wire: 'frequency_penalty',
	check: penalty,
});

export const logitBias = field({
	property: {
		displayName: 'Logit Bias (JSON)',
		name: 'logitBias',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"50256": -100}',
		description:
			'Makes single tokens more or less likely: token ID and a whole number from -100 (never) to 100 (always)',
	},
	wire: 'logit_bias',
	check: biases,
});

export const seed = field({
	property: {
		displayName: 'Seed',
		name: 'seed',
		type: 'number',
		default: 1,
		description:
			'The same seed with the same messages gives the same answer more often, on models that support it',
	},
	wire: 'seed',
	check: number({ whole: true }),
});

export const user = field({
	property: {
		displayName: 'User',
		name: 'user',
		type: 'string',
		default: '',
		placeholder: 'e.g. customer-42',
		description: 'A name for your end user, which the provider may use to spot abuse',
	},
	wire: 'user',
	check: text,
});

export const reasoningEffort = field({
	property: {
		displayName: 'Reasoning Effort',
		name: 'reasoningEffort',
		type: 'options',
		default: 'medium',
		options: ['None', 'Minimal', 'Low', 'Medium', 'High', 'XHigh', 'Max'].map((name) => ({
			name,
			value: name.toLowerCase(),
		})),
		description:
			'How long a reasoning model thinks before it answers. Which values exist depends on the model.',
	},
	wire: 'reasoning_effort',
	check: text,
});

export const verbosity = field({
	property: {
		displayName: 'Verbosity',
		name: 'verbosity',
		type: 'options',
		default: 'medium',
		options: ['Low', 'Medium', 'High'].map((name) => ({ name, value: name.toLowerCase() })),
		description: 'How long the answers of GPT-5 models are',
	},
	wire: 'verbosity',
	check: text,
});
