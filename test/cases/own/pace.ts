import type { Row } from './build';
import { hello } from './chatBodies';

const items = 60;

const left = 80;

/** A run that needs less than what is left, at a gateway that counts down with every answer. */
const paced = (
	title: string,
	headers: { [name: string]: string },
	remaining: string,
	stream = true,
): Row => ({
	title,
	ask: {
		route: '/v1/chat/completions',
		stream,
		items: Array.from({ length: items }, (_, item) => ({ item })),
		throughput: { maxConcurrency: 4 },
	},
	answer: { ...hello, headers, countdown: { [remaining]: left }, delay: 50 },
	want: {
		requests: items,
		within: 6_000,
		items: Array(items).fill({ output: 'success', text: 'Hello' }),
	},
});

/** A limit that is reset in more than ten minutes does not lead the pace. */
export const pace: readonly Row[] = [
	paced(
		'Groq: 80 of 1,000 requests left until tomorrow',
		{ 'x-ratelimit-limit-requests': '1000', 'x-ratelimit-reset-requests': '14h24m0s' },
		'x-ratelimit-remaining-requests',
	),
	paced(
		'the same, answers whole',
		{ 'x-ratelimit-limit-requests': '1000', 'x-ratelimit-reset-requests': '14h24m0s' },
		'x-ratelimit-remaining-requests',
		false,
	),
	paced(
		'without the name of what is counted',
		{ 'x-ratelimit-limit': '200', 'x-ratelimit-reset': '3600s' },
		'x-ratelimit-remaining',
	),
	paced(
		'a reset in half an hour',
		{ 'x-ratelimit-limit-requests': '100', 'x-ratelimit-reset-requests': '30m0s' },
		'x-ratelimit-remaining-requests',
	),
	paced(
		'the reset as a date',
		{
			'x-ratelimit-limit': '1000',
			'x-ratelimit-reset': String(Date.now() + 40_000_000),
		},
		'x-ratelimit-remaining',
	),
];
