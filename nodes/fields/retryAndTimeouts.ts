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
			'How many times a request is sent before its item fails, when the gateway or the network fails. Waiting for a rate limit does not count. Images and audio are charged when the request arrives: such a request is sent again only if nothing can have been made.',
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
			'Whether to send a request again after a timeout, and a request for an image or audio also after the connection or the answer was cut off. The gateway may have charged for the first attempt already.',
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
			'Longest wait for the beginning of an answer. Reasoning models can think for minutes before it. An answer that is not streamed begins only when all of it is made, so this limit holds for it only if you add the field.',
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
			'Longest silence in the middle of an answer. What a gateway sends only to keep the connection open ends the silence; but after 300 seconds without any part of the answer the request fails all the same. A longer time here replaces these 300 seconds; for the beginning of the answer, a longer First Byte Timeout does.',
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
