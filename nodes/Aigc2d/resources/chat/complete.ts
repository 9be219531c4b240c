import { isObject, type JsonObject, objectsIn } from '../../../api/json';
import { jsonAnswers } from '../../../api/chat/jsonAnswer';
import { withoutPassBack } from '../../../api/chat/passBack';
import {
	type PromptCaching,
	wantsCacheMarks,
	withCacheMarks,
} from '../../../api/claude/promptCaching';
import { defined } from '../../../api/defined';
import type { ModelChain } from '../../../api/fallback/modelChain';
import type { BinaryOutput, Output } from '../../../api/output';
import { apiField, checkApi } from '../../../fields/api';
import {
	extraBodyField,
	maxTokensField,
	onTruncation,
	simplifyField,
	stream,
} from '../../../fields/answer';
import { fallbackModels, readModels } from '../../../fields/fallbackModels';
import { optionsOf, readField, readFields } from '../../../fields/field';
import { headersField } from '../../../fields/headers';
import { includeInput } from '../../../fields/includeInput';
import { messageFields } from '../../../fields/messages';
import { modelField } from '../../../fields/model';
import type { Parameters } from '../../../fields/parameters';
import { promptCaching } from '../../../fields/promptCaching';
import { readMessages } from '../../../fields/readMessages';
import { formatMember, responseFormatFields } from '../../../fields/responseFormat';
import { frequencyPenalty, logitBias, presencePenalty } from '../../../fields/penalties';
import {
	numberOfAnswers,
	reasoningEffort,
	seed,
	stopSequences,
	temperature,
	topP,
	user,
	verbosity,
} from '../../../fields/sampling';
import { maxToolRounds } from '../../../fields/toolRounds';
import { toolFields } from '../../../fields/tools';
import { operation } from '../operation';
import { Writers } from '../conversation/writers';
import { completeWithContinuation, type CompletionOptions } from '../conversation/continuation';
import { ToldText } from '../conversation/toldText';
import { answerWithTools } from '../conversation/tools/answerWithTools';
import { chatDialect } from '../conversation/tools/chatDialect';
import { returnMessages, streamToCaller } from './options';
import { asSent, conversation, simpleOutput } from './output';
import { takeSounds } from './spoken';

const options = optionsOf([
	temperature,
	topP,
	numberOfAnswers,
	stopSequences,
	presencePenalty,
	frequencyPenalty,
	logitBias,
	seed,
	user,
	reasoningEffort,
	verbosity,
	...responseFormatFields,
	...toolFields,
	maxToolRounds,
	apiField,
	headersField,
	promptCaching,
	stream,
	fallbackModels,
	onTruncation,
	returnMessages,
	streamToCaller,
	includeInput,
	extraBodyField,
]);

interface Job {
	body: JsonObject;
	simplify: boolean;
	sending: Pick<CompletionOptions, 'stream' | 'api' | 'headers' | 'onTruncation'>;
	models: ModelChain;
	caching: PromptCaching;
	wantsJson: boolean;
	/** Absent: as many as usual. */
	maxToolRounds: number | undefined;
	/** Whether the output has the conversation with the answer. */
	returnMessages: boolean;
	streamToCaller: boolean;
}

/**
 * Chat → Message a Model: POST /v1/chat/completions or /v1/responses, one request an item, and one more for each round of
 * tools. OpenAI, ERNIE, Spark and Claude models all answer here.
 */
export const chatComplete = operation<Job>({
	value: 'complete',
	name: 'Message a Model',
	action: 'Message a model',
	description: 'Let a model answer a conversation, once for every item',
	fields: [modelField, ...messageFields, maxTokensField, simplifyField, options],
	unit: 1,
	takesTools: true,

	async read(parameters) {
		const given = readField(parameters, options);
		const body = await readBody(parameters, given);
		const api = given.get(apiField) ?? 'auto';
		checkApi(api, objectsIn(body.messages));
		return {
			body,
			simplify: readField(parameters, simplifyField),
			sending: {
				stream: given.get(stream),
				api,
				headers: given.get(headersField),
				onTruncation: given.get(onTruncation) ?? 'pass',
			},
			models: readModels(body.model, parameters, given),
			caching: given.get(promptCaching) ?? 'off',
			wantsJson: asksForJson(body.response_format),
			maxToolRounds: given.get(maxToolRounds),
			returnMessages: given.get(returnMessages) === true,
			streamToCaller: given.get(streamToCaller) !== false,
		};
	},

	async run([job], context) {
		const { body, simplify, sending, models, wantsJson, maxToolRounds: maxRounds } = job;
		const { send, onText } = context;
		const told = job.streamToCaller && onText ? new ToldText(onText) : undefined;
		const writers = new Writers();
		const forModel = (asked: JsonObject) => {
			const fitting = writers.fit(asked, withoutPassBack);
			return wantsCacheMarks(asked.model) ? withCacheMarks(fitting, job.caching) : fitting;
		};
		const options = { ...sending, models, forModel, send, onText: told?.piece };
		const ask = async (asked: JsonObject) => {
			writers.note(asked, models.model);
			told?.begin();
			const came = await completeWithContinuation(asked, options);
			told?.end(came.choices[0].text);
			return came;
		};
		const made = await answerWithTools(body, chatDialect, { ask, maxRounds }, context);
		const { completion, binary } = takeSounds(made.answer, body);
		const data = wantsJson ? jsonAnswers(completion) : [];
		const json = simplify ? simpleOutput(completion, data) : asSent(completion);
		const messages = job.returnMessages ? conversation(made, completion) : undefined;
		const { tool_runs } = made;
		return [{ json: { ...json, ...defined({ tool_runs, messages }) }, ...withFiles(binary) }];
	},
});

async function readBody(
	parameters: Parameters,
	given: ReturnType<typeof options.check>,
): Promise<JsonObject> {
	return {
		model: readField(parameters, modelField),
		messages: await readMessages(parameters),
		...readFields(parameters, [maxTokensField]).members,
		...formatMember(given),
		...given.members,
	};
}

/** The files of an output, where there are any. */
function withFiles(binary: { [name: string]: BinaryOutput }): Pick<Output, 'binary'> {
	return Object.keys(binary).length === 0 ? {} : { binary };
}

function asksForJson(format: unknown): boolean {
	const type = isObject(format) ? format.type : undefined;
	return type === 'json_object' || type === 'json_schema';
}
