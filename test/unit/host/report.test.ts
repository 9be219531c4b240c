import type { IExecuteFunctions } from 'n8n-workflow';
import { newBudgetResult } from '../../../nodes/delivery/budget/sentences';
import { chatCall } from '../../../nodes/api/chat/call';
import { defaultRetryAndTimeouts, defaultRunLimits } from '../../../nodes/api/limits';
import { nothingToHide } from '../../../nodes/api/redact/redactor';
import { Lanes } from '../../../nodes/delivery/lane/lanes';
import { reportHints } from '../../../nodes/host/report';
import { bytesOf, virtualDelivery, VirtualClock, virtualTransport } from '../../support/virtual';

/** Runs at a gateway that refuses everything, of items that wait for no limit. */
function refusingGateway() {
	const clock = new VirtualClock();
	const lanes = new Lanes(clock, () => 0.5);
	let received = 0;
	const transport = virtualTransport(() => {
		received++;
		return { status: 429, body: bytesOf('{"error":{"message":"Slow down"}}') };
	});
	const run = async (items: number): Promise<{ note: string | undefined; received: number }> => {
		const before = received;
		const limits = { ...defaultRunLimits, maxRateLimitWait: 0 };
		const { delivery } = virtualDelivery(transport, { clock, lanes, limits });
		const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
		const call = chatCall({ model: 'm', messages: [] }, { stream: false });
		const ends = Array.from({ length: items }, () => send(call).catch(() => {}));
		await clock.pass(10);
		await Promise.all(ends);
		const notes: string[] = [];
		const addExecutionHints = ({ message }: { message: string }) => notes.push(message);
		const kinds = new Map([['rateLimit' as const, items]]);
		const result = { items, failed: items, kinds, truncated: 0, unit: 1, duration: 10 };
		const accounts = [
			{ delivery, redactor: nothingToHide, gateway: '', owner: '', prices: undefined },
		];
		const reported = { totals: delivery.totals, accounts };
		const context = { addExecutionHints } as unknown as IExecuteFunctions;
		const advice = { cutOff: '', overBudget: '', overCost: '' };
		reportHints(context, reported, { ...result, ...newBudgetResult() }, advice);
		return { note: notes[0], received: received - before };
	};
	return run;
}

test('the note counts the requests that went out, and none of items that only waited', async () => {
	const { note, received } = await refusingGateway()(200);
	expect(received).toBeLessThan(20);
	const [requests, refused] = [`${received} requests`, `${received} refused`];
	expect(note).toBe(`No answer in 0.1 s · 200 failed: rate limit · ${requests} · ${refused}`);
});

test('a run of which nothing went out says so', async () => {
	const run = refusingGateway();
	await run(200);
	const { note, received } = await run(3);
	expect(received).toBe(0);
	expect(note).toBe('No answer in 0.1 s · 3 failed: rate limit · nothing sent');
});
