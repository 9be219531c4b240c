import { brief } from '../api/shorten';
import { describeValue, invalidField, number } from './check';
import { jsonObject } from './checkJson';
import { field } from './field';

const penalty = number({ from: -2, to: 2 });

const biases = jsonObject('{"50256": -100}', (given, label) => {
	for (const [token, bias] of Object.entries(given)) {
		if (!/^\d+$/.test(token)) {
			invalidField(
				label,
				`must have token IDs as names, but one of them ${describeValue(token)}`,
				'Enter an object such as {"50256": -100}',
			);
		}
		if (typeof bias !== 'number' || !Number.isInteger(bias) || Math.abs(bias) > 100) {
			invalidField(
				label,
				`must have whole numbers from -100 to 100 as values, but that of token ${brief(token)} ${describeValue(bias)}`,
				'Enter an object such as {"50256": -100}',
			);
		}
	}
});

/** What makes the model avoid words, or prefer them: one row a field. */

export const presencePenalty = field({
	property: {
		displayName: 'Presence Penalty',
		name: 'presencePenalty',
		type: 'number',
		default: 0,
		typeOptions: { minValue: -2, maxValue: 2, numberPrecision: 2 },
		description:
			'Positive values make the model turn to new topics rather than stay with those it has mentioned',
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
			'Makes certain tokens more or less likely: an object of token IDs, each with a whole number from -100 (never) to 100 (always)',
	},
	wire: 'logit_bias',
	check: biases,
});
