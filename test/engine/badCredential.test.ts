import type { IDataObject } from 'n8n-workflow';
import { runChat } from '../support/chat';
import { always, completion, startGateway } from '../support/gateway';

/** A credential that cannot be used. */
interface Row {
	field: string;
	wrong: string;
	credential: IDataObject | null;
	/** The rest of the sentence. */
	problem: string | RegExp;
	remedy: RegExp;
	/** What must not be repeated. */
	secret?: string;
}

const header = (name: string, value: string) => ({ headers: { values: [{ name, value }] } });
const spaces = 'contains a space or a line break';
const noScheme = /does not begin with https:\/\/ or http:\/\/$/;

const rows: Row[] = [
	...['', '   ', undefined, null].map((apiKey) => ({
		field: 'API Key',
		wrong: `is ${JSON.stringify(apiKey)}`,
		credential: { apiKey } as IDataObject,
		problem: 'is empty',
		remedy: /paste the key/,
	})),
	...['AIGC2D open sesame', 'AIGC2D-open\nAIGC2D-sesame', 'AIGC2D\r\nsesame', 'AIGC2D\tsesame'].map(
		(apiKey) => ({
			field: 'API Key',
			wrong: `is ${JSON.stringify(apiKey)}`,
			credential: { apiKey },
			problem: spaces,
			remedy: /Copy the key again/,
			secret: 'sesame',
		}),
	),
	{
		field: 'API Key',
		wrong: 'has letters that no header can carry',
		credential: { apiKey: 'AIGC2D–密钥' },
		problem: 'contains a character that no key can have',
		remedy: /paste the key/,
		secret: '密钥',
	},
	{
		field: 'Base URL',
		wrong: 'is empty',
		credential: { baseUrl: '' },
		problem: 'is empty',
		remedy: /https:\/\/api\.aigc2d\.com/,
	},
	...['api.aigc2d.com', 'api.aigc2d.com/v1', '127.0.0.1:8080', '//api.aigc2d.com', '/v1'].map(
		(baseUrl) => ({
			field: 'Base URL',
			wrong: `is ${baseUrl}, without a scheme`,
			credential: { baseUrl },
			problem: noScheme,
			remedy: /https:\/\/api\.aigc2d\.com/,
		}),
	),
	...['file:///etc/passwd', 'ftp://api.aigc2d.com', 'javascript://api.aigc2d.com'].map(
		(baseUrl) => ({
			field: 'Base URL',
			wrong: `is ${baseUrl}`,
			credential: { baseUrl },
			problem: /https:\/\/ or http:\/\//,
			remedy: /https:\/\/api\.aigc2d\.com/,
		}),
	),
	...['https://', 'https://a b', 'http://[::1'].map((baseUrl) => ({
		field: 'Base URL',
		wrong: `is ${baseUrl}`,
		credential: { baseUrl },
		problem: /is not an address$/,
		remedy: /https:\/\/api\.aigc2d\.com/,
	})),
	...['https://ada:opensesame@127.0.0.1:9', 'https://opensesame@127.0.0.1:9'].map((baseUrl) => ({
		field: 'Base URL',
		wrong: `is ${baseUrl}`,
		credential: { baseUrl },
		problem: 'contains a user name or password',
		remedy: /Remove the part before the @/,
		secret: 'opensesame',
	})),
	{
		field: 'Base URL',
		wrong: 'has a password and no scheme',
		credential: { baseUrl: 'ada:opensesame@127.0.0.1:9' },
		problem: /./,
		remedy: /./,
		secret: 'opensesame',
	},
	{
		field: 'Additional header',
		wrong: 'has a name with a space',
		credential: header('x team', 'a'),
		problem: 'has the name "x team", which no header can have',
		remedy: /letters, digits and hyphens/,
	},
	{
		field: 'Additional header',
		wrong: 'has no name',
		credential: header('', 'opensesame'),
		problem: /name/,
		remedy: /letters, digits and hyphens/,
		secret: 'opensesame',
	},
	...['a\nb', 'a\r\nx-evil: 1', '密', ''].map((value) => ({
		field: 'Additional header',
		wrong: `has the value ${JSON.stringify(value)}`,
		credential: header('x-team', value),
		problem: '"x-team" has a value that cannot be sent',
		remedy: /ASCII/,
	})),
	{
		field: 'Additional header',
		wrong: 'would replace one of the node',
		credential: header('Host', 'example.com'),
		problem: '"Host" is set by the node itself',
		remedy: /Remove it/,
	},
];

