import { HumanMessage } from '@langchain/core/messages';
import type { IDataObject } from 'n8n-workflow';
import { openGateway, runChatAt } from '../../support/chat';
import { supplyChatModelAt } from '../../support/chatModel';
import { pause, sendJson, startGateway, type Responder } from '../../support/gateway';
import { answer, answerTicket } from '../../support/stream';
import {
	countByTicket,
	expectAnswersInOrder,
	perTicket,
	ticketOf,
	tickets,
} from '../../support/tickets';

/** Length of an outage, in milliseconds. */
const length = 3_000;

const page =
	(status: number): Responder =>
	(_request, response) => {
		response.writeHead(status, { 'content-type': 'text/html' });
		response.end(`<html><head><title>${status}</title></head></html>`);
	};
const reset: Responder = (_request, response) => response.socket?.resetAndDestroy();
/** What fails, from which request on; test/unit/delivery/lane/trouble.test.ts crosses the two. */
const faults: Array<[when: string, from: number, what: Array<[string, Responder]>]> = [
	[
		'from the start',
		0,
		[
			['500', (_request, response) => sendJson(response, { error: { message: 'Broken' } }, 500)],
			['504', page(504)],
			[
				'events that tell of trouble',
				(_request, response) => {
					response.writeHead(200, { 'content-type': 'text/event-stream' });
					response.end('data: {"error":{"message":"Upstream is unavailable","code":503}}\n\n');
				},
			],
		],
	],
	[
		'in the middle',
		60,
		[
			['resets', reset],
			['502', page(502)],
			['529', page(529)],
		],
	],
];

/** A gateway that fails from the so-many-th request on, for the length of an outage. */
function failing(from: number, fault: Responder): Responder {
	let since: number | undefined;
	return async (request, response, position) => {
		if (position >= from) since ??= performance.now();
		if (since !== undefined && performance.now() < since + length)
			return await fault(request, response, position);
		await pause(20);
		return await answerTicket(request, response, position);
	};
}

const throughput = (more: IDataObject = {}) => ({ ...perTicket, throughput: more });

describe.each(faults)('an outage %s', (_when, from, what) => {
	test.concurrent.each(what)(
		'of %s costs no item and little more than its length',
		async (_what, fault) => {
			const count = 200;
			const gateway = await openGateway(failing(from, fault));
			const started = performance.now();
			const run = await runChatAt(gateway, { parameters: throughput(), items: tickets(count) });
			expectAnswersInOrder(run, count);
			expect(performance.now() - started).toBeLessThan(length + 20_000);
			// What is under way when it begins fails; then only probes go.
			expect(run.requests.length).toBeLessThan(count + 100);
		},
		60_000,
	);
});

test.concurrent(
	'a gateway that is not there yet is waited for',
	async () => {
		const gone = await startGateway(() => {});
		const port = Number(new URL(gone.url).port);
		await gone.close();
		const running = runChatAt(gone, { parameters: throughput(), items: tickets(50) });
		await pause(length);
		await openGateway(answerTicket, port);
		expectAnswersInOrder(await running, 50);
	},
	30_000,
);

test.concurrent(
	'with one attempt an item waits as well',
	async () => {
		const count = 100;
		const gateway = await openGateway(failing(20, page(502)));
		const run = await runChatAt(gateway, {
			parameters: throughput({ maxAttempts: 1, maxConcurrency: 20 }),
			items: tickets(count),
			onError: 'continueRegularOutput',
		});
		// The first few show that it is an outage.
		expect(run.items.filter(({ json }) => json.error).length).toBeLessThan(10);
	},
	30_000,
);

test.each([
	['500', page(500)],
	['502', page(502)],
	['a reset', reset],
])(
	'an item that always meets %s fails after its own attempts',
	async (_what, fault) => {
		const count = 60;
		const gateway = await openGateway(async (request, response, position) => {
			if (ticketOf(request) === 7) return await fault(request, response, position);
			await pause(50);
			return await answerTicket(request, response, position);
		});
		const started = performance.now();
		const run = await runChatAt(gateway, {
			parameters: throughput({ maxConcurrency: 10, maxAttempts: 3 }),
			items: tickets(count),
			onError: 'continueRegularOutput',
		});
		expect(run.items.filter(({ json }) => json.error)).toHaveLength(1);
		expect(countByTicket(run.requests, count)[7]).toBe(3);
		expect(performance.now() - started).toBeLessThan(10_000);
	},
	60_000,
);

test.concurrent.each([408, 409, 504, 520, 524])('status %d is repeated', async (status) => {
	const gateway = await openGateway((request, response, position) =>
		position === 0
			? page(status)(request, response, position)
			: answerTicket(request, response, position),
	);
	const run = await runChatAt(gateway, { parameters: throughput(), items: tickets(1) });
	expect(run.items[0]?.json).toMatchObject({ text: 'Done 0', request: { attempts: 2 } });
});

test.concurrent(
	'a chat model outlasts an outage',
	async () => {
		const started = performance.now();
		const gateway = await openGateway((request, response, position) =>
			performance.now() < started + length
				? page(503)(request, response, position)
				: answer(request, response),
		);
		const { model, close } = await supplyChatModelAt(gateway);
		const { content } = await model.invoke([new HumanMessage('Hello')]);
		expect(content).not.toBe('');
		await close();
	},
	30_000,
);
