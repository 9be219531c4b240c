import type { IDataObject } from 'n8n-workflow';
import { key, openGateway, runChatAt } from '../../support/chat';
import { sendJson, startGateway, type Responder, type TestGateway } from '../../support/gateway';
import { answerTicket } from '../../support/stream';
import { expectAnswersInOrder, failuresByKind, perTicket, tickets } from '../../support/tickets';

const count = 20;

/** An address where nobody listens any more. */
async function closedGateway(): Promise<TestGateway> {
	const gateway = await startGateway(() => {});
	await gateway.close();
	return gateway;
}

/** A run with these two addresses; its requests are those that reach the backup. */
const runWith = (
	primary: TestGateway,
	backup: TestGateway,
	throughput: IDataObject = {},
	options: IDataObject = {},
	items = count,
) =>
	runChatAt(backup, {
		credential: { baseUrl: primary.url, backupUrl: backup.url },
		parameters: { ...perTicket, options, throughput },
		items: tickets(items),
		onError: 'continueRegularOutput',
	});

test.each([
	['one streamed request that goes first', {}],
	['many requests at once', { stream: false }],
])(
	'when %s cannot reach the primary, the backup answers, also for the next run',
	async (_what, options) => {
		const primary = await closedGateway();
		const backup = await openGateway(answerTicket);
		const first = await runWith(primary, backup, { maxAttempts: 1 }, options);
		expectAnswersInOrder(first, count);
		expect(first.requests).toHaveLength(count);
		const host = new URL(backup.url).host;
		expect(first.items.map(({ json }) => (json.request as IDataObject).host)).toEqual(
			Array(count).fill(host),
		);

		const revived = await openGateway(answerTicket, Number(new URL(primary.url).port));
		const second = await runWith(revived, backup, { maxAttempts: 1 }, options);
		expectAnswersInOrder(second, count);
		expect(second.items.map(({ json }) => (json.request as IDataObject).attempts)).toEqual(
			Array(count).fill(1),
		);
		expect(revived.requests).toEqual([]);
	},
);

test('when neither can be reached, an item fails after its attempts and says so', async () => {
	const backup = await closedGateway();
	const run = await runWith(await closedGateway(), backup, { maxAttempts: 2 }, {}, 1);
	expect(failuresByKind(run)).toEqual({ network: 1 });
});

test.each<[string, Responder]>([
	['a 500', (_request, response) => sendJson(response, { error: { message: 'Busy' } }, 500)],
	['a refused key', (_request, response) => sendJson(response, { error: { message: 'No' } }, 401)],
	['a connection that is reset', (_request, response) => response.socket?.resetAndDestroy()],
])('%s of the primary is no reason to ask the backup', async (_what, respond) => {
	const primary = await openGateway(respond);
	const backup = await openGateway(answerTicket);
	const run = await runWith(primary, backup, { maxAttempts: 2 }, {}, 1);
	expect(run.items.filter(({ json }) => json.error)).toHaveLength(1);
	expect(primary.requests.length).toBeGreaterThan(0);
	expect(backup.requests).toEqual([]);
});

test('the key goes to the two addresses of the credential and nowhere else', async () => {
	const third = await openGateway(answerTicket);
	const backup = await openGateway((_request, response) =>
		sendJson(response, {}, 307, { location: `${third.url}/v1/chat/completions` }),
	);
	const run = await runWith(await closedGateway(), backup);
	expect(failuresByKind(run)).toEqual({ notFound: count });
	expect(backup.requests.map(({ headers }) => headers.authorization)).toEqual(
		Array(count).fill(`Bearer ${key}`),
	);
	expect(third.requests).toEqual([]);
});
