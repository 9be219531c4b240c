import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../support/engine';
import { chatParameters, openGateway } from '../support/chat';
import { embedder } from '../support/embeddings';
import { sendJson, type Responder } from '../support/gateway';
import { refuse } from '../support/limits';
import { answerTicket } from '../support/stream';
import { failuresByKind, perTicket, ticketOf, tickets } from '../support/tickets';

const keys = { a: 'AIGC2D-key-of-tenant-alpha', b: 'AIGC2D-key-of-tenant-bravo' };
const headersOf = (value: string) => ({ values: [{ name: 'x-tenant', value }] });

/** Sends back what came: the key of each ticket, by its number. */
function listening(respond: Responder = answerTicket) {
	const keyOf = new Map<number, unknown>();
	const answer: Responder = (request, response, position) => {
		keyOf.set(ticketOf(request), request.headers.authorization);
		return respond(request, response, position);
	};
	return { keyOf, answer };
}

const parameters = (more: IDataObject = {}) =>
	chatParameters({ ...perTicket, throughput: {}, ...more });
const bearer = (key: string) => `Bearer ${key}`;

test('each item goes out with the key, the headers and the address that its credential has for it', async () => {
	const first = listening();
	const second = listening();
	const one = await openGateway(first.answer);
	const other = await openGateway(second.answer);
	const run = await runNode({
		parameters: parameters(),
		items: tickets(6),
		credential: (item) =>
			item % 2 === 0
				? { apiKey: keys.a, baseUrl: one.url, headers: headersOf('alpha-1234567') }
				: { apiKey: keys.b, baseUrl: other.url, headers: headersOf('bravo-1234567') },
	});
	expect(run.items.map(({ json }) => json.text)).toEqual(
		[0, 1, 2, 3, 4, 5].map((n) => `Done ${n}`),
	);
	expect([...first.keyOf]).toEqual(
		expect.arrayContaining([0, 2, 4].map((n) => [n, bearer(keys.a)])),
	);
	expect([...second.keyOf]).toEqual(
		expect.arrayContaining([1, 3, 5].map((n) => [n, bearer(keys.b)])),
	);
	expect([first.keyOf.size, second.keyOf.size]).toEqual([3, 3]);
	const sent = (received: typeof one.requests) =>
		new Set(received.map(({ headers }) => headers['x-tenant']));
	expect([...sent(one.requests), ...sent(other.requests)]).toEqual([
		'alpha-1234567',
		'bravo-1234567',
	]);
	// One note for the whole run.
	expect(run.hints[0]).toMatch(/^6 answers in [\d.]+ s · \d+ tokens$/);
});

test('what one tenant is refused does not stop another, and no key is in what comes out', async () => {
	const { answer } = listening((request, response, position) => {
		if (request.headers.authorization === bearer(keys.a))
			return answerTicket(request, response, position);
		const message = `Incorrect API key provided: ${keys.b}`;
		return sendJson(response, { error: { message, code: 'invalid_api_key' } }, 401);
	});
	const gateway = await openGateway(answer);
	const run = await runNode({
		parameters: parameters(),
		items: tickets(40),
		credential: (item) => ({ apiKey: item % 2 === 0 ? keys.a : keys.b, baseUrl: gateway.url }),
		onError: 'continueRegularOutput',
	});
	expect(failuresByKind(run)).toEqual({ auth: 20 });
	expect(run.items.filter(({ json }) => json.error === undefined)).toHaveLength(20);
	expect(JSON.stringify(run)).not.toContain('of-tenant-bravo');
});

test('an item whose credential cannot be used fails alone, with nothing sent', async () => {
	const { answer } = listening();
	const gateway = await openGateway(answer);
	const run = await runNode({
		parameters: parameters(),
		items: tickets(3),
		credential: (item) => ({ apiKey: item === 1 ? '' : keys.a, baseUrl: gateway.url }),
		onError: 'continueErrorOutput',
	});
	expect(run.items.map(({ json }) => json.text)).toEqual(['Done 0', 'Done 2']);
	expect(run.errorItems.map(({ json }) => json)).toMatchObject([
		{
			error: { kind: 'input', attempts: 0 },
			message: expect.stringMatching(/API Key is empty \[Item 1\]/),
		},
	]);
	expect(gateway.requests).toHaveLength(2);
});

test('an expression of the credential that n8n cannot resolve fails its item', async () => {
	const { answer } = listening();
	const gateway = await openGateway(answer);
	const run = await runNode({
		parameters: parameters(),
		items: tickets(2),
		credential: (item) => {
			if (item === 1) throw new Error('tenant is not defined');
			return { apiKey: keys.a, baseUrl: gateway.url };
		},
		onError: 'continueRegularOutput',
	});
	expect(run.items[1]?.json.message).toMatch(/Credential cannot be read: .*tenant is not defined/);
	expect(run.items[0]?.json.text).toBe('Done 0');
});

