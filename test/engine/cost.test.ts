import type { IDataObject } from 'n8n-workflow';
import { openGateway, runChat, runChatAt, type ChatSetup } from '../support/chat';
import { png } from '../support/files';
import { completion, sendJson, type Responder } from '../support/gateway';
import { runOperation } from '../support/operation';
import { answer, beginStream, chunksOf, cutAfter, event } from '../support/stream';
import { queue, taskId } from '../support/tasks';
import { failuresByKind, perTicket, tickets } from '../support/tickets';

const usage = { prompt_tokens: 1_000, completion_tokens: 100, total_tokens: 1_100 };
const good: Responder = (request, response) =>
	answer(request, response, completion('Done', { usage }));

const table = {
	prices: 'table',
	currency: 'CNY',
	priceTable: JSON.stringify({
		'test-model': { in: 1, out: 10 },
		'a-embedding': { in: 1, out: 0 },
		draw: { picture: 0.04 },
	}),
};

const costs = ({ items }: { items: Array<{ json: IDataObject }> }) =>
	items.map(({ json }) =>
		'cost' in json ? json.cost : (json.error as IDataObject | undefined)?.cost,
	);

const withPrices = (credential: IDataObject, more: ChatSetup = {}): ChatSetup => ({
	credential,
	onError: 'continueRegularOutput',
	...more,
});

test('without prices in the credential, no item has a cost', async () => {
	const run = await runChat(good);
	expect(run.items[0]?.json).not.toHaveProperty('cost');
});

test.each([true, false])(
	'each item has its cost by the table, beside request (Simplify: %p)',
	async (simplify) => {
		const setup = withPrices(table, {
			items: tickets(3),
			parameters: { ...perTicket, simplify, throughput: {} },
		});
		const run = await runChat(good, setup);
		expect(costs(run)).toEqual(Array(3).fill({ amount: 0.002, unit: 'CNY' }));
		expect(Object.keys(run.items[0]!.json).slice(-2)).toEqual(['cost', 'request']);
		expect(run.hints[0]).toMatch(/ · 3,300 tokens · 0\.006 CNY$/);
	},
);

test('a model without a price has the cost null, and the note says which', async () => {
	const run = await runChat(
		good,
		withPrices({ ...table, priceTable: '{"other": {"in": 1, "out": 1}}' }),
	);
	expect(run.items[0]?.json.cost).toBeNull();
	expect(run.hints).toContainEqual(expect.stringMatching(/^Cost: not known .*: test-model \(1\)/));
});

test('an answer without usage has the cost null', async () => {
	const run = await runChat(
		(request, response) => answer(request, response, completion('Done', { usage: undefined })),
		withPrices(table),
	);
	expect(run.items[0]?.json.cost).toBeNull();
});

test('what a failed attempt was charged counts, and what was refused does not', async () => {
	const run = await runChat(
		(request, response, position) => {
			if (position === 0) return sendJson(response, { error: { message: 'Busy' } }, 503);
			return good(request, response, position);
		},
		withPrices(table, { parameters: { throughput: { maxAttempts: 2 } } }),
	);
	expect(costs(run)).toEqual([{ amount: 0.002, unit: 'CNY' }]);
});

test('an answer that broke off makes the cost unknown, also of the failed item', async () => {
	const run = await runChat(
		(_request, response) => {
			beginStream(response);
			const pieces = chunksOf(completion('Half of it')).slice(0, 2);
			cutAfter(response, pieces.map(event).join(''));
		},
		withPrices(table, {
			parameters: { options: { stream: true }, throughput: { maxAttempts: 1 } },
		}),
	);
	expect(run.items[0]?.json.error).toMatchObject({ kind: 'network', cost: null });
});

test('an item that is refused has no cost', async () => {
	const run = await runChat(
		(_request, response) => sendJson(response, { error: { message: 'No' } }, 400),
		withPrices(table),
	);
	expect(run.items[0]?.json.error).not.toHaveProperty('cost');
});

