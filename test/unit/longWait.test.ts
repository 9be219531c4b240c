import { chatCall } from '../../nodes/api/chat/call';
import type { Failed } from '../../nodes/api/failure';
import { defaultRetryAndTimeouts } from '../../nodes/api/limits';
import { bytesOf, virtualDelivery, virtualTransport } from '../support/virtual';

const refusal = { error: { message: 'Slow down, please', type: 'requests', code: 'too_fast' } };
const call = () => chatCall({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] }, true);

/** Sends so many requests to a gateway that refuses them all. */
function sendAll(count: number, headers: { [name: string]: string } = {}) {
	let requests = 0;
	const { clock, delivery } = virtualDelivery(
		virtualTransport(() => {
			requests++;
			return { status: 429, headers, body: bytesOf(JSON.stringify(refusal)) };
		}),
	);
	const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
	const ends: Array<{ at: number; failure: Failed['failure'] }> = [];
	for (let item = 0; item < count; item++) {
		send(call()).catch(({ failure }: Failed) => ends.push({ at: clock.now(), failure }));
	}
	return { clock, ends, requests: () => requests };
}

test('after ten minutes of refusals every item ends, with the words of the gateway', async () => {
	const { clock, ends } = sendAll(100);
	await clock.pass(599_000);
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
			description: expect.stringMatching(/^Waited 10 min, in which/),
		});
	}
});

test('a stated wait of ten minutes is kept, one that is longer ends the run after one probe', async () => {
	const kept = sendAll(20, { 'retry-after': '550' });
	await kept.clock.pass(540_000);
	expect([kept.ends.length, kept.requests()]).toEqual([0, 1]);

	const long = sendAll(20, { 'retry-after': '601' });
	await long.clock.pass(10_000);
	expect([long.ends.length, long.requests()]).toEqual([20, 2]);
});
