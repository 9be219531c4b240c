import type { IDataObject } from 'n8n-workflow';
import { key, oneAttempt } from '../../support/chat';
import { always, sendJson, type Received, type Responder } from '../../support/gateway';
import { runOperation } from '../../support/operation';

const grants = {
	object: 'list',
	data: [
		{
			object: 'credit_grant',
			id: 'g1',
			grant_amount: 5,
			used_amount: 2,
			effective_at: 1680480000,
			expires_at: 1690848000,
		},
	],
};
const credit = {
	object: 'credit_summary',
	total_granted: 5,
	total_used: 2,
	total_available: 3,
	grants,
};
const spent = (sent: number) => ({
	sent,
	attempts: sent,
	refused: 0,
	duration_ms: expect.any(Number),
	host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
});
const unknown = (path: string) => ({
	error: { message: `Invalid URL (GET ${path})`, type: 'invalid_request_error' },
});

const creditRoute = '/dashboard/billing/credit_grants';

const run = (respond: Responder, options: IDataObject = {}, items: IDataObject[] = [{}, {}]) =>
	runOperation(
		respond,
		'account.getBalance',
		{ options },
		{ items, onError: 'continueRegularOutput' },
	);
const askedAt = (requests: Received[]) => requests.map(({ method, path }) => `${method} ${path}`);

/** A gateway that has these routes only; a query does not count. */
const having =
	(routes: { [path: string]: unknown }, elsewhere: Responder = notFound): Responder =>
	(request, response, position) => {
		const [path = ''] = request.path.split('?');
		if (Object.hasOwn(routes, path)) sendJson(response, routes[path]);
		else elsewhere(request, response, position);
	};
const notFound: Responder = ({ path }, response) => sendJson(response, unknown(path), 404);
const page: Responder = (_request, response) => {
	response.writeHead(200, { 'content-type': 'text/html' });
	response.end('<!doctype html><title>Console</title>');
};

