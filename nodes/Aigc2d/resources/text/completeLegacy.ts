import { defined } from '../../../api/defined';
import type { JsonObject } from '../../../api/json';
import type { Output } from '../../../api/output';
import { legacyCompletionCall, type TextCompletion } from '../../../api/legacyCompletion';
import { maxTokensField, simplifyField } from '../../../fields/answer';
import { number, invalidField, text, boolean } from '../../../fields/check';
import { field, labelOf, optionsOf, readField, readFields } from '../../../fields/field';
import { modelField } from '../../../fields/model';
import type { Parameters } from '../../../fields/parameters';
import {
	frequencyPenalty,
	logitBias,
	numberOfAnswers,
	presencePenalty,
	stopSequences,
	temperature,
	topP,
	user,
} from '../../../fields/sampling';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { operation } from '../operation';

const suffix = field({
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

const logprobs = field({
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

const echo = field({
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

const bestOf = field({
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

const extraBody = extraBodyFor('{"top_k": 40}');

const options = optionsOf([
	temperature,
	topP,
	numberOfAnswers,
	stopSequences,
	presencePenalty,
	frequencyPenalty,
	logitBias,
	user,
	suffix,
	logprobs,
	echo,
	bestOf,
	extraBody,
]);

const prompt = field({
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

interface Job {
	body: JsonObject;
	simplify: boolean;
}

/**
 * Text → Complete (Legacy): POST /v1/completions, which AIGC2D documents for models that OpenAI has
 * retired since; today for instruct models. One request an item, answered whole.
 */
export const completeLegacy = operation<Job>({
	value: 'complete',
	name: 'Complete (Legacy)',
	action: 'Complete a text',
	description: 'Let an instruct model continue a text. For chat models use Chat → Complete.',
	fields: [modelField, prompt, maxTokensField, simplifyField, options],
	unit: 1,

	read(parameters) {
		return {
			body: readBody(parameters),
			simplify: readField(parameters, simplifyField),
		};
	},

	async run([{ body, simplify }], { send }) {
		const completion = await send(legacyCompletionCall(body));
		const { body: answer, usage } = completion;
		return [{ json: simplify ? simpleOutput(completion) : { ...answer, usage } }];
	},
});

function readBody(parameters: Parameters): JsonObject {
	const given = readField(parameters, options);
	const answers = given.get(numberOfAnswers) ?? 1;
	const best = given.get(bestOf);
	if (best !== undefined && best < answers) {
		invalidField(
			labelOf(bestOf),
			`must not be less than ${labelOf(numberOfAnswers)}, but is ${best} for ${answers} answers`,
			'Raise Best Of, or lower Number of Answers.',
		);
	}
	return {
		...readFields(parameters, [modelField, prompt, maxTokensField]).members,
		...given.members,
	};
}

/** The part of a completion that a workflow usually needs. */
function simpleOutput({ body, choices, usage }: TextCompletion): Output['json'] {
	const { text: written, reasoning, finish_reason, truncated, logprobs } = choices[0];
	return {
		text: written,
		finish_reason,
		truncated,
		model: body.model ?? null,
		id: body.id ?? null,
		usage,
		...defined({ reasoning, logprobs, choices: choices.length > 1 ? choices : undefined }),
	};
}
