import type { IDataObject } from 'n8n-workflow';
import { runChat, runChatAt, type ChatRun, type ChatSetup } from '../support/chat';
import { always, completion, sendJson, type Received, type Responder } from '../support/gateway';
import { openWarmGateway } from '../support/warmLane';

type Response = Parameters<Responder>[1];

/** Requests that the node keeps in flight. */
const atOnce = 10;

const tickets = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, ticket) => ({ ticket }));
const ticketOf = ({ body }: Received): number => Number(body.messages[0].content.slice(7));
const perTicket = { messages: { values: [{ content: '=Ticket {{ $json.ticket }}' }] } };

const refusal = {
	error: { message: 'Ticket 3 is not acceptable', type: 'invalid_request_error', code: 'bad' },
};

/** Answers all tickets but number 3, which fails. */
const failThird: Responder = (request, response) => {
	const ticket = ticketOf(request);
	if (ticket !== 3) return sendJson(response, completion(`Done ${ticket}`));
	return sendJson(response, refusal, 400, { 'x-request-id': 'req_3' });
};

const run = (respond: Responder, setup: ChatSetup): Promise<ChatRun> =>
	runChat(respond, { parameters: perTicket, ...setup });

/** A run that begins with as many requests as it may have in flight. */
const runWarm = async (respond: Responder, setup: ChatSetup): Promise<ChatRun> =>
	await runChatAt(await openWarmGateway(respond), { parameters: perTicket, ...setup });

/** Resolves when the other side has closed the connection before it was answered. */
function abandoned(response: Response): Promise<boolean> {
	return new Promise((resolve) => {
		response.on('close', () => resolve(!response.writableEnded));
	});
}

describe('On Error: Stop', () => {
	test('the error has the words, the status, the request ID and the item', async () => {
		const { status, error, items } = await run(failThird, { items: tickets(5) });
		expect(status).toBe('error');
		expect(items).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'Ticket 3 is not acceptable [Item 3]',
			httpCode: '400',
		});
		// The editor adds the number of the item by itself where it finds this.
		expect(error.context.itemIndex).toBeUndefined();
		expect(error.description).toMatch(/Check the parameters against what the model supports/);
		expect(error.description).toMatch(
			/Status 400, code bad, type invalid_request_error, request ID req_3\./,
		);
	});

	test('the error says how many finished items n8n drops, and what to switch on', async () => {
		const answered = [0, 1, 2, 4];
		let third: Response | undefined;
		const { error } = await run(
			(request, response, position) => {
				const ticket = ticketOf(request);
				if (ticket === 3) third = response;
				if (answered.includes(ticket)) sendJson(response, completion('Done'));
				// A request more than fit at once shows that an item before it was finished.
				if (position === atOnce + answered.length - 1) sendJson(third as Response, refusal, 400);
			},
			{ items: tickets(50) },
		);
		expect(error.description).toMatch(/n8n drops 4 finished items of this run/);
		expect(error.description).toMatch(/set On Error to "Continue \(using error output\)"/);
	});

	test('an error before anything was finished does not speak of dropped items', async () => {
		const { error } = await run(always(refusal, 400), { items: tickets(1) });
		expect(error.description).not.toMatch(/drops/);
	});

	test('nothing more is sent after a failure, and what is open is aborted', async () => {
		const abandons: Array<Promise<boolean>> = [];
		let third: Response | undefined;
		const { requests, error } = await runWarm(
			(request, response, position) => {
				if (ticketOf(request) === 3) third = response;
				else abandons.push(abandoned(response));
				if (position === atOnce - 1) sendJson(third as Response, refusal, 400);
			},
			{ items: tickets(50) },
		);
		expect(error.message).toBe('Ticket 3 is not acceptable [Item 3]');
		expect(requests).toHaveLength(atOnce);
		expect(await Promise.all(abandons)).toEqual(Array(atOnce - 1).fill(true));
	});

	test('answers that are being received are aborted as well', async () => {
		const abandons: Array<Promise<boolean>> = [];
		const { error } = await runWarm(
			(request, response) => {
				if (ticketOf(request) === 0) {
					abandons.push(abandoned(response));
					response.writeHead(200, { 'content-type': 'application/json' });
					response.write('{"id":');
				} else sendJson(response, refusal, 400);
			},
			{ items: tickets(2) },
		);
		expect(error.message).toBe('Ticket 3 is not acceptable [Item 1]');
		expect(await Promise.all(abandons)).toEqual([true]);
	});

	test('an item with unusable parameters stops the run as well', async () => {
		const { error, status } = await run(failThird, {
			parameters: { ...perTicket, maxTokens: '={{ $json.ticket === 1 ? -5 : 5 }}' },
			items: tickets(3),
		});
		expect(status).toBe('error');
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'Max Tokens must be a whole number of 0 or more, but is -5 [Item 1]',
		});
	});

	test.each([
		'canceled',
		'Your plan was canceled by its owner',
		'Request canceled: context canceled',
	])('the words %p of a gateway do not turn the execution into a canceled one', async (message) => {
		const { status, error } = await run(always({ error: { message } }, 400), {});
		expect(status).toBe('error');
		expect(error.message).toMatch(/cancelled/);
	});

	test.each([
		['connect ECONNREFUSED 10.0.0.1:443', 'connect connection refused 10.0.0.1:443 [Item 0]'],
		['upstream ETIMEDOUT', 'upstream timed out [Item 0]'],
		['getaddrinfo ENOTFOUND x', 'address lookup host not found x [Item 0]'],
	])('the words %p of a gateway are not replaced by those of n8n', async (message, shown) => {
		const { error } = await run(always({ error: { message } }, 502), {});
		expect(error.message).toBe(shown);
	});
});

