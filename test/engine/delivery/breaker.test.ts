import type { IDataObject } from 'n8n-workflow';
import { openGateway, runChat, runChatAt } from '../../support/chat';
import { pause, sendJson, type Responder } from '../../support/gateway';
import { busy } from '../../support/limits';
import { answerTicket } from '../../support/stream';
import {
	expectAnswersInOrder,
	failuresByKind,
	perTicket,
	sumOf,
	tickets,
} from '../../support/tickets';

/** Requests that go out before anything is known of a gateway. */
const firstInFlight = 16;

const parameters = (throughput: IDataObject = {}) => ({ ...perTicket, throughput });

test.each([
	['in flight', { stream: false }, firstInFlight],
	['sent to show whether streams tell their usage', {}, 1],
])(
	'a dead key costs no more requests than were %s, whatever the number of items',
	async (_what, options, most) => {
		const count = 2000;
		const error = { message: 'Incorrect API key provided', code: 'invalid_api_key' };
		const run = await runChat(
			async (_request, response) => {
				await pause(20);
				sendJson(response, { error }, 401);
			},
			{
				parameters: { ...parameters(), options },
				items: tickets(count),
				onError: 'continueRegularOutput',
			},
		);
		expect(run.requests.length).toBeLessThanOrEqual(most);
		expect(failuresByKind(run)).toEqual({ auth: count });
		expect(run.items.at(-1)).toEqual({
			json: {
				error: expect.objectContaining({ kind: 'auth', status: 401, attempts: 0 }),
				message: `Incorrect API key provided [Item ${count - 1}]`,
			},
			pairedItem: { item: count - 1 },
		});
	},
	30_000,
);

const noQuota = {
	error: { message: '用户额度不足', type: 'one_api_error', code: 'insufficient_user_quota' },
};

test('a balance that covers three requests at a time is enough for 100 items', async () => {
	const { load, respond } = busy(answerTicket, (response, { now }) => {
		if (now <= 3) return false;
		sendJson(response, noQuota, 403);
		return true;
	});
	const run = await runChat(respond, {
		parameters: parameters({ maxAttempts: 1 }),
		items: tickets(100),
		onError: 'continueRegularOutput',
	});
	expect(failuresByKind(run)).toEqual({});
	expectAnswersInOrder(run, 100);
	expect(load.refused).toBeGreaterThan(0);
	expect(sumOf(run, 'attempts')).toBe(run.requests.length);
}, 60_000);

test('an empty balance ends the run soon, and after a top-up the next one works at once', async () => {
	let balance = 0;
	const respond: Responder = async (request, response, position) => {
		if (balance > 0) return answerTicket(request, response, position);
		await pause(10);
		return sendJson(response, noQuota, 403);
	};
	const gateway = await openGateway(respond);
	const setup = {
		// Streams of an unknown lane would not go together, and what is refused together is the point.
		parameters: { ...parameters(), options: { stream: false } },
		items: tickets(100),
		onError: 'continueRegularOutput' as const,
	};

	const poor = await runChatAt(gateway, setup);
	expect(failuresByKind(poor)).toEqual({ quota: 100 });
	expect(poor.items[99]?.json.message).toBe('用户额度不足 [Item 99]');
	expect(poor.requests.length).toBeLessThanOrEqual(4 * firstInFlight);

	balance = 1;
	const rich = await runChatAt(gateway, setup);
	expectAnswersInOrder(rich, 100);
	expect(rich.requests).toHaveLength(100);
}, 30_000);
