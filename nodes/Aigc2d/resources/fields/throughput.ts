import {
	defaultMaxRateLimitWait,
	defaultRetryAndTimeouts,
	defaultRunLimits,
	usualFirstByte,
	type RetryAndTimeouts,
	type RunLimits,
} from '../../../api/limits';
import { number, yesOrNo } from './check';
import { collection, readCollection, type Field } from './field';

const { maxConcurrency } = defaultRunLimits;
const { maxAttempts, idleTimeout, totalTimeout } = defaultRetryAndTimeouts;

/** A day, in seconds: no answer takes longer. */
const longest = 86_400;
/** A day, in minutes: then limits of a day are waited for as well. */
const longestWait = 1_440;

/** What holds for the whole run. Expressions are read for the first item only. */
const runFields: readonly Field[] = [
	{
		property: {
			displayName: 'Max Concurrency (Requests)',
			name: 'maxConcurrency',
			type: 'number',
			default: maxConcurrency,
			typeOptions: { minValue: 1, maxValue: 1000 },
			description:
				'Most requests in flight at the same time. The node finds out by itself how many the gateway allows; lower this only to leave room for others.',
		},
		wire: null,
		check: number({ from: 1, to: 1000, whole: true }),
	},
	{
		property: {
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			default: 600,
			typeOptions: { minValue: 0.1 },
			description:
				'Request limit of your key, if you know it. It is then kept from the start; otherwise the node finds it out.',
		},
		wire: null,
		check: number({ from: 0.1, to: 1_000_000 }),
	},
	{
		property: {
			displayName: 'Tokens per Minute',
			name: 'tokensPerMinute',
			type: 'number',
			default: 100000,
			typeOptions: { minValue: 1 },
			description:
				'Token limit of your key, if you know it. It is then kept from the start; otherwise the node finds it out.',
		},
		wire: null,
		check: number({ from: 1, to: 1_000_000_000 }),
	},
	{
		property: {
			displayName: 'Token Budget (Tokens per Run)',
			name: 'tokenBudget',
			type: 'number',
			default: 100000,
			typeOptions: { minValue: 1 },
			description:
				'Most tokens that one run may use. What a request may need at most (what is sent, and Max Tokens) has to fit into what is left; items that do not fit are not sent and fail, with kind "budget". Set Max Tokens too: without it one long answer can overrun the budget.',
		},
		wire: null,
		check: number({ from: 1, to: 1_000_000_000_000 }),
	},
	{
		property: {
			displayName: 'Max Rate Limit Wait (Minutes)',
			name: 'maxRateLimitWait',
			type: 'number',
			default: defaultMaxRateLimitWait,
			typeOptions: { minValue: 0, maxValue: longestWait },
			description:
				'Longest wait when the gateway says "too many requests" and answers nothing in between. Then the items that are left fail, with its words. Unless you set this, a run that has had no answer yet waits for 2 minutes. 0: do not wait, refused items fail at once.',
		},
		wire: null,
		check: number({ from: 0, to: longestWait }),
	},
	{
		property: {
			displayName: 'Deduplicate',
			name: 'deduplicate',
			type: 'boolean',
			default: true,
			description:
				'Whether to buy identical requests of a run only once. Every item gets the answer, and those that share one say so.',
		},
		wire: null,
		check: yesOrNo,
	},
];

/** What holds for the requests of one item. */
export const retryAndTimeoutFields: readonly Field[] = [
	{
		property: {
			displayName: 'Max Attempts',
			name: 'maxAttempts',
			type: 'number',
			default: maxAttempts,
			typeOptions: { minValue: 1, maxValue: 20 },
			description:
				'How often a request is sent before its item fails, after faults of the gateway or the network. Waiting for a rate limit does not count. Pictures and sounds are charged when the request arrives: they are sent again only after a failure that made nothing.',
		},
		wire: null,
		check: number({ from: 1, to: 20, whole: true }),
	},
	{
		property: {
			displayName: 'Retry Timeouts',
			name: 'retryTimeouts',
			type: 'boolean',
			default: false,
			description:
				'Whether to send a request again after a timeout, and one for a picture or a sound also after a connection or an answer that was cut. The gateway may have charged for the first attempt already.',
		},
		wire: null,
		check: yesOrNo,
	},
	{
		property: {
			displayName: 'First Byte Timeout (Seconds)',
			name: 'firstByteTimeout',
			type: 'number',
			default: usualFirstByte,
			typeOptions: { minValue: 1 },
			description:
				'Longest wait for the beginning of an answer. Reasoning models can think for minutes before it. An answer that is not streamed begins only when all of it is made, so it has this limit only if you add the field.',
		},
		wire: null,
		check: number({ from: 0.1, to: longest }),
	},
	{
		property: {
			displayName: 'Idle Timeout (Seconds)',
			name: 'idleTimeout',
			type: 'number',
			default: idleTimeout,
			typeOptions: { minValue: 1 },
			description:
				'Longest silence in the middle of an answer. What a gateway sends only to keep the connection open ends the silence, but after 300 seconds without anything of the answer the request ends all the same. A longer time here, or in First Byte Timeout for the beginning, holds for that as well.',
		},
		wire: null,
		check: number({ from: 0.1, to: longest }),
	},
	{
		property: {
			displayName: 'Total Timeout (Seconds)',
			name: 'totalTimeout',
			type: 'number',
			default: totalTimeout,
			typeOptions: { minValue: 1 },
			description:
				'Longest time from sending a request to the end of its answer. Waiting for a rate limit does not count.',
		},
		wire: null,
		check: number({ from: 0.1, to: longest }),
	},
];

/** Limits that hold for several requests with one set of parameters. */
export const sharedLimits = runFields.filter(
	({ property }) => !['deduplicate', 'tokenBudget'].includes(property.name),
);

/** Limits and retries, for every operation. */
export const throughputField = collection('Limits and Retries', 'throughput', 'Add Limit', [
	...runFields,
	...retryAndTimeoutFields,
]);

/**
 * The limits of the run.
 *
 * @throws Failed (`input`) naming the field
 */
export function readRunLimits(values: unknown): RunLimits {
	return { ...defaultRunLimits, ...Object.fromEntries(readCollection(runFields, values)) };
}

/**
 * How often and how long the requests of an item are tried.
 *
 * @throws Failed (`input`) naming the field
 */
export function readRetryAndTimeouts(values: unknown): RetryAndTimeouts {
	return {
		...defaultRetryAndTimeouts,
		...Object.fromEntries(readCollection(retryAndTimeoutFields, values)),
	};
}