test('asks once for the whole run at the route that AIGC2D documents', async () => {
	const { items, requests } = await run(always(credit));
	expect(askedAt(requests)).toEqual(['GET /dashboard/billing/credit_grants']);
	expect(requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
	expect(requests[0]?.body).toBe('');
	expect(items).toEqual([
		{
			json: {
				object: 'credit_summary',
				grants,
				available: 3,
				granted: 5,
				used: 2,
				unit: 'points',
				usage: null,
				request: spent(1),
			},
			pairedItem: [{ item: 0 }, { item: 1 }],
		},
	]);
});

test('amounts that the gateway does not send are null, and amounts sent as text are numbers', async () => {
	const { items } = await run(always({ total_available: '12.5' }));
	expect(items[0]?.json).toMatchObject({ available: 12.5, granted: null, used: null });
});

test.each([
	['does not know the route', notFound],
	['answers it with a web page', page],
])('a gateway that %s is asked as one-api has it, in dollars', async (_how, elsewhere) => {
	const { items, requests } = await run(
		having(
			{
				'/v1/dashboard/billing/subscription': {
					object: 'billing_subscription',
					hard_limit_usd: 10,
					access_until: 0,
				},
				'/v1/dashboard/billing/usage': { object: 'list', total_usage: 123.4 },
			},
			elsewhere,
		),
	);
	expect(askedAt(requests)).toEqual([
		'GET /dashboard/billing/credit_grants',
		'GET /v1/dashboard/billing/subscription',
		expect.stringMatching(
			/^GET \/v1\/dashboard\/billing\/usage\?start_date=\d{4}-\d\d-\d\d&end_date=\d{4}-\d\d-\d\d$/,
		),
	]);
	expect(items.map(({ json }) => json)).toEqual([
		{
			object: 'billing_subscription',
			access_until: 0,
			available: 8.766,
			granted: 10,
			used: 1.234,
			unit: 'USD',
			usage: null,
			request: spent(3),
		},
	]);
});

test('what is left is unknown where the gateway does not say what was used', async () => {
	const { items } = await run(
		having({ '/v1/dashboard/billing/subscription': { hard_limit_usd: 10 } }),
	);
	expect(items[0]?.json).toMatchObject({ available: null, granted: 10, used: null, unit: 'USD' });
});

test('New API is asked for the quota of its token', async () => {
	const data = {
		object: 'token_usage',
		name: 'nightly',
		total_granted: 1000,
		total_used: 400,
		total_available: 600,
		unlimited_quota: false,
	};
	const { items, requests } = await run(
		having({ '/api/usage/token': { code: true, message: 'ok', data } }),
	);
	expect(requests).toHaveLength(3);
	expect(items.map(({ json }) => json)).toEqual([
		{
			object: 'token_usage',
			name: 'nightly',
			unlimited_quota: false,
			available: 600,
			granted: 1000,
			used: 400,
			unit: 'quota',
			usage: null,
			request: spent(3),
		},
	]);
});

const million = 1_000_000;
const subscription = '/v1/dashboard/billing/subscription';

test.each([
	[
		'points',
		{ [creditRoute]: { total_granted: 100 * million, total_used: 5, total_available: 99_999_995 } },
		{ granted: 100 * million, used: 5, available: 99_999_995, unit: 'points' },
	],
	[
		'points, as text and alone',
		{ [creditRoute]: { total_available: '100000000' } },
		{ granted: null, used: null, available: 100 * million, unit: 'points' },
	],
	[
		'dollars',
		{
			[subscription]: { hard_limit_usd: 100 * million },
			'/v1/dashboard/billing/usage': { total_usage: 1234 },
		},
		{ granted: 100 * million, used: 12.34, available: 99_999_987.66, unit: 'USD' },
	],
	[
		'dollars, where the use is not told',
		{ [subscription]: { hard_limit_usd: '100000000' } },
		{ granted: 100 * million, used: null, available: null, unit: 'USD' },
	],
	[
		'quota, in a member of its own',
		{ '/api/usage/token': { data: { total_available: -4, total_used: 4, unlimited_quota: true } } },
		{ granted: null, used: 4, available: -4, unit: 'quota' },
	],
])('a key without a limit is shown as unlimited: %s', async (_unit, routes, amounts) => {
	const { items } = await run(having(routes));
	expect(items[0]?.json).toMatchObject({ ...amounts, unlimited: true, usage: null });
});

test.each([
	['points', { [creditRoute]: { total_granted: 99_999_999, total_available: 10 * million } }],
	['dollars', { [subscription]: { hard_limit_usd: 10 } }],
	[
		'quota: $200',
		{ '/api/usage/token': { data: { total_granted: 100 * million, total_available: 1 } } },
	],
	[
		'quota, in words',
		{
			'/api/usage/token': {
				data: { total_granted: 100 * million, total_available: 1, unlimited_quota: false },
			},
		},
	],
])('a key with a limit is not: %s', async (_unit, routes) => {
	const { items } = await run(having(routes));
	expect(items[0]?.json).not.toHaveProperty('unlimited');
	expect(items[0]?.json).toHaveProperty('available');
});

test.each(['/my/billing/subscription', '={{ $json.route }}'])(
	'the path %s is asked instead of all that are known',
	async (path) => {
		const { items, requests } = await run(
			having({
				'/my/billing/subscription': { hard_limit_usd: 1 },
				'/my/billing/usage': { total_usage: 25 },
			}),
			{ path },
			[{ route: '/my/billing/subscription' }],
		);
		expect(requests).toHaveLength(2);
		expect(items[0]?.json).toMatchObject({ available: 0.75, granted: 1, used: 0.25, unit: 'USD' });
	},
);

test('a gateway that knows none of the routes fails in its own words, with those that were tried', async () => {
	const { items, requests } = await run(notFound);
	expect(requests).toHaveLength(3);
	expect(items).toEqual([
		{
			json: {
				message: 'Invalid URL (GET /dashboard/billing/credit_grants)',
				error: {
					kind: 'notFound',
					status: 404,
					code: null,
					type: 'invalid_request_error',
					request_id: null,
					retryable: false,
					attempts: 3,
					description:
						'Asked at /dashboard/billing/credit_grants, /v1/dashboard/billing/subscription, /api/usage/token. If the gateway tells its balance at another path, enter it in the option Path.',
				},
			},
			pairedItem: [{ item: 0 }, { item: 1 }],
		},
	]);
});

test.each([
	['refuses the key', 401, 'auth'],
	['has trouble', 500, 'server'],
	['limits the rate', 429, 'rateLimit'],
])('a gateway that %s is not asked elsewhere', async (_what, status, kind) => {
	const { items, requests } = await run(always({ error: { message: 'No' } }, status));
	expect(requests).toHaveLength(1);
	expect(items[0]?.json).toMatchObject({ message: 'No', error: { kind, status } });
});

test('is asked again after a fault, for it costs nothing', async () => {
	const { items } = await runOperation(
		(_request, response, position) =>
			position === 0 ? response.destroy() : sendJson(response, credit),
		'account.getBalance',
		{ throughput: { ...oneAttempt, maxAttempts: 2 } },
	);
	expect(items[0]?.json).toMatchObject({ available: 3, request: { sent: 1, attempts: 2 } });
});

test.each([
	['', 'an empty text'],
	[null, 'null'],
])(
	'an expression for the path that gives %p is named, and nothing is asked',
	async (path, given) => {
		const { items, requests } = await run(always(credit), { path: '={{ $json.path }}' }, [
			{ path },
		]);
		expect(requests).toEqual([]);
		expect(items[0]?.json.message).toBe(
			`Path is empty: its expression {{ $json.path }} gives ${given} for this item [Item 0]`,
		);
	},
);

test.each([
	['https://evil.test/', 'must begin with /, but is "https://evil.test/"'],
	['//evil.test/', 'must not contain two slashes in a row, but is "//evil.test/"'],
	['/v1/%2e%2e/x', 'must not contain two dots (..), but is "/v1/%2e%2e/x"'],
])('the path %p is refused, and nothing is asked', async (path, problem) => {
	const { items, requests } = await run(always(credit), { path: '={{ $json.path }}' }, [{ path }]);
	expect(requests).toEqual([]);
	expect(items[0]?.json).toEqual({
		message: `Path ${problem} [Item 0]`,
		error: expect.objectContaining({
			kind: 'input',
			field: 'Path',
			description:
				'Enter the part of the address after the host, such as /v1/messages. The host is taken from the Base URL in the credential.',
		}),
	});
});
