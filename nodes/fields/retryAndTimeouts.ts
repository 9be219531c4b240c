import { defaultRetryAndTimeouts, defaultFirstByteTimeout } from '../api/limits';
import { number, boolean } from './check';
import { field } from './field';

const {
	maxAttempts: usualAttempts,
	idleTimeout: usualIdle,
	totalTimeout: usualTotal,
} = defaultRetryAndTimeouts;

/** A day, in seconds: no answer takes longer. */
const longest = 86_400;

const maxAttempts = field({
	property: {
		displayName: 'Max Attempts',
		name: 'maxAttempts',
		type: 'number',
		default: usualAttempts,
		typeOptions: { minValue: 1, maxValue: 20 },
		description:
			'How often a request is sent before its item fails, after faults of the gateway or the network. Waiting for a rate limit does not count. Pictures and sounds are charged when the request arrives: they are sent again only after a failure that made nothing.',
	},
	wire: null,
	check: number({ from: 1, to: 20, whole: true }),
});

const retryTimeouts = field({
	property: {
		displayName: 'Retry Timeouts',
		name: 'retryTimeouts',
		type: 'boolean',
		default: false,
		description:
			'Whether to send a request again after a timeout, and one for a picture or a sound also after a connection or an answer that was cut. The gateway may have charged for the first attempt already.',
	},
	wire: null,
	check: boolean,
});

const firstByteTimeout = field({
	property: {
		displayName: 'First Byte Timeout (Seconds)',
		name: 'firstByteTimeout',
		type: 'number',
		default: defaultFirstByteTimeout,
		typeOptions: { minValue: 1 },
		description:
			'Longest wait for the beginning of an answer. Reasoning models can think for minutes before it. An answer that is not streamed begins only when all of it is made, so it has this limit only if you add the field.',
	},
	wire: null,
	check: number({ from: 0.1, to: longest }),
});

const idleTimeout = field({
	property: {
		displayName: 'Idle Timeout (Seconds)',
		name: 'idleTimeout',
		type: 'number',
		default: usualIdle,
		typeOptions: { minValue: 1 },
		description:
			'Longest silence in the middle of an answer. What a gateway sends only to keep the connection open ends the silence, but after 300 seconds without anything of the answer the request ends all the same. A longer time here, or in First Byte Timeout for the beginning, holds for that as well.',
	},
	wire: null,
	check: number({ from: 0.1, to: longest }),
});

const totalTimeout = field({
	property: {
		displayName: 'Total Timeout (Seconds)',
		name: 'totalTimeout',
		type: 'number',
		default: usualTotal,
		typeOptions: { minValue: 1 },
		description:
			'Longest time from sending a request to the end of its answer. Waiting for a rate limit does not count.',
	},
	wire: null,
	check: number({ from: 0.1, to: longest }),
});

/** What holds for the requests of one item. */
export const retryAndTimeoutFields = [
	maxAttempts,
	retryTimeouts,
	firstByteTimeout,
	idleTimeout,
	totalTimeout,
];