describe('On Error: Continue', () => {
	test('a failed item stays in its place with exactly two members', async () => {
		const { status, items, errorItems } = await run(failThird, {
			items: tickets(5),
			onError: 'continueRegularOutput',
		});
		expect(status).toBe('success');
		expect(errorItems).toEqual([]);
		expect(items.map(({ json }) => json.text)).toEqual([
			'Done 0',
			'Done 1',
			'Done 2',
			undefined,
			'Done 4',
		]);
		expect(items[3]).toEqual({
			json: {
				error: {
					kind: 'badRequest',
					description: expect.stringMatching(/\w/),
					status: 400,
					code: 'bad',
					type: 'invalid_request_error',
					request_id: 'req_3',
					retryable: false,
					attempts: 1,
				},
				message: 'Ticket 3 is not acceptable [Item 3]',
			},
			pairedItem: { item: 3 },
		});
	});

	test('a failed item keeps the words of the gateway, whatever they are', async () => {
		const { items, status } = await run(always({ error: { message: 'Task canceled' } }, 400), {
			onError: 'continueRegularOutput',
		});
		expect(status).toBe('success');
		expect(items[0]?.json.message).toBe('Task canceled [Item 0]');
	});
});

describe('On Error: Continue (using error output)', () => {
	test('finished items leave by the first output, failed ones by the second', async () => {
		const { status, items, errorItems } = await run(failThird, {
			items: tickets(5),
			onError: 'continueErrorOutput',
		});
		expect(status).toBe('success');
		expect(items.map(({ json, pairedItem }) => [json.text, pairedItem])).toEqual([
			['Done 0', { item: 0 }],
			['Done 1', { item: 1 }],
			['Done 2', { item: 2 }],
			['Done 4', { item: 4 }],
		]);
		expect(errorItems).toHaveLength(1);
		expect(errorItems[0]).toMatchObject({
			json: { ticket: 3, message: 'Ticket 3 is not acceptable [Item 3]' },
			pairedItem: { item: 3 },
		});
	});

	test('a failed item has two members of its own next to those of its input', async () => {
		const { errorItems } = await run(always(refusal, 400), {
			items: [{ ticket: 3, customer: 'Ada' }, {}],
			onError: 'continueErrorOutput',
		});
		expect(errorItems.map(({ json }) => Object.keys(json).sort())).toEqual([
			['customer', 'error', 'message', 'ticket'],
			['error', 'message'],
		]);
	});

	test('failures of every kind leave by the second output', async () => {
		const kinds: { [ticket: number]: (response: Response) => void } = {
			0: (response) => sendJson(response, refusal, 400),
			1: (response) => response.destroy(),
			2: (response) => void response.end('<html></html>'),
			3: (response) => sendJson(response, completion('', { choices: [] })),
			4: (response) => sendJson(response, completion('no JSON')),
			5: (response) => sendJson(response, completion('{}')),
		};
		const { items, errorItems } = await run(
			(request, response) => kinds[ticketOf(request)]?.(response),
			{
				parameters: { ...perTicket, options: { responseFormat: 'json_object' } },
				items: tickets(6),
				onError: 'continueErrorOutput',
			},
		);
		expect(items.map(({ json }) => json.data)).toEqual([{}]);
		expect(errorItems.map(({ json }) => (json.error as IDataObject).kind)).toEqual([
			'badRequest',
			'network',
			'malformed',
			'malformed',
			'invalidOutput',
		]);
	});
});

describe('Retry On Fail', () => {
	test('runs the node again when it stopped, and then all items are there', async () => {
		let refused = false;
		const { status, items } = await run(
			(request, response, position) => {
				if (ticketOf(request) !== 3 || refused) return failLess(request, response, position);
				refused = true;
				return sendJson(response, refusal, 400);
			},
			{ items: tickets(5), retryOnFail: true },
		);
		expect(refused).toBe(true);
		expect(status).toBe('success');
		expect(items.map(({ json }) => json.text)).toEqual(
			tickets(5).map(({ ticket }) => `Done ${ticket}`),
		);
	});

	test('does not run a node again whose items all succeeded', async () => {
		const { requests } = await run(failLess, {
			parameters: { ...perTicket, simplify: false },
			items: tickets(3),
			retryOnFail: true,
			onError: 'continueRegularOutput',
		});
		expect(requests).toHaveLength(3);
	});

	const failLess: Responder = (request, response) =>
		sendJson(response, completion(`Done ${ticketOf(request)}`));
});

describe('Stop pressed in the editor', () => {
	test('nothing more is sent, and what is open is aborted', async () => {
		const abandons: Array<Promise<boolean>> = [];
		let cancel = () => {};
		const { status, requests } = await runWarm(
			(_request, response, position) => {
				abandons.push(abandoned(response));
				if (position === atOnce - 1) cancel();
			},
			{
				items: tickets(50),
				onStart: (press) => {
					cancel = press;
				},
			},
		);
		expect(status).toBe('canceled');
		expect(await Promise.all(abandons)).toEqual(Array(atOnce).fill(true));
		expect(requests).toHaveLength(atOnce);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'under %s nothing more is sent either',
		async (onError) => {
			let cancel = () => {};
			const { status, requests } = await runWarm(
				(_request, _response, position) => {
					if (position === atOnce - 1) cancel();
				},
				{
					items: tickets(50),
					onError,
					onStart: (press) => {
						cancel = press;
					},
				},
			);
			expect(status).toBe('canceled');
			expect(requests).toHaveLength(atOnce);
		},
	);
});
