import { chatCall } from '../../../../nodes/api/chat/call';
import { failureOf, type Failure } from '../../../../nodes/api/failure';
import { defaultRetryAndTimeouts } from '../../../../nodes/api/limits';
import { bytesOf, virtualDelivery, virtualTransport } from '../../../support/virtual';

/** Sends one request to a gateway in trouble that asks to wait so many seconds, each time. */
async function sendOne(retryAfter: number) {
	let requests = 0;
	const refusal = JSON.stringify({ error: { message: 'Down for maintenance' } });
	const { clock, delivery } = virtualDelivery(
		virtualTransport(() => {
			requests++;
			const headers = { 'retry-after': String(retryAfter) };
			return { status: 503, headers, body: bytesOf(refusal) };
		}),
	);
	const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
	let end: { at: number; why: Failure } | undefined;
	const call = chatCall(
		{ model: 'm', messages: [{ role: 'user', content: 'Hi' }] },
		{ stream: false },
	);
	send(call).catch((thrown: unknown) => (end = { at: clock.now(), why: failureOf(thrown) }));
	await clock.pass(4 * 3_600_000);
	return { requests, end, pending: clock.pending };
}

test('waits that a gateway in trouble asks for again and again end after ten minutes in all', async () => {
	const { requests, end, pending } = await sendOne(540);
	expect(requests).toBe(2);
	expect(end?.at).toBe(540_000);
	expect(end?.why).toMatchObject({
		message: 'Down for maintenance',
		description: expect.stringMatching(/asked to wait 9 min, and then asks for another 9 min\./),
	});
	expect(pending).toBe(0);
});

test('a wait of an hour is not waited for', async () => {
	const { requests, end } = await sendOne(3_599);
	expect(requests).toBe(1);
	expect(end?.at).toBe(0);
});

test('short waits do not add up to a failure before the attempts are used up', async () => {
	const { requests } = await sendOne(60);
	expect(requests).toBe(defaultRetryAndTimeouts.maxAttempts);
});