test('what one request for several items cost is shared out to the last digit', async () => {
	const vectors: Responder = (request, response) => {
		const { input } = request.body as { input: string[] };
		const data = input.map((_text, index) => ({ index, embedding: [index, 1] }));
		sendJson(response, { data, usage: { prompt_tokens: 1_001, total_tokens: 1_001 } });
	};
	const run = await runOperation(
		vectors,
		'embedding.create',
		{ model: { __rl: true, mode: 'id', value: 'a-embedding' }, text: '={{ $json.text }}' },
		{
			items: ['one', 'two two', 'three three three'].map((text) => ({ json: { text } })),
			credential: table,
			onError: 'continueRegularOutput',
		},
	);
	const amounts = costs(run).map((cost) => (cost as { amount: number }).amount);
	const billionths = amounts.reduce((sum, amount) => sum + Math.round(amount * 1e12), 0);
	expect(run.requests).toHaveLength(1);
	expect(billionths).toBe(1_001_000_000);
	expect(amounts).toEqual([...amounts].sort((one, other) => one - other));
});

test('pictures are paid for one by one', async () => {
	const data = Array.from({ length: 3 }, () => ({ b64_json: png().toString('base64') }));
	const run = await runOperation(
		(_request, response) => sendJson(response, { data }),
		'image.generate',
		{ model: { __rl: true, mode: 'id', value: 'draw' }, prompt: 'A lighthouse', options: { n: 3 } },
		{ credential: table, onError: 'continueRegularOutput' },
	);
	expect(costs(run)).toEqual([{ amount: 0.12, unit: 'CNY' }]);
});

test.each([
	[',"points":12.5', { amount: 12.5, unit: 'points' }],
	['', null],
])('a task costs the points that it states, else nobody knows: %p', async (points, cost) => {
	const done = `{"task_id":"${taskId}","status":"Finished","images":[{"url":"URL/pictures/1"}]${points}}`;
	const run = await runOperation(
		queue([done]),
		'stableDiffusion.getTask',
		{ taskId },
		{ credential: table, onError: 'continueRegularOutput' },
	);
	expect(costs(run)).toEqual([cost]);
});

test('lists and balances cost nothing', async () => {
	const run = await runOperation(
		(_request, response) => sendJson(response, { data: [{ id: 'a' }] }),
		'model.getMany',
		{},
		{ credential: table },
	);
	expect(costs(run)).toEqual([{ amount: 0, unit: 'CNY' }]);
});

test("AIGC2D's list of 2023 is in points, and a request costs 0.01 at least", async () => {
	const model = { __rl: true, mode: 'id', value: 'gpt-3.5-turbo' };
	const run = await runChat(good, withPrices({ prices: 'aigc2d2023' }, { parameters: { model } }));
	expect(costs(run)).toEqual([{ amount: 6.8, unit: 'points' }]);
});

describe('the price list of the gateway', () => {
	const list = {
		data: [
			{
				model_name: 'test-model',
				quota_type: 0,
				model_ratio: 0.5,
				completion_ratio: 4,
				enable_groups: ['a', 'b'],
			},
		],
		group_ratio: { a: 1, b: 0.5 },
		usable_group: { a: '', b: '' },
	};
	const prices = { prices: 'gateway' };
	const serving =
		(pricing: Responder, group?: string): Responder =>
		(request, response, position) => {
			if (request.path === '/api/pricing') return pricing(request, response, position);
			if (group !== undefined) response.setHeader('x-routing-group', group);
			return good(request, response, position);
		};

	test('is read once, and the group that answered decides', async () => {
		const gateway = await openGateway(
			serving((_request, response) => sendJson(response, list), 'b'),
		);
		for (let runs = 0; runs < 2; runs++) {
			const setup = { items: tickets(5), parameters: { ...perTicket, throughput: {} } };
			const run = await runChatAt(gateway, withPrices(prices, setup));
			expect(costs(run)).toEqual(Array(5).fill({ amount: 0.0007, unit: 'USD' }));
		}
		const asked = gateway.requests.filter(({ path }) => path === '/api/pricing');
		expect(asked).toHaveLength(1);
	});

	test('leaves the cost unknown where the group is not told and groups differ', async () => {
		const run = await runChat(
			serving((_request, response) => sendJson(response, list)),
			withPrices(prices),
		);
		expect(run.items[0]?.json.cost).toBeNull();
	});

	test.each<[string, Responder]>([
		[
			'a page',
			(_request, response) =>
				void response
					.writeHead(200, { 'content-type': 'text/html' })
					.end('<!doctype html><html><body>Hello</body></html>'),
		],
		[
			'404',
			(_request, response) =>
				sendJson(response, { error: { message: 'Invalid URL (GET /api/pricing)' } }, 404),
		],
		['an empty list', (_request, response) => sendJson(response, { data: [] })],
		[
			'20 MB of something else',
			(_request, response) => sendJson(response, { text: 'x'.repeat(20_000_000) }),
		],
	])('that is %s is a sentence, and nothing is sent', async (_what, pricing) => {
		const run = await runChat(serving(pricing), withPrices(prices, { items: tickets(3) }));
		expect(failuresByKind(run)).toEqual({ input: 3 });
		expect(run.items[0]?.json).toMatchObject({
			error: { field: 'Prices', description: expect.stringMatching(/^Choose "Table"/) },
			message: expect.stringMatching(/^Prices of the credential cannot be read from the gateway: /),
		});
		expect(run.requests.every(({ path }) => path === '/api/pricing')).toBe(true);
	});
});

