import { boolean, number, text } from '../../../fields/check';
import { field } from '../../../fields/field';

/** The text that is continued. */
export const prompt = field({
	property: {
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Write a slogan for a bakery:',
		description: 'The text that the model continues',
	},
	wire: 'prompt',
	check: text,
});

/** What follows the text that the model writes. */
export const suffix = field({
	property: {
		displayName: 'Suffix',
		name: 'suffix',
		type: 'string',
		default: '',
		placeholder: 'e.g. </section>',
		description: 'The text that follows the answer, for models that can fill a gap in a text',
	},
	wire: 'suffix',
	check: text,
});

/** Probabilities of the tokens of the answer. */
export const logprobs = field({
	property: {
		displayName: 'Log Probabilities',
		name: 'logprobs',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 0, maxValue: 5 },
		description:
			'How many of the most likely tokens to return for each place of the answer, with their probabilities',
	},
	wire: 'logprobs',
	check: number({ from: 0, to: 5, whole: true }),
});

/** Whether the prompt is part of the answer. */
export const echo = field({
	property: {
		displayName: 'Echo',
		name: 'echo',
		type: 'boolean',
		default: true,
		description: 'Whether the answer begins with the prompt',
	},
	wire: 'echo',
	check: boolean,
});

/** How many answers are written for each that is returned. */
export const bestOf = field({
	property: {
		displayName: 'Best Of',
		name: 'bestOf',
		type: 'number',
		default: 2,
		typeOptions: { minValue: 1, maxValue: 20 },
		description:
			'How many answers the model writes, to return the most likely. You pay for every one of them.',
	},
	wire: 'best_of',
	check: number({ from: 1, to: 20, whole: true }),
});
