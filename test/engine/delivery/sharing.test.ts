import { runChat } from '../../support/chat';
import { completion, sendJson, type Responder } from '../../support/gateway';
import { busy } from '../../support/limits';
import { answer, answerTicket } from '../../support/stream';
import {
	expectAnswersInOrder,
	failuresByKind,
	perTicket,
	ticketOf,
	tickets,
} from '../../support/tickets';

const twice = [...tickets(5), ...tickets(5)];

describe('Deduplicate', () => {
	const parameters = { ...perTicket, throughput: { deduplicate: true } };

	test('identical requests are bought once, and each item gets the answer and says so', async () => {
		const { items, requests, hints } = await runChat(answerTicket, { parameters, items: twice });
		expect(requests.map(ticketOf).sort()).toEqual([0, 1, 2, 3, 4]);
		expect(items.map(({ json, pairedItem }) => [json.text, pairedItem])).toEqual(
			twice.map(({ ticket }, item) => [`Done ${ticket}`, { item }]),
		);
		expect(items.map(({ json }) => json.request)).toEqual([
			...Array(5).fill(expect.objectContaining({ sent: 1, attempts: 1 })),
			...Array(5).fill(expect.objectContaining({ sent: 0, attempts: 0, shared: true })),
		]);
		expect(items[0]?.json.request).not.toHaveProperty('shared');
		expect(hints[0]).toMatch(
			/^10 answers in [\d.]+ s · 5 requests · 5 not bought again · 105 tokens$/,
		);
	});

	test('a shared request that fails fails all its items, each under its own number', async () => {
		const run = await runChat(
			(request, response, position) =>
				ticketOf(request) === 2
					? sendJson(response, { error: { message: 'No' } }, 400)
					: answerTicket(request, response, position),
			{ parameters, items: twice, onError: 'continueRegularOutput' },
		);
		expect(run.requests).toHaveLength(5);
		expect(failuresByKind(run)).toEqual({ badRequest: 2 });
		expect([run.items[2]?.json.message, run.items[7]?.json.message]).toEqual([
			'No [Item 2]',
			'No [Item 7]',
		]);
	});

	test('requests that differ in any way are bought separately', async () => {
		const { requests } = await runChat(answerTicket, {
			parameters: { ...parameters, maxTokens: '={{ 100 + $itemIndex }}' },
			items: twice,
		});
		expect(requests).toHaveLength(10);
	});

	test('is off unless asked for', async () => {
		const { requests } = await runChat(answerTicket, { parameters: perTicket, items: twice });
		expect(requests).toHaveLength(10);
	});
});

describe('Token Budget', () => {
	/** Every answer uses a hundred tokens. */
	const costly: Responder = (request, response) =>
		answer(
			request,
			response,
			completion(`Done ${ticketOf(request)}`, {
				usage: { prompt_tokens: 20, completion_tokens: 80, total_tokens: 100 },
			}),
		);
	const parameters = (tokenBudget: number) => ({
		...perTicket,
		maxTokens: 90,
		throughput: { tokenBudget },
	});

	test('what would exceed it is not sent, and everything else is answered', async () => {
		const run = await runChat(costly, {
			parameters: parameters(450),
			items: tickets(10),
			onError: 'continueRegularOutput',
		});
		expect(run.requests).toHaveLength(4);
		expect(failuresByKind(run)).toEqual({ budget: 6 });
		expect(run.items.slice(0, 4).map(({ json }) => json.text)).toEqual(
			tickets(4).map(({ ticket }) => `Done ${ticket}`),
		);
		expect(run.items[4]?.json).toEqual({
			error: expect.objectContaining({ kind: 'budget', status: null, attempts: 0 }),
			message:
				'Not sent: it may need up to 114 tokens (24 for what is sent, 90 for the answer), and of the token budget of 450 for this run 50 are left [Item 4]',
		});
	});

	test('one item that is too large for it does not take the others with it', async () => {
		const run = await runChat(costly, {
			parameters: {
				...parameters(1000),
				maxTokens: '={{ $json.ticket === 2 ? 5000 : 90 }}',
			},
			items: tickets(6),
			onError: 'continueRegularOutput',
		});
		expect(run.items.map(({ json }) => json.text)).toEqual(
			[0, 1, undefined, 3, 4, 5].map((ticket) =>
				ticket === undefined ? undefined : `Done ${ticket}`,
			),
		);
		expect(run.items[2]?.json.error).toMatchObject({ kind: 'budget' });
	});

	test('what is in flight counts as the most that it may use, and what waits for it is sent afterwards', async () => {
		// Only the first ones fit side by side, and a busy machine may take a while to send the second.
		const { load, respond } = busy(answerTicket, undefined, 150);
		const run = await runChat(respond, { parameters: parameters(280), items: tickets(8) });
		expectAnswersInOrder(run, 8);
		expect(load.most).toBe(2);
	});
});
