import { number, text, texts } from './check';
import { field } from './field';
import { otherWords } from './openEnum';

/** How the model chooses its words: one row a field. Each operation lists those that it has. */

export const temperature = field({
	property: {
		displayName: 'Randomness (Temperature)',
		name: 'temperature',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 0, maxValue: 2, numberPrecision: 2 },
		description: '0 gives nearly the same answer each time, higher values give more variety',
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
			'The model chooses only among the most likely words that together have this probability. Change this or Randomness, not both.',
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
		description: 'How many answers to write for each item. You pay for every one of them.',
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
		description:
			'The model stops before it would write one of these texts. Most models take up to four.',
	},
	wire: 'stop',
	check: texts,
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
		description: 'A name or ID of your end user, by which the provider may detect abuse',
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
		...otherWords,
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
		...otherWords,
	},
	wire: 'verbosity',
	check: text,
});
