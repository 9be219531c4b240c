import type { JsonObject } from '../api/json';
import type { ChatApi } from '../api/chat/call';
import type { ModelChain } from '../api/fallback/modelChain';
import type { RetryAndTimeouts, RunLimits } from '../api/limits';
import { maxTokensField, stream } from '../fields/answer';
import { apiField } from '../fields/api';
import { readModels } from '../fields/fallbackModels';
import { readField, readFields } from '../fields/field';
import { headersField } from '../fields/headers';
import { modelField } from '../fields/model';
import type { Parameters } from '../fields/parameters';
import { formatMember } from '../fields/responseFormat';
import { readRetryAndTimeouts, readRunLimits } from '../fields/throughput';
import { modelOptions } from './fields';

/** How the model is asked, whatever it is asked. */
export interface Settings {
	/** The model of the field Model. */
	model: string;
	/** Members of every request: the model, Max Tokens and the options. */
	members: JsonObject;
	headers: { [name: string]: string };
	/** Undefined: as it is best for the model. */
	stream: boolean | undefined;
	api: ChatApi;
	/** The models that may answer a question, each anew. */
	models: ModelChain;
	limits: RunLimits;
	retryAndTimeouts: RetryAndTimeouts;
}

/**
 * Reads the parameters of the node.
 *
 * @throws Failed (`input`) naming the field
 */
export function readSettings(parameters: Parameters): Settings {
	const options = readField(parameters, modelOptions);
	const members = {
		...readFields(parameters, [modelField, maxTokensField]).members,
		...formatMember(options),
		...options.members,
	};
	return {
		model: readField(parameters, modelField),
		members,
		headers: options.get(headersField) ?? {},
		stream: options.get(stream),
		api: options.get(apiField) ?? 'auto',
		models: readModels(members.model, parameters, options),
		limits: readRunLimits(parameters),
		retryAndTimeouts: readRetryAndTimeouts(parameters),
	};
}

/** A request for the model. */
export function requestFor({ members }: Settings, more: JsonObject): JsonObject {
	return { model: members.model, ...more, ...members };
}
