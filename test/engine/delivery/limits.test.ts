import type { IDataObject } from 'n8n-workflow';
import { runChat } from '../../support/chat';
import { bucket, busy, refuse } from '../../support/limits';
import { answerTicket } from '../../support/stream';
import { expectAnswersInOrder, perTicket, sumOf, tickets } from '../../support/tickets';

const parameters = (throughput: IDataObject) => ({ ...perTicket, throughput });

describe('A gateway whose limit nobody knows', () => {
	test.each([
		['that does not say how long to wait', () => ({})],
		[
			'that says how long to wait',
			(milliseconds: number) => ({ 'retry-after': String(milliseconds / 1000) }),
		],
	])(
		'%s answers every item, and refuses few requests',
		async (_how, headers) => {
			const count = 300;
			const limit = bucket(60, 30);
			const { load, respond } = busy(answerTicket, (response) =>
				limit.take() ? false : refuse(response, headers(limit.full())),
			);
			const run = await runChat(respond, {
				parameters: parameters({ maxConcurrency: 32 }),
				items: tickets(count),
			});
			expectAnswersInOrder(run, count);
			expect(load.refused).toBeGreaterThan(0);
			expect(sumOf(run, 'refused')).toBe(load.refused);
			expect(sumOf(run, 'attempts')).toBe(run.requests.length);
			expect(load.refused).toBeLessThanOrEqual(0.25 * run.requests.length);
			expect(load.most).toBeLessThanOrEqual(32);
		},
		60_000,
	);

	test('on requests in flight answers every item, and refuses few requests', async () => {
		const count = 150;
		const { load, respond } = busy(answerTicket, (response, { now }) =>
			now > 8 ? refuse(response) : false,
		);
		const run = await runChat(respond, {
			parameters: parameters({}),
			items: tickets(count),
		});
		expectAnswersInOrder(run, count);
		expect(load.refused).toBeGreaterThan(0);
		expect(sumOf(run, 'refused')).toBe(load.refused);
		expect(load.refused).toBeLessThanOrEqual(0.25 * run.requests.length);
	}, 60_000);
});

test('a refusal for the limit costs no attempt', async () => {
	const limit = bucket(40, 5);
	const { load, respond } = busy(answerTicket, (response) =>
		limit.take() ? false : refuse(response),
	);
	const run = await runChat(respond, {
		parameters: parameters({ maxAttempts: 1, maxConcurrency: 20 }),
		items: tickets(40),
	});
	expectAnswersInOrder(run, 40);
	expect(load.refused).toBeGreaterThan(0);
	expect(sumOf(run, 'sent')).toBe(40);
	expect(sumOf(run, 'attempts')).toBe(40 + load.refused);
}, 30_000);

test.each([1, 3, 40])('never more than %p requests are in flight', async (maxConcurrency) => {
	const { load, respond } = busy(answerTicket);
	const run = await runChat(respond, {
		parameters: parameters({ maxConcurrency }),
		items: tickets(10 + 5 * maxConcurrency),
	});
	expectAnswersInOrder(run, 10 + 5 * maxConcurrency);
	expect(load.most).toBeLessThanOrEqual(maxConcurrency);
	expect(load.most).toBeGreaterThanOrEqual(Math.min(maxConcurrency, 16));
});

describe('Requests per Minute', () => {
	test('is kept from the first request on', async () => {
		const count = 30;
		const arrivals: number[] = [];
		const run = await runChat(
			(request, response, position) => {
				arrivals.push(performance.now());
				return answerTicket(request, response, position);
			},
			{ parameters: parameters({ requestsPerMinute: 1200 }), items: tickets(count) },
		);
		expectAnswersInOrder(run, count);
		// A request every 50 ms, and a tenth of a second that a late alarm may make up for.
		const early = arrivals.map((at, position) => position * 50 - (at - Number(arrivals[0])));
		expect(Math.max(...early)).toBeLessThanOrEqual(200);
	}, 30_000);
});
