import type { IDataObject } from 'n8n-workflow';
import { openGateway, runChatAt, type ChatRun, type ChatSetup } from '../../support/chat';
import { completion, pause, sendJson, type Responder } from '../../support/gateway';
import { refuse } from '../../support/limits';
import { answerTicket, beginStream, chunksOf, event } from '../../support/stream';
import { perTicket, ticketOf, tickets } from '../../support/tickets';
import { openWarmGateway } from '../../support/warmLane';

type Response = Parameters<Responder>[1];

const refusal = { error: { message: 'Not acceptable' } };

/** Resolves when the other side has closed the connection before it was answered. */
function abandoned(response: Response): Promise<boolean> {
	return new Promise((resolve) => {
		response.on('close', () => resolve(!response.writableEnded));
	});
}

describe('Under Stop', () => {
	test('the error says how many finished items n8n drops, and what to switch on', async () => {
		let last: Response | undefined;
		const gateway = await openWarmGateway((request, response, position) => {
			const ticket = ticketOf(request);
			if (ticket === 0) last = response;
			// Two at a time: the eighth shows that the six between are finished.
			else if (ticket === 7) sendJson(last as Response, refusal, 400);
			else answerTicket(request, response, position);
		});
		const { error, items } = await runChatAt(gateway, {
			parameters: { ...perTicket, throughput: { maxConcurrency: 2 } },
			items: tickets(20),
		});
		expect(items).toEqual([]);
		expect(error.message).toBe('Not acceptable [Item 0]');
		expect(error.description).toMatch(
			/n8n drops 6 finished items of this run\. .* set On Error to "Continue \(using error output\)"\./,
		);
		expect(gateway.requests).toHaveLength(8);
	});

	test('answers that are being streamed are aborted, and nothing more is sent', async () => {
		const abandons: Array<Promise<boolean>> = [];
		const gateway = await openWarmGateway((request, response) => {
			if (ticketOf(request) === 9) {
				sendJson(response, refusal, 400);
				return;
			}
			abandons.push(abandoned(response));
			beginStream(response);
			response.write(chunksOf(completion('Long')).slice(0, 2).map(event).join(''));
		});
		const { error } = await runChatAt(gateway, {
			parameters: { ...perTicket, throughput: { maxConcurrency: 10 } },
			items: tickets(50),
		});
		expect(error.message).toBe('Not acceptable [Item 9]');
		expect(await Promise.all(abandons)).toEqual(Array(9).fill(true));
		expect(gateway.requests).toHaveLength(10);
	});

	test('a request that waits before it goes again does not hold up the end', async () => {
		const gateway = await openGateway(async (request, response) => {
			if (ticketOf(request) === 0)
				return sendJson(response, refusal, 503, { 'retry-after': '600' });
			// After a moment, so that the other one is waiting by then.
			await pause(100);
			return sendJson(response, refusal, 400);
		});
		const { error } = await runChatAt(gateway, {
			parameters: { ...perTicket, throughput: { maxConcurrency: 2 } },
			items: tickets(2),
		});
		expect(error.message).toMatch(/^Not acceptable/);
	});
});

describe('Stop pressed in the editor', () => {
	/** Presses Stop when the gateway has seen enough, and looks whether anything is sent after it. */
	async function stopped(
		respond: Responder,
		throughput: IDataObject,
		when: number,
		{ moment = 100, ...more }: ChatSetup & { moment?: number } = {},
	): Promise<ChatRun> {
		let press = () => {};
		const gateway = await openWarmGateway((request, response, position) => {
			if (position === when - 1) {
				// After a moment, so that what is answered now is waiting by then.
				void pause(moment).then(() => press());
			}
			return respond(request, response, position);
		});
		const run = await runChatAt(gateway, {
			parameters: { ...perTicket, throughput, ...more.parameters },
			items: more.items ?? tickets(50),
			onError: 'continueRegularOutput',
			onStart: (cancel) => {
				press = cancel;
			},
		});
		const sent = gateway.requests.length;
		await pause(300);
		expect(gateway.requests).toHaveLength(sent);
		expect(run.status).toBe('canceled');
		return run;
	}

	test('ends a run whose lane is shut for ten minutes', async () => {
		const { requests } = await stopped(
			(_request, response) => void refuse(response, { 'retry-after': '600' }),
			{ maxConcurrency: 4 },
			4,
			// By then a test and a probe have shown that the wait is meant.
			{ moment: 1_500 },
		);
		expect(requests.length).toBeGreaterThanOrEqual(4);
		expect(requests.length).toBeLessThanOrEqual(8);
	});

	test('ends a run that pauses before it sends again', async () => {
		const { requests } = await stopped(
			(_request, response) => sendJson(response, refusal, 503, { 'retry-after': '600' }),
			{ maxConcurrency: 4 },
			4,
			{ items: tickets(4) },
		);
		expect(requests).toHaveLength(4);
	});

	test('ends a run that waits for its token budget, and aborts what is open', async () => {
		const abandons: Array<Promise<boolean>> = [];
		const { requests } = await stopped(
			(_request, response) => void abandons.push(abandoned(response)),
			{ tokenBudget: 250 },
			2,
			{ parameters: { maxTokens: 100 } },
		);
		expect(requests).toHaveLength(2);
		expect(await Promise.all(abandons)).toEqual([true, true]);
	});

	test('ends a run that keeps to its requests per minute', async () => {
		const { requests } = await stopped(answerTicket, { requestsPerMinute: 1 }, 1);
		expect(requests).toHaveLength(1);
	});
});
