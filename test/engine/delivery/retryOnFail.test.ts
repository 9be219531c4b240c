import { openGateway, runChatAt, type ChatSetup } from '../../support/chat';
import { sendJson, type Responder } from '../../support/gateway';
import { answerTicket } from '../../support/stream';
import {
	countByTicket,
	expectAnswersInOrder,
	perTicket,
	ticketOf,
	tickets,
} from '../../support/tickets';
import { openWarmGateway } from '../../support/warmLane';

type Response = Parameters<Responder>[1];

const count = 20;
const refuse = (response: Response) => sendJson(response, { error: { message: 'Not now' } }, 400);
const once = Array<number>(count).fill(1);

/** Fails the first item as often as told, and answers all others. */
function failingFirst(times: number): Responder {
	let left = times;
	return (request, response, position) =>
		ticketOf(request) === 0 && left-- > 0
			? refuse(response)
			: answerTicket(request, response, position);
}

const setup: ChatSetup = {
	parameters: { ...perTicket, throughput: {} },
	items: tickets(count),
	retryOnFail: true,
};

test('under Stop, the second try buys only what the first has not finished', async () => {
	let first: Response | undefined;
	// Two at a time: while the first waits, the others go one after the other, and the last one shows
	// that all before it are finished.
	const gateway = await openWarmGateway((request, response, position) => {
		if (ticketOf(request) === 0 && !first) first = response;
		else if (ticketOf(request) === count - 1 && !first?.writableEnded) refuse(first as Response);
		else answerTicket(request, response, position);
	});
	const run = await runChatAt(gateway, {
		...setup,
		parameters: { ...perTicket, throughput: { maxConcurrency: 2 } },
	});
	expect(run.status).toBe('success');
	expectAnswersInOrder(run, count);
	expect(countByTicket(run.requests, count)).toEqual([2, ...once.slice(2), 2]);
	expect(run.items[5]?.json.request).toEqual({
		sent: 0,
		attempts: 0,
		refused: 0,
		duration_ms: 0,
		host: null,
		api: 'chatCompletions',
		shared: true,
	});
});

test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'under %s, the second try buys only what failed',
	async (onError) => {
		const gateway = await openGateway(failingFirst(1));
		const run = await runChatAt(gateway, { ...setup, onError });
		expectAnswersInOrder(run, count);
		expect(countByTicket(run.requests, count)).toEqual([2, ...once.slice(1)]);
		expect(run.hints[0]).toMatch(/^20 answers in [\d.]+ s · 1 request · 19 not bought again · /);
	},
);

test.each([
	['execution', { executionId: 'first' }, { executionId: 'second' }],
	['run of the node in a loop', { executionId: 'loop' }, { executionId: 'loop', runIndex: 1 }],
])('another %s buys everything itself', async (_what, one, other) => {
	const gateway = await openGateway(failingFirst(2));
	const failed = await runChatAt(gateway, { ...setup, ...one, onError: 'continueRegularOutput' });
	expect(failed.items[0]?.json.message).toBe('Not now [Item 0]');
	expect(countByTicket(failed.requests, count)).toEqual([2, ...once.slice(1)]);

	const next = await runChatAt(gateway, { ...setup, ...other });
	expectAnswersInOrder(next, count);
	expect(countByTicket(next.requests, count)).toEqual(once);
});

test('identical items get as many answers as were bought, not one for all', async () => {
	let position = 0;
	let refused = false;
	const gateway = await openGateway((request, response) => {
		if (ticketOf(request) === 0 && !refused) {
			refused = true;
			return refuse(response);
		}
		return sendJson(response, { choices: [{ message: { content: `Answer ${position++}` } }] });
	});
	const run = await runChatAt(gateway, {
		...setup,
		executionId: 'identical',
		items: [{ ticket: 0 }, { ticket: 1 }, { ticket: 1 }, { ticket: 1 }],
		onError: 'continueRegularOutput',
	});
	expect(run.requests).toHaveLength(5);
	expect(new Set(run.items.map(({ json }) => json.text)).size).toBe(4);
});

test('without Retry On Fail nothing is kept', async () => {
	const gateway = await openGateway(failingFirst(1));
	const once = { ...setup, retryOnFail: false, onError: 'continueRegularOutput' as const };
	await runChatAt(gateway, once);
	const again = await runChatAt(gateway, once);
	expect(again.requests).toHaveLength(count);
});

describe('a request that must never be sent twice', () => {
	const submit = {
		resource: 'request',
		operation: 'send',
		method: 'POST',
		path: '/submit',
		body: '={{ { ticket: $json.ticket } }}',
		options: { neverRepeat: true },
		throughput: {},
	};

	/** Answers every ticket; the middle one, the first time, as told. */
	const once = (fail: (response: Response) => unknown) => {
		let failed = false;
		return openGateway(({ body }, response) => {
			if (body.ticket !== 1 || failed) return sendJson(response, { task_id: body.ticket });
			failed = true;
			return fail(response);
		});
	};
	const sentFor = (requests: Array<{ body: { ticket: number } }>) =>
		requests.map(({ body }) => body.ticket).sort();

	test.each<[string, (response: Response) => unknown]>([
		['a reset', (response) => response.destroy()],
		['a 502', (response) => sendJson(response, {}, 502)],
		['a broken answer', (response) => response.writeHead(200, { 'content-length': '9' }).end('{')],
	])('is not after %s either when n8n tries the node again', async (_what, fail) => {
		const gateway = await once(fail);
		const run = await runChatAt(gateway, {
			parameters: submit,
			items: [{ ticket: 1 }, { ticket: 0 }, { ticket: 2 }],
			executionId: `never ${_what}`,
			retryOnFail: true,
			onError: 'continueRegularOutput',
		});
		expect(sentFor(run.requests)).toEqual([0, 1, 2]);
		expect(run.items.map(({ json }) => json.body ?? json.message)).toEqual([
			expect.stringMatching(/^Not sent again: .* may have been charged \[Item 0\]$/),
			{ task_id: 0 },
			{ task_id: 2 },
		]);
	});

	test('is sent again when the gateway has refused it', async () => {
		const gateway = await once((response) => sendJson(response, { error: { message: 'No' } }, 400));
		const run = await runChatAt(gateway, {
			parameters: submit,
			items: [{ ticket: 1 }, { ticket: 0 }, { ticket: 2 }],
			executionId: 'never refused',
			retryOnFail: true,
			onError: 'continueRegularOutput',
		});
		expect(sentFor(run.requests)).toEqual([0, 1, 1, 2]);
		expect(run.items.map(({ json }) => json.body)).toEqual([
			{ task_id: 1 },
			{ task_id: 0 },
			{ task_id: 2 },
		]);
	});

	test('is not when another item stops the node while it is under way', async () => {
		const open: Response[] = [];
		const gateway = await openGateway(({ body }, response, position) => {
			if (position > 2) return sendJson(response, { task_id: body.ticket });
			open.push(response);
			return open.length === 3 ? refuse(open[0] as Response) : undefined;
		});
		const run = await runChatAt(gateway, {
			parameters: submit,
			items: [{ ticket: 0 }, { ticket: 1 }, { ticket: 2 }],
			executionId: 'never stopped',
			retryOnFail: true,
		});
		expect(run.status).toBe('error');
		expect(run.error.message).toMatch(/^Not sent again/);
		expect(sentFor(run.requests).filter((ticket) => ticket > 0)).toEqual([1, 2]);
	});
});