test.each<[IDataObject, string]>([
	[{ ...table, priceTable: 'cheap' }, 'Price Table of the credential is no JSON object'],
	[
		{ ...table, priceTable: '{"m": {"in": "free", "out": 1}}' },
		'Price Table of the credential has "free" as "in" of m',
	],
	[
		{ ...table, priceTable: '{"m": {"in": -1, "out": 1}}' },
		'Price Table of the credential has -1 as "in" of m',
	],
	[
		{ ...table, priceTable: '{"m": {"out": 1}}' },
		'Price Table of the credential has no "in" for m',
	],
	[{ ...table, currency: ' ' }, 'Currency of the credential is empty'],
	[{ prices: 'guess' }, 'Prices of the credential is "guess"'],
])('%j is told before anything is sent', async (credential, sentence) => {
	const run = await runChat(good, withPrices(credential));
	expect(run.items[0]?.json.message).toBe(`${sentence} [Item 0]`);
	expect(run.requests).toEqual([]);
});

describe('a cost budget', () => {
	const limited = (costBudget: number, credential: IDataObject = table): ChatSetup =>
		withPrices(credential, {
			items: tickets(20),
			parameters: { ...perTicket, maxTokens: 100, throughput: { costBudget, maxAttempts: 1 } },
		});

	test('is a cap, and the note says what was not sent', async () => {
		const usage = { prompt_tokens: 5, completion_tokens: 100, total_tokens: 105 };
		const run = await runChat(
			(request, response) => answer(request, response, completion('Done', { usage })),
			limited(0.01),
		);
		const paid = costs(run).flatMap(
			(cost) => (cost as { amount: number } | undefined)?.amount ?? [],
		);
		expect(paid.length).toBeGreaterThan(2);
		expect(paid.reduce((sum, amount) => sum + amount, 0)).toBeLessThanOrEqual(0.01 + 1e-12);
		expect(failuresByKind(run)).toEqual({ budget: 20 - paid.length });
		expect(run.hints).toContainEqual(
			expect.stringMatching(/^Cost Budget: 1\d items were not sent: of the budget of 0\.01 CNY /),
		);
		expect(run.items[19]?.json.message).toMatch(
			/^Not sent: it may cost up to 0\.00\d+ CNY, and of the cost budget of 0\.01 CNY for this run 0(\.00\d+)? CNY is left \[Item 19\]$/,
		);
	});

	test('sends nothing for a model without a price', async () => {
		const run = await runChat(
			good,
			limited(1, { ...table, priceTable: '{"other": {"in": 1, "out": 1}}' }),
		);
		expect(run.requests).toEqual([]);
		expect(failuresByKind(run)).toEqual({ budget: 20 });
		expect(run.items[0]?.json.message).toBe(
			'Not sent: there is no price for the model "test-model", and the cost budget of 1 CNY could not be kept [Item 0]',
		);
	});

	test('needs prices', async () => {
		const run = await runChat(good, limited(1, {}));
		expect(run.requests).toEqual([]);
		expect(run.items[0]?.json).toMatchObject({
			error: { kind: 'input', field: 'Cost Budget' },
			message: 'Cost Budget needs prices, and the credential has none [Item 0]',
		});
	});
});
