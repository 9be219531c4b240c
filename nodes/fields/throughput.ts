import {
	defaultRetryAndTimeouts,
	defaultRunLimits,
	type RetryAndTimeouts,
	type RunLimits,
} from '../api/limits';
import { collection, readField, type Field } from './field';
import type { Parameters } from './parameters';
import { retryAndTimeoutFields } from './retryAndTimeouts';
import { runFields, sharedLimits } from './runLimits';
import { byName } from './values';

const throughputOf = <F extends Field>(fields: readonly F[]) =>
	collection('Limits and Retries', 'throughput', 'Add Limit', fields);

/** Limits and retries, for every operation. */
export const throughputField = throughputOf([...runFields, ...retryAndTimeoutFields]);

/** Limits and retries that make sense for one model of several requests. */
export const modelThroughputField = throughputOf([...sharedLimits, ...retryAndTimeoutFields]);

const ofRun = throughputOf(runFields);
const ofItem = throughputOf(retryAndTimeoutFields);

/**
 * The limits of the run.
 *
 * @throws Failed (`input`) naming the field
 */
export function readRunLimits(parameters: Parameters): RunLimits {
	return { ...defaultRunLimits, ...byName(runFields, readField(parameters, ofRun)) };
}

/**
 * How often and how long the requests of an item are tried.
 *
 * @throws Failed (`input`) naming the field
 */
export function readRetryAndTimeouts(parameters: Parameters): RetryAndTimeouts {
	const given = byName(retryAndTimeoutFields, readField(parameters, ofItem));
	return { ...defaultRetryAndTimeouts, ...given };
}
