import { chatCall } from '../../../nodes/api/chat/call';
import type { Failed } from '../../../nodes/api/failure';
import { formatDuration } from '../../../nodes/api/duration';
import {
	defaultRetryAndTimeouts,
	defaultRunLimits,
	type RunLimits,
} from '../../../nodes/api/limits';
import { bytesOf, virtualDelivery, virtualTransport } from '../../support/virtual';

const refusal = { error: { message: 'Slow down, please', type: 'requests', code: 'too_fast' } };
const answer = { choices: [{ message: { content: 'Yes' }, finish_reason: 'stop' }], usage: {} };
const call = () =>
	chatCall({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] }, { stream: true });

/** Sends so many requests to a gateway that refuses them all. */
function sendAll(
	count: number,
	headers: { [name: string]: string } = {},
	limits: Partial<RunLimits> = {},
) {
	let requests = 0;
	const { clock, delivery } = virtualDelivery(
		virtualTransport(() => {
			requests++;
			return { status: 429, headers, body: bytesOf(JSON.stringify(refusal)) };
		}),
		{ limits: { ...defaultRunLimits, ...limits } },
	);
	const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
	const ends: Array<{ at: number; failure: Failed['failure'] }> = [];
	for (let item = 0; item < count; item++) {
		send(call()).catch(({ failure }: Failed) => ends.push({ at: clock.now(), failure }));
	}
	return { clock, ends, requests: () => requests };
}

test.each([
	['the run has had no answer', {}, 2],
	['the user says so', { maxRateLimitWait: 10 }, 10],
	['the user says so, in parts of a minute', { maxRateLimitWait: 0.05 }, 0.05],
])(
	'when %s, every item ends after %o: %d minutes of refusals, with the words of the gateway',
	async (_when, limits, minutes) => {
		const { clock, ends } = sendAll(100, {}, limits);
		await clock.pass(minutes * 60_000 - 1_000);
		expect(ends).toHaveLength(0);
		await clock.pass(2_000);
		expect(ends).toHaveLength(100);
		for (const { failure } of ends) {
			expect(failure).toMatchObject({
				kind: 'rateLimit',
				message: 'Slow down, please',
				status: 429,
				code: 'too_fast',
				type: 'requests',
				description: expect.stringMatching(
					new RegExp(
						`^Waited ${formatDuration(minutes * 60_000)}, in which .* Max Rate Limit Wait`,
					),
				),
			});
		}
	},
);

test('a stated wait of ten minutes is kept after one trial, one that is longer ends the run', async () => {
	// One, three that tell whether it was a stray refusal, and at most one that ignores the wait.
	const kept = sendAll(20, { 'retry-after': '550' });
	await kept.clock.pass(540_000);
	expect(kept.ends).toHaveLength(0);
	expect(kept.requests()).toBeLessThanOrEqual(5);

	const long = sendAll(20, { 'retry-after': '601' });
	await long.clock.pass(10_000);
	expect(long.ends).toHaveLength(20);
	expect(long.requests()).toBeLessThanOrEqual(5);
});

test.each([
	['a day that ends in 14 hours (Groq)', 1_000, 400, () => '14h24m0s'],
	[
		'a day of which little is used (OpenAI): one comes back every 86.4 s',
		1_000,
		1_000,
		fillsIn(86.4),
	],
	['a day of 200 (OpenAI)', 200, 190, fillsIn(432)],
	['a minute that seem used up', 100, 60, () => '60s'],
])(
	'headers that tell of a limit of %s do not slow a run that needs less',
	async (_what, limit, remaining, reset) => {
		let left = remaining;
		const { clock, delivery } = virtualDelivery(
			virtualTransport(() => {
				left--;
				const headers = {
					'x-ratelimit-limit-requests': String(limit),
					'x-ratelimit-remaining-requests': String(left),
					'x-ratelimit-reset-requests': reset(limit - left),
				};
				return { status: 200, headers, body: bytesOf(JSON.stringify(answer)) };
			}),
		);
		const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
		let done = 0;
		for (let item = 0; item < 60; item++) void send(call()).then(() => done++);
		await clock.pass(2_000);
		expect(done).toBe(60);
	},
);

/** How long it takes until all that was used is back, one in so many seconds. */
function fillsIn(seconds: number): (used: number) => string {
	return (used) => `${(used * seconds).toFixed(1)}s`;
}
