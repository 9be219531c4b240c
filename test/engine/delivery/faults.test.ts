import { runChat, type ChatRun } from '../../support/chat';
import {
	always,
	completion,
	pause,
	sendJson,
	type Received,
	type Responder,
} from '../../support/gateway';
import { answerTicket, beginStream, chunksOf, cutAfter, event } from '../../support/stream';
import {
	countByTicket,
	expectAnswersInOrder,
	failuresByKind,
	perTicket,
	sumOf,
	ticketOf,
	tickets,
} from '../../support/tickets';

type Response = Parameters<Responder>[1];

/** What goes wrong at gateways, and between them and us. */
const faults: Array<(response: Response) => unknown> = [
	(response) => sendJson(response, { error: { message: 'Internal error' } }, 500),
	(response) => {
		response.writeHead(502, { 'content-type': 'text/html' });
		response.end('<html><head><title>502 Bad Gateway</title></head></html>');
	},
	(response) => response.socket?.resetAndDestroy(),
	(response) => {
		beginStream(response);
		response.flushHeaders();
		// The headers should be read before the reset throws them away.
		void pause(5).then(() => response.socket?.resetAndDestroy());
	},
	(response) => {
		beginStream(response);
		cutAfter(response, chunksOf(completion('Half')).slice(0, 2).map(event).join(''));
	},
	(response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end('{"id": "chatcmpl-1", "choices": [');
	},
];

/** A random number from 0 to 1 that is always the same for the same ticket and attempt. */
function chance(ticket: number, attempt: number): number {
	let mixed = Math.imul(ticket * 31 + attempt + 1, 0x9e3779b1);
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

/** A gateway at which so large a share of the requests goes wrong. */
function faulty(share: number): Responder {
	const attempts = new Map<number, number>();
	return (request: Received, response, position) => {
		const ticket = ticketOf(request);
		const attempt = attempts.get(ticket) ?? 0;
		attempts.set(ticket, attempt + 1);
		const drawn = chance(ticket, attempt);
		const fault = faults[Math.floor((drawn / share) * faults.length)];
		return fault ? fault(response) : answerTicket(request, response, position);
	};
}

test('1,000 items are complete and in order although every fifth request goes wrong', async () => {
	const count = 1000;
	const run = await runChat(faulty(0.2), {
		parameters: { ...perTicket, throughput: {} },
		items: tickets(count),
		onError: 'continueRegularOutput',
	});
	expect(failuresByKind(run)).toEqual({});
	expectAnswersInOrder(run, count);
	expect(run.requests.length).toBeGreaterThan(1.15 * count);
	expect(run.requests.length).toBeLessThanOrEqual(1.35 * count);
	expect(sumOf(run, 'attempts')).toBe(run.requests.length);
	expect(sumOf(run, 'sent')).toBe(count);
}, 60_000);

describe('A gateway that always fails', () => {
	const failing = (count: number, maxAttempts: number): Promise<ChatRun> =>
		runChat(always({ error: { message: 'Out of order' } }, 500), {
			parameters: { ...perTicket, throughput: { maxAttempts, maxConcurrency: 10 } },
			items: tickets(count),
			onError: 'continueRegularOutput',
		});

	test('gets each request as often as the item allows, and the item counts the attempts', async () => {
		const { items, requests } = await failing(2, 3);
		expect(countByTicket(requests, 2)).toEqual([3, 3]);
		expect(items.map(({ json }) => json)).toEqual(
			[0, 1].map((item) => ({
				error: expect.objectContaining({ kind: 'server', status: 500, attempts: 3 }),
				message: `Out of order [Item ${item}]`,
			})),
		);
	});
});

test('the wait that a 503 asks for is kept', async () => {
	const arrivals: number[] = [];
	const { items } = await runChat(
		(request, response, position) => {
			arrivals.push(performance.now());
			if (position > 0) return answerTicket(request, response, position);
			return sendJson(response, { error: { message: 'Restarting' } }, 503, { 'retry-after': '1' });
		},
		{ parameters: { ...perTicket, throughput: {} }, items: tickets(1) },
	);
	expect(items[0]?.json).toMatchObject({ text: 'Done 0', request: { sent: 1, attempts: 2 } });
	expect(Number(arrivals[1]) - Number(arrivals[0])).toBeGreaterThanOrEqual(990);
});

test.each([
	[400, 'badRequest'],
	[401, 'auth'],
	[404, 'notFound'],
])('a request that is answered with status %p is sent once', async (status, kind) => {
	const { items, requests } = await runChat(always({ error: { message: 'No' } }, status), {
		parameters: { throughput: { maxAttempts: 5 } },
		onError: 'continueRegularOutput',
	});
	expect(items[0]?.json.error).toMatchObject({ kind, status, attempts: 1 });
	expect(requests).toHaveLength(1);
});

test('a gateway that asks not to be asked again is not', async () => {
	const no = { 'x-should-retry': 'false' };
	const { requests } = await runChat(always({ error: { message: 'No' } }, 500, no), {
		parameters: { throughput: { maxAttempts: 5 } },
		onError: 'continueRegularOutput',
	});
	expect(requests).toHaveLength(1);
});
