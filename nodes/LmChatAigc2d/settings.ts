import type { JsonObject } from '../api/call';
import { tellsUsageInStreams } from '../api/chat/streamUsage';
import type { RetryAndTimeouts, RunLimits } from '../api/limits';
import { maxTokensField } from '../fields/answer';
import { number } from '../fields/check';
import { readCollection, wireMembers } from '../fields/field';
import { readModel } from '../fields/model';
import { responseFormat } from '../fields/responseFormat';
import type { Parameters } from '../fields/parameters';
import { readRetryAndTimeouts, readRunLimits } from '../fields/throughput';
import { modelOptions } from './fields';

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
	const options = readCollection(modelOptions, parameters.get('options'));
	const model = readModel(parameters);
	const maxTokens = number({ from: 0, whole: true })(
		parameters.get(maxTokensField.name),
		maxTokensField.displayName,
	);
	const throughput = parameters.get('throughput');
	const extra = (options.get('extraBody') as JsonObject | undefined) ?? {};
	return {
		model,
		members: {
			...(maxTokens === 0 ? {} : { max_tokens: maxTokens }),
			...wireMembers(modelOptions, options),
			...responseFormat(options),
		},
		extra,
		headers: (options.get('headers') as Settings['headers'] | undefined) ?? {},
		stream:
			(options.get('stream') as boolean | undefined) ?? tellsUsageInStreams(extra.model ?? model),
		limits: readRunLimits(throughput),
		retryAndTimeouts: readRetryAndTimeouts(throughput),
	};
}

/** A request for the model. */
export function requestFor({ model, members, extra }: Settings, more: JsonObject): JsonObject {
	return { model, ...more, ...members, ...extra };
}
