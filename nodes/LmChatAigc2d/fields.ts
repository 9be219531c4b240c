import { maxTokensField, stream } from '../fields/answer';
import { apiField } from '../fields/api';
import { connectionNotice } from '../fields/connectionNotice';
import { fallbackModels } from '../fields/fallbackModels';
import { optionsOf } from '../fields/field';
import { headersField } from '../fields/headers';
import { modelFieldWith } from '../fields/model';
import { responseFormatFields } from '../fields/responseFormat';
import { frequencyPenalty, presencePenalty } from '../fields/penalties';
import { reasoningEffort, seed, temperature, topP, user, verbosity } from '../fields/sampling';
import { modelThroughputField } from '../fields/throughput';
import { extraBodyFor } from '../fields/wholeAnswer';

/** Members that the Agent or chain fills. */
const filled = ['messages', 'tools', 'tool_choice'];

const extraBody = extraBodyFor('{"top_k": 40}', filled);

/**
 * Options of the model: fields of Chat → Message a Model. An Agent takes one answer, and cuts no answer at a text
 * of ours, so what asks for these is not among them.
 */
export const modelOptions = optionsOf([
	temperature,
	topP,
	presencePenalty,
	frequencyPenalty,
	seed,
	user,
	reasoningEffort,
	verbosity,
	...responseFormatFields,
	apiField,
	stream,
	fallbackModels,
	headersField,
	extraBody,
]);

/** Its link opens the node panel with the AI nodes. */
const agentNotice = connectionNotice(
	'an AI agent or chain',
	"data-action-parameter-creatorview='AI'",
);

/** The fields of the node. */
export const modelFields = [
	agentNotice,
	modelFieldWith('gpt-4o-mini'),
	maxTokensField,
	modelOptions,
	modelThroughputField,
];