describe.each(rows)('$field that $wrong', ({ field, credential, problem, remedy, secret }) => {
	test('fails every item with a sentence, and nothing is sent', async () => {
		const { items, requests } = await runChat(always(completion('Hi')), {
			credential,
			items: [{}, {}, {}],
			onError: 'continueRegularOutput',
		});
		expect(requests).toEqual([]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		items.forEach(({ json }, item) => {
			const message = String(json.message);
			expect(message.startsWith(`${field} `)).toBe(true);
			expect(message.endsWith(` [Item ${item}]`)).toBe(true);
			const rest = message.slice(field.length + 1, -` [Item ${item}]`.length);
			if (typeof problem === 'string') expect(rest).toBe(problem);
			else expect(rest).toMatch(problem);
			const error = json.error as IDataObject;
			expect(error).toMatchObject({ kind: 'input', field, status: null, attempts: 0 });
			expect(error.description).toMatch(remedy);
		});
		if (secret !== undefined) expect(JSON.stringify(items)).not.toContain(secret);
	});

	test('stops the node with the same sentence', async () => {
		const { status, error, requests } = await runChat(always(completion('Hi')), { credential });
		expect(requests).toEqual([]);
		expect(status).toBe('error');
		expect(error.name).toBe('NodeApiError');
		expect(error.message).toMatch(problem instanceof RegExp ? new RegExp(`^${field} `) : field);
		expect(error.description).toMatch(remedy);
	});
});

test('a node without a credential says so, and what to do', async () => {
	const { items, requests } = await runChat(always(completion('Hi')), {
		credential: null,
		items: [{}, {}],
		onError: 'continueRegularOutput',
	});
	expect(requests).toEqual([]);
	expect(items).toHaveLength(2);
	expect(items[0]?.json.message).toMatch(/credential/i);
	expect(items[0]?.json.error).toMatchObject({ kind: 'input', attempts: 0, retryable: false });
	const { description } = items[0]?.json.error as { description: string };
	expect(description).toMatch(/credential/i);
	expect(description).not.toMatch(/report/);
});

test('blanks around a key and an address are not part of them', async () => {
	const { requests } = await runChat(always(completion('Hi')), {
		credential: { apiKey: ' AIGC2D-one\n' },
	});
	expect(requests[0]?.headers.authorization).toBe('Bearer AIGC2D-one');
});

test.each([
	'Bearer AIGC2D-one',
	'bearer  AIGC2D-one ',
	'Authorization: Bearer AIGC2D-one',
	'"AIGC2D-one"',
	"'Bearer AIGC2D-one'",
])('a key pasted as %p is sent without what stands around it', async (apiKey) => {
	const { requests } = await runChat(always(completion('Hi')), { credential: { apiKey } });
	expect(requests[0]?.headers.authorization).toBe('Bearer AIGC2D-one');
});

test.each([
	['', '/v1/chat/completions'],
	['/', '/v1/chat/completions'],
	['/v1', '/v1/chat/completions'],
	['/v1/', '/v1/chat/completions'],
	['/v1/chat/completions', '/v1/chat/completions'],
	['/v1/models', '/v1/chat/completions'],
	['/openai/v1', '/openai/v1/chat/completions'],
	['/api/paas/v4', '/api/paas/v4/chat/completions'],
	['/v1beta/openai/', '/v1beta/openai/chat/completions'],
	[' \n', '/v1/chat/completions'],
])('a Base URL that ends with %p leads to %s', async (ending, path) => {
	const gateway = await startGateway(always(completion('Hi')));
	try {
		const { items } = await runChat(() => {}, { credential: { baseUrl: gateway.url + ending } });
		expect(items[0]?.json.text).toBe('Hi');
		expect(gateway.requests.map((request) => request.path)).toEqual([path]);
	} finally {
		await gateway.close();
	}
});
