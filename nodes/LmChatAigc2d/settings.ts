import type { JsonObject } from '../api/json';
import type { ChatApi } from '../api/chat/call';
import { tellsUsageInStreams } from '../api/chat/streamUsage';
import type { RetryAndTimeouts, RunLimits } from '../api/limits';
import { maxTokensField, stream } from '../fields/answer';
import { apiField } from '../fields/api';
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
	stream: boolean;
	api: ChatApi;
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
		stream: options.get(stream) ?? tellsUsageInStreams(members.model),
		api: options.get(apiField) ?? 'auto',
		limits: readRunLimits(parameters),
		retryAndTimeouts: readRetryAndTimeouts(parameters),
	};
}

/** A request for the model. */
export function requestFor({ members }: Settings, more: JsonObject): JsonObject {
	return { model: members.model, ...more, ...members };
}
