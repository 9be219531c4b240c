import { openGateway, runChat, runChatAt } from '../../support/chat';
import { supplyChatModel } from '../../support/chatModel';
import { pause, sendJson, type Responder } from '../../support/gateway';
import { answerTicket, beginStream, event } from '../../support/stream';
import {
	countByTicket,
	expectAnswersInOrder,
	failuresByKind,
	perTicket,
	ticketOf,
	tickets,
} from '../../support/tickets';

type Response = Parameters<Responder>[1];

const noQuota = {
	message: '用户额度不足',
	type: 'one_api_error',
	code: 'insufficient_user_quota',
};
const badKey = { message: '无效的令牌', type: 'one_api_error', code: 'invalid_api_key' };

const refusals: Array<[string, string, (response: Response) => void]> = [
	['a dead key', 'auth', (response) => sendJson(response, { error: badKey }, 401)],
	['an empty balance', 'quota', (response) => sendJson(response, { error: noQuota }, 403)],
	[
		'an empty balance under 429',
		'quota',
		(response) => sendJson(response, { error: noQuota }, 429),
	],
	['an empty balance under 200', 'quota', (response) => sendJson(response, { error: noQuota })],
	[
		'an empty balance as an event',
		'quota',
		(response) => {
			beginStream(response);
			response.end(event({ error: noQuota }));
		},
	],
];

const setup = (count: number, stream: boolean) => ({
	parameters: { ...perTicket, throughput: {}, options: { stream } },
	items: tickets(count),
	onError: 'continueRegularOutput' as const,
});

describe.each([
	['streamed', true],
	['whole', false],
])('%s', (_how, stream) => {
	test.concurrent.each(refusals)(
		'one of ten channels with %s loses no item',
		async (_what, _kind, refuse) => {
			const run = await runChat(
				async (request, response, position) => {
					if (position % 10 === 4) return refuse(response);
					await pause(20);
					return answerTicket(request, response, position);
				},
				setup(150, stream),
			);
			expect(failuresByKind(run)).toEqual({});
			expectAnswersInOrder(run, 150);
		},
		60_000,
	);

	test.concurrent.each(refusals.filter(([, kind]) => kind === 'quota'))(
		'2,000 items on an account with %s cost at most 40 requests',
		async (_what, kind, refuse) => {
			const run = await runChat(
				async (_request, response) => {
					await pause(20);
					refuse(response);
				},
				setup(2_000, stream),
			);
			expect(failuresByKind(run)).toEqual({ [kind]: 2_000 });
			expect(run.requests.length).toBeLessThanOrEqual(40);
			expect(run.items.at(-1)?.json).toMatchObject({
				error: { kind, code: noQuota.code, attempts: 0 },
				message: `${noQuota.message} [Item 1999]`,
			});
		},
		60_000,
	);

	test.concurrent(
		'one item that is too dear fails alone, in the words of the gateway',
		async () => {
			const run = await runChat(
				(request, response, position) => {
					if (ticketOf(request) !== 0) return answerTicket(request, response, position);
					return sendJson(response, { error: noQuota }, 403);
				},
				setup(60, stream),
			);
			expect(failuresByKind(run)).toEqual({ quota: 1 });
			expect(run.items[0]?.json).toMatchObject({
				error: { kind: 'quota', status: 403, description: expect.stringMatching(/too dear/) },
				message: `${noQuota.message} [Item 0]`,
			});
			expect(countByTicket(run.requests, 60)[0]).toBeLessThanOrEqual(8);
		},
		60_000,
	);
});

test.concurrent(
	'a key that is refused once in the middle is doubted, and one that is revoked ends the run',
	async () => {
		let isRevoked = false;
		const gateway = await openGateway((request, response, position) => {
			if (position === 40 || isRevoked) return sendJson(response, { error: badKey }, 401);
			return answerTicket(request, response, position);
		});
		const once = await runChatAt(gateway, setup(100, true));
		expectAnswersInOrder(once, 100);
		expect(once.requests).toHaveLength(101);
		isRevoked = true;
		const run = await runChatAt(gateway, setup(500, true));
		expect(failuresByKind(run)).toEqual({ auth: 500 });
		expect(run.requests.length).toBeLessThanOrEqual(80);
	},
	60_000,
);

test.concurrent.each([1, 3])(
	'a run of %i items on an empty account sends each once',
	async (count) => {
		const run = await runChat(
			(_request, response) => sendJson(response, { error: noQuota }, 403),
			setup(count, true),
		);
		expect(failuresByKind(run)).toEqual({ quota: count });
		expect(countByTicket(run.requests, count)).toEqual(Array(count).fill(1));
	},
);

test.concurrent.each(refusals)(
	'the chat model sends one request on %s',
	async (_what, _kind, refuse) => {
		const { model, requests, close } = await supplyChatModel((_request, response) =>
			refuse(response),
		);
		await expect(model.invoke('Hello')).rejects.toThrow(/用户额度不足|无效的令牌/);
		expect(requests).toHaveLength(1);
		await close();
	},
	30_000,
);
