import { defined } from '../../../api/defined';
import type { JsonObject } from '../../../api/json';
import type { Output } from '../../../api/output';
import { legacyCompletionCall, type TextCompletion } from '../../../api/legacyCompletion';
import { maxTokensField, simplifyField } from '../../../fields/answer';
import { invalidField } from '../../../fields/check';
import { labelOf, optionsOf, readField, readFields } from '../../../fields/field';
import { includeInput } from '../../../fields/includeInput';
import { modelField } from '../../../fields/model';
import type { Parameters } from '../../../fields/parameters';
import { frequencyPenalty, logitBias, presencePenalty } from '../../../fields/penalties';
import { numberOfAnswers, stopSequences, temperature, topP, user } from '../../../fields/sampling';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { operation } from '../operation';
import { bestOf, echo, logprobs, prompt, suffix } from './legacyFields';

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
	includeInput,
	extraBody,
]);

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
	action: 'Complete a text (legacy)',
	description: 'Let an instruct model continue a text. For chat models use Chat → Message a Model.',
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
	const { text, reasoning, finish_reason, truncated, logprobs: probabilities } = choices[0];
	return {
		text,
		finish_reason,
		truncated,
		model: body.model ?? null,
		id: body.id ?? null,
		usage,
		...defined({
			reasoning,
			logprobs: probabilities,
			choices: choices.length > 1 ? choices : undefined,
		}),
	};
}