test('a request for several items is cut where the credential changes', async () => {
	const gateway = await openGateway(embedder());
	const run = await runNode({
		parameters: {
			resource: 'embedding',
			operation: 'create',
			model: { __rl: true, mode: 'id', value: 'text-embedding-3-small' },
			text: '={{ "Ticket " + $json.ticket }}',
		},
		items: tickets(6),
		credential: (item) => ({ apiKey: item < 4 ? keys.a : keys.b, baseUrl: gateway.url }),
	});
	expect(run.items).toHaveLength(6);
	const sent = gateway.requests.map(({ headers, body }) => [
		headers.authorization,
		(body as unknown as { input: unknown[] }).input.length,
	]);
	expect(sent.sort()).toEqual([
		[bearer(keys.a), 4],
		[bearer(keys.b), 2],
	]);
});

test('the token budget counts for each credential', async () => {
	const { answer } = listening();
	const gateway = await openGateway(answer);
	const run = await runNode({
		parameters: parameters({
			maxTokens: 100,
			throughput: { tokenBudget: 1_000, maxConcurrency: 1 },
		}),
		items: tickets(60),
		credential: (item) => ({ apiKey: item < 50 ? keys.a : keys.b, baseUrl: gateway.url }),
		onError: 'continueRegularOutput',
	});
	const ofAlpha = run.items.slice(0, 50).filter(({ json }) => json.error);
	const ofBravo = run.items.slice(50).filter(({ json }) => json.error);
	expect(ofAlpha.length).toBeGreaterThan(0);
	expect(ofBravo).toHaveLength(0);
	expect(run.hints.join(' ')).toMatch(/each of the 2 credentials has a budget of 1,000 tokens/);
});

test('identical requests of two tenants are both sent', async () => {
	const { answer } = listening();
	const gateway = await openGateway(answer);
	const run = await runNode({
		parameters: chatParameters({ throughput: { deduplicate: true } }),
		items: [{}, {}, {}, {}],
		credential: (item) => ({ apiKey: item < 2 ? keys.a : keys.b, baseUrl: gateway.url }),
	});
	expect(run.items).toHaveLength(4);
	expect(gateway.requests.map(({ headers }) => headers.authorization).sort()).toEqual([
		bearer(keys.a),
		bearer(keys.b),
	]);
});

test('a digest of all items goes out with the credential of the first', async () => {
	const gateway = await openGateway(answerTicket);
	const run = await runNode({
		parameters: {
			resource: 'text',
			operation: 'summarize',
			model: { __rl: true, mode: 'id', value: 'test-model' },
			text: '={{ "Ticket " + $json.ticket }}',
			allItems: true,
		},
		items: tickets(4),
		credential: (item) => ({ apiKey: item < 2 ? keys.a : keys.b, baseUrl: gateway.url }),
	});
	expect(run.items).toHaveLength(1);
	expect(gateway.requests.map(({ headers }) => headers.authorization)).toEqual([bearer(keys.a)]);
});

test('items of a key that is refused hold up none of another, wherever they stand in the list', async () => {
	let hasBravo = false;
	const { answer } = listening((request, response, position) => {
		hasBravo ||= request.headers.authorization === bearer(keys.b);
		return hasBravo ? answerTicket(request, response, position) : refuse(response);
	});
	const gateway = await openGateway(answer);
	const run = await runNode({
		// Three seconds.
		parameters: parameters({ throughput: { maxConcurrency: 4, maxRateLimitWait: 0.05 } }),
		items: tickets(40),
		credential: (item) => ({ apiKey: item < 30 ? keys.a : keys.b, baseUrl: gateway.url }),
		onError: 'continueRegularOutput',
	});
	expect(failuresByKind(run)).toEqual({});
	expect(run.items.map(({ json }) => json.text)).toEqual(
		tickets(40).map(({ ticket }) => `Done ${Number(ticket)}`),
	);
});

test('the credential of each item is read once, also where they are read ahead', async () => {
	const { answer } = listening();
	const gateway = await openGateway(answer);
	const read: number[] = [];
	await runNode({
		parameters: parameters({ throughput: { maxConcurrency: 4 } }),
		items: tickets(40),
		credential: (item) => {
			read.push(item);
			return { apiKey: item % 3 === 0 ? keys.a : keys.b, baseUrl: gateway.url };
		},
	});
	const inOrder = [...read].sort((one, other) => one - other);
	expect(inOrder).toEqual(tickets(40).map(({ ticket }) => ticket));
});
