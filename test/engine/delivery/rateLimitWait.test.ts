import type { IDataObject } from 'n8n-workflow';
import { openGateway, runChat, runChatAt, type ChatRun } from '../../support/chat';
import { supplyChatModel } from '../../support/chatModel';
import { pause, type Responder } from '../../support/gateway';
import { refuse } from '../../support/limits';
import { answerTicket, beginStream, event } from '../../support/stream';
import { expectAnswersInOrder, failuresByKind, perTicket, tickets } from '../../support/tickets';

const run = (
	respond: Responder,
	items: number,
	throughput: IDataObject,
	more: IDataObject = {},
): Promise<ChatRun> =>
	runChat(respond, {
		parameters: { ...perTicket, throughput, ...more },
		items: tickets(items),
		onError: 'continueRegularOutput',
	});

const refusesAll: Responder = (_request, response) =>
	void refuse(response, { 'x-request-id': 'req-9' });
/** The same words inside of an answer that begins as a good one. */
const refusesInside: Responder = (_request, response) => {
	beginStream(response);
	const error = { message: 'Too many requests', type: 'rate_limit_error', code: 'rate_limit' };
	response.end(event({ error }));
};

/** What every item of a refused run says. */
function expectWords({ items }: ChatRun, count: number, status: number): void {
	expect(items).toHaveLength(count);
	for (const [item, { json, pairedItem }] of items.entries()) {
		expect(pairedItem).toEqual({ item });
		expect(json.message).toBe(`Too many requests [Item ${item}]`);
		expect(json.error).toMatchObject({
			kind: 'rateLimit',
			status,
			code: 'rate_limit',
			type: 'rate_limit_error',
			description: expect.stringMatching(/Max Rate Limit Wait/),
		});
	}
}

describe.each<[string, Responder, number]>([
	['under 429', refusesAll, 429],
	['inside of a stream', refusesInside, 200],
])('A limit that lasts, told %s', (_where, respond, status) => {
	test.concurrent(
		'ends the items where the user says, with the words of the gateway',
		async () => {
			const begin = performance.now();
			const done = await run(respond, 40, { maxRateLimitWait: 0.05 });
			const took = performance.now() - begin;
			expectWords(done, 40, status);
			expect(took).toBeGreaterThan(2_900);
			// Far below the two and the ten minutes, also on a busy machine.
			expect(took).toBeLessThan(20_000);
			expect(done.requests.length).toBeLessThanOrEqual(40);
			const { description } = done.items[0]?.json.error as IDataObject;
			expect(description).toMatch(/^Waited \d+ s, in which the gateway let nothing through/);
		},
		30_000,
	);

	test.concurrent(
		'is not waited for at 0',
		async () => {
			const begin = performance.now();
			const done = await run(respond, 200, { maxRateLimitWait: 0 });
			expect(performance.now() - begin).toBeLessThan(10_000);
			expectWords(done, 200, status);
			expect(done.requests.length).toBeLessThanOrEqual(100);
		},
		15_000,
	);

	test.concurrent(
		'reaches a chat with its words',
		async () => {
			const throughput = { maxRateLimitWait: 0.01 };
			const { model } = await supplyChatModel(respond, { throughput });
			await expect(model.invoke('Hi')).rejects.toMatchObject({
				message: 'Too many requests',
				description: expect.stringMatching(/^Waited \d+ s, in which/),
			});
			// The first one loads n8n's code for models.
		},
		30_000,
	);
});

test.concurrent('the failure names the last refused request, and costs no attempts', async () => {
	const done = await run(refusesAll, 1, { maxRateLimitWait: 0.02, maxAttempts: 1 });
	expect(done.items[0]?.json.error).toMatchObject({ request_id: 'req-9', status: 429 });
	expect(done.requests.length).toBeGreaterThan(1);
});

test.concurrent('under Stop the error has the words of the gateway', async () => {
	const { error } = await runChat(refusesAll, {
		parameters: { ...perTicket, throughput: { maxRateLimitWait: 0 } },
		items: tickets(1),
	});
	expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '429' });
	expect(error.message).toMatch(/^Too many requests/);
	expect(error.description).toMatch(/Max Rate Limit Wait .* is 0/);
});

test.concurrent('at 0, a refused item goes nowhere and the others are answered', async () => {
	const done = await run(
		(request, response, position) =>
			position === 5 ? void refuse(response) : answerTicket(request, response, position),
		30,
		{ maxRateLimitWait: 0, maxConcurrency: 4 },
	);
	expect(failuresByKind(done)).toEqual({ rateLimit: 1 });
	expect(done.requests).toHaveLength(30);
});

test.concurrent(
	'a limit that is lifted within the time costs no item',
	async () => {
		const begin = performance.now();
		const done = await run(
			(request, response, position) =>
				performance.now() - begin < 1_500
					? void refuse(response)
					: answerTicket(request, response, position),
			20,
			{ maxRateLimitWait: 0.5 },
		);
		expectAnswersInOrder(done, 20);
	},
	60_000,
);

test.concurrent(
	'a limit that ended one run ends no later one',
	async () => {
		let isOver = false;
		const gateway = await openGateway((request, response, position) =>
			isOver ? answerTicket(request, response, position) : void refuse(response),
		);
		const send = async (items: number, maxRateLimitWait: number) =>
			await runChatAt(gateway, {
				parameters: { ...perTicket, throughput: { maxRateLimitWait } },
				items: tickets(items),
				onError: 'continueRegularOutput',
			});
		expect(failuresByKind(await send(10, 0.05))).toEqual({ rateLimit: 10 });
		isOver = true;
		await pause(500);
		// Until the next probe it is no longer than the refusals have lasted, and a second or two.
		expectAnswersInOrder(await send(1, 0.1), 1);
	},
	20_000,
);

test.concurrent('trouble with a longer wait than the user allows ends its item alone', async () => {
	const done = await run(
		(request, response, position) => {
			if (position !== 0) return answerTicket(request, response, position);
			response.writeHead(503, { 'retry-after': '5', 'content-type': 'application/json' });
			return response.end('{"error":{"message":"Down for maintenance","code":"down"}}');
		},
		3,
		{ maxRateLimitWait: 0.05 },
	);
	expect(failuresByKind(done)).toEqual({ server: 1 });
	const failed = done.items.find(({ json }) => json.error !== undefined);
	expect(failed?.json.message).toMatch('Down for maintenance');
	expect(failed?.json.error).toMatchObject({ status: 503, code: 'down' });
});
