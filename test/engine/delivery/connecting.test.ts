import { openGateway, runChatAt } from '../../support/chat';
import { always, pause, sendJson } from '../../support/gateway';
import { runOperationAt } from '../../support/operation';
import { answerTicket } from '../../support/stream';
import { startSwallowing } from '../../support/swallowing';
import { expectAnswersInOrder, failuresByKind, perTicket, tickets } from '../../support/tickets';

const count = 20;
/** The limit for connecting, and a little, in milliseconds. */
const limit = 15_000;
const little = 8_000;

let swallowing: Awaited<ReturnType<typeof startSwallowing>>;
beforeAll(async () => {
	swallowing = await startSwallowing();
});
afterAll(() => swallowing.close());

/** How long something took, in milliseconds, with what came of it. */
async function timed<T>(what: Promise<T>): Promise<[number, T]> {
	const since = performance.now();
	const result = await what;
	return [performance.now() - since, result];
}

const submission = {
	method: 'POST',
	path: '/sd/txt2img',
	body: '{}',
	options: { neverRepeat: true },
	throughput: {},
};

// Together, because each of them takes as long as the limit.
test('a host that swallows what is sent to it is left for the backup after 15 seconds, and a slow one is not', async () => {
	const run = async (baseUrl: string) => {
		const backup = await openGateway(answerTicket);
		return await runChatAt(backup, {
			credential: { baseUrl, backupUrl: backup.url },
			parameters: {
				...perTicket,
				options: { stream: false },
				throughput: { maxAttempts: 1, maxConcurrency: 8 },
			},
			items: tickets(count),
			onError: 'continueRegularOutput',
			executionId: `connecting to ${baseUrl}`,
		});
	};
	const submit = async () => {
		const backup = await openGateway(always({ ok: true }));
		return await runOperationAt(backup, 'request.send', submission, {
			credential: { baseUrl: `http://${swallowing.host}/c`, backupUrl: backup.url },
			executionId: 'connecting once',
		});
	};
	const alone = async () =>
		await runChatAt(await openGateway(() => {}), {
			credential: { baseUrl: `http://${swallowing.host}/d` },
			onError: 'continueRegularOutput',
			executionId: 'connecting alone',
		});
	const slow = async () => {
		const gateway = await openGateway(async (_request, response) => {
			await pause(limit + 2_000);
			sendJson(response, { ok: true });
		});
		return await runOperationAt(gateway, 'request.send', submission, {
			executionId: 'connecting late',
		});
	};

	const [many, encrypted, once, without, late] = await Promise.all([
		timed(run(`http://${swallowing.host}/a`)),
		timed(run(`https://${swallowing.host}`)),
		timed(submit()),
		timed(alone()),
		timed(slow()),
	]);
	for (const [took, done] of [many, encrypted]) {
		expect(took).toBeGreaterThan(limit - 500);
		expect(took).toBeLessThan(limit + little);
		expect(failuresByKind(done)).toEqual({});
		expectAnswersInOrder(done, count);
		expect(done.requests).toHaveLength(count);
	}
	expect(once[0]).toBeLessThan(limit + little);
	expect(once[1].requests).toHaveLength(1);
	expect(once[1].items[0]?.json.body).toEqual({ ok: true });

	expect(without[0]).toBeLessThan(limit + little);
	expect(without[1].items[0]?.json.error).toMatchObject({ kind: 'network', retryable: true });
	expect(without[1].items[0]?.json.message).toMatch(/did not accept the connection in time/);

	expect(late[0]).toBeGreaterThan(limit);
	expect(late[1].requests).toHaveLength(1);
	expect(late[1].items[0]?.json.body).toEqual({ ok: true });
}, 60_000);
