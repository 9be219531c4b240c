import type { JsonObject } from '../api/json';
import type { RetryAndTimeouts, RunLimits } from '../api/limits';
import { embeddingModel, usualBatchSize } from '../fields/embedding';
import { readField } from '../fields/field';
import type { Parameters } from '../fields/parameters';
import { readRetryAndTimeouts, readRunLimits } from '../fields/throughput';
import { embeddingOptions, textsPerRequest } from './fields';

/** How vectors are asked for, whatever they are of. */
export interface Settings {
	/** Members of every request but the texts. */
	members: JsonObject;
	/** Most texts of one request. */
	batchSize: number;
	limits: RunLimits;
	retryAndTimeouts: RetryAndTimeouts;
}

/**
 * Reads the parameters of the node. Vectors travel as base64, a quarter of the size of numbers in JSON, unless Extra
 * Body says otherwise.
 *
 * @throws Failed (`input`) naming the field
 */
export function readSettings(parameters: Parameters): Settings {
	const options = readField(parameters, embeddingOptions);
	const model = readField(parameters, embeddingModel);
	return {
		members: { model, encoding_format: 'base64', ...options.members },
		batchSize: options.get(textsPerRequest) ?? usualBatchSize,
		limits: readRunLimits(parameters),
		retryAndTimeouts: readRetryAndTimeouts(parameters),
	};
}
