import { defined } from '../api/defined';
import type { JsonObject } from '../api/json';
import type { RetryAndTimeouts, RunLimits } from '../api/limits';
import { readField } from '../fields/field';
import type { Parameters } from '../fields/parameters';
import { rerankModel, topN } from '../fields/rerank';
import { readRetryAndTimeouts, readRunLimits } from '../fields/throughput';
import { rerankerOptions } from './fields';

/** How a ranking is asked for, whatever is ranked. */
export interface Settings {
	/** Members of every request but the query and the documents. */
	members: JsonObject;
	/** How many of the best documents are wanted; absent: all. */
	topN?: number;
	limits: RunLimits;
	retryAndTimeouts: RetryAndTimeouts;
}

/**
 * Reads the parameters of the node.
 *
 * @throws Failed (`input`) naming the field
 */
export function readSettings(parameters: Parameters): Settings {
	const options = readField(parameters, rerankerOptions);
	return {
		members: { model: readField(parameters, rerankModel), ...options.members },
		...defined({ topN: options.get(topN) }),
		limits: readRunLimits(parameters),
		retryAndTimeouts: readRetryAndTimeouts(parameters),
	};
}
