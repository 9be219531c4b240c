import type { JsonObject } from '../api/json';
import { tellsUsageInStreams } from '../api/chat/streamUsage';
import type { RetryAndTimeouts, RunLimits } from '../api/limits';
import { maxTokensField, stream } from '../fields/answer';
import { readField, readFields } from '../fields/field';
import { modelField } from '../fields/model';
import type { Parameters } from '../fields/parameters';
import { formatMember } from '../fields/responseFormat';
import { readRetryAndTimeouts, readRunLimits } from '../fields/throughput';
import { extraBody, modelOptions } from './fields';
import { headersField } from './headers';

/** How the model is asked, whatever it is asked. */
export interface Settings {
	model: string;
	/** Members of every request. */
	members: JsonObject;
	/** Members that the user insists on. */
	extra: JsonObject;
	headers: { [name: string]: string };
	stream: boolean;
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
	const model = readField(parameters, modelField);
	const { members } = readFields(parameters, [maxTokensField]);
	const extra = options.get(extraBody) ?? {};
	return {
		model,
		members: { ...members, ...options.members, ...formatMember(options) },
		extra,
		headers: options.get(headersField) ?? {},
		stream: options.get(stream) ?? tellsUsageInStreams(extra.model ?? model),
		limits: readRunLimits(parameters),
		retryAndTimeouts: readRetryAndTimeouts(parameters),
	};
}

/** A request for the model. */
export function requestFor({ model, members, extra }: Settings, more: JsonObject): JsonObject {
	return { model, ...more, ...members, ...extra };
}
