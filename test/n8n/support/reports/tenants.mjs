import assert from 'node:assert/strict';
import { message, text } from './answers.mjs';

/** What a credential does to answers, and credentials whose values are expressions. */

const secret = 's3cr3t-9f8e7d6c5b4a';
const referer = 'https://www.example.com';

/** By tenant; the address of the second has a folder of its own. */
const tenants = (gateway) => [
	{ tenant: 'alpha-1', key: 'sk-tenant-alpha-0123456789', url: gateway.url },
	{ tenant: 'bravo-2', key: 'sk-tenant-bravo-0123456789', url: `${gateway.url}/bravo` },
];

/** @param {{ url: string }} gateway */
export const tenantCredentials = (gateway) => [
	{
		name: 'headers',
		data: {
			baseUrl: gateway.url,
			apiKey: 'sk-headers-0123456789',
			headers: {
				values: [
					{ name: 'HTTP-Referer', value: referer },
					{ name: 'X-Title', value: 'My Application' },
					{ name: 'Accept', value: 'application/json' },
					{ name: 'x-team', value: secret },
				],
			},
		},
	},
	{
		name: 'tenant',
		data: {
			baseUrl: `={{ $json.tenant === 'alpha-1' ? '${gateway.url}' : '${gateway.url}/bravo' }}`,
			apiKey: "={{ 'sk-tenant-' + $json.tenant.split('-')[0] + '-0123456789' }}",
			headers: { values: [{ name: 'x-tenant', value: '={{ $json.tenant }}' }] },
		},
	},
];

const order = ['alpha-1', 'bravo-2', 'alpha-1', 'bravo-2'];
const items = order.map((tenant, number) => ({ tenant, ask: `Ticket ${number}` }));

/** Each request has key, header and address of the tenant that it is for. */
function assertOwn(requests, gateway) {
	for (const { url, headers } of requests) {
		const own = tenants(gateway).find(({ tenant }) => tenant === headers['x-tenant']);
		assert.equal(headers.authorization, `Bearer ${own.key}`);
		assert.equal(url.startsWith('/bravo/'), own.tenant === 'bravo-2', url);
	}
}
const echo = (request, position) =>
	text(`Done ${request.body.messages.at(-1).content}`)(request, position);
const vectors = ({ body }) => ({
	body: {
		data: body.input.map((_text, index) => ({ index, embedding: [index, 1] })),
		usage: { prompt_tokens: 2, total_tokens: 2 },
	},
});

/** @type {import('./compose.mjs').Report[]} */
export const ofCredentials = [
	{
		kind: 2,
		reported:
			'With the header HTTP-Referer, `https://www.` vanished from every address in an answer',
		seen: 'the answer as it came',
		credential: 'headers',
		answer: text(`See ${referer}/a and https://www.wikipedia.org, says My Application.`),
		check: ({ json }) =>
			assert.equal(
				json.text,
				`See ${referer}/a and https://www.wikipedia.org, says My Application.`,
			),
	},
	{
		kind: 2,
		reported: 'With the header Accept, Extract gave `[redacted]` for a type of file',
		seen: 'the type',
		credential: 'headers',
		parameters: {
			...{ resource: 'text', operation: 'extract', text: 'It is application/json' },
			fields: { values: [{ name: 'type', type: 'string' }] },
		},
		answer: text('{"type": "application/json"}'),
		check: ({ json }) => assert.deepEqual(json.data, { type: 'application/json' }),
	},
	{
		kind: 2,
		reported: 'A header that is a secret, and that the model repeats, also in its thoughts',
		seen: '`[redacted]` in its place',
		credential: 'headers',
		answer: message({ role: 'assistant', content: `You sent ${secret}.`, reasoning: secret }),
		check: ({ json }) => {
			assert.match(json.text, /^You sent \[redacted\]\.$/);
			assert.ok(!JSON.stringify(json).includes(secret));
		},
	},
	{
		kind: 3,
		reported: 'Chat: item b went out with key, header and address of tenant a',
		seen: 'each item with its own',
		items,
		credential: 'tenant',
		parameters: { messages: { values: [{ role: 'user', content: '={{ $json.ask }}' }] } },
		answer: echo,
		check({ all, requests, gateway }) {
			assert.deepEqual(
				all.map(({ text }) => text),
				order.map((_tenant, number) => `Done Ticket ${number}`),
			);
			assert.equal(requests.length, 4);
			assertOwn(requests, gateway);
		},
	},
	{
		kind: 3,
		reported: 'Embeddings: texts of two tenants shared a request',
		seen: 'the request is cut where the tenant changes',
		items: items.toSorted((one, other) => one.tenant.localeCompare(other.tenant)),
		credential: 'tenant',
		parameters: { resource: 'embedding', operation: 'create', text: '={{ $json.ask }}' },
		answer: vectors,
		check({ all, requests, gateway }) {
			assert.equal(all.length, 4);
			assert.deepEqual(
				requests.map(({ body }) => body.input.length),
				[2, 2],
			);
			assertOwn(requests, gateway);
		},
	},
	{
		kind: 3,
		reported: 'Summarize of all items: with whose key?',
		seen: 'one summary, with that of the first item',
		items,
		credential: 'tenant',
		parameters: {
			resource: 'text',
			operation: 'summarize',
			text: '={{ $json.ask }}',
			allItems: true,
		},
		answer: text('Four tickets.'),
		check({ all, requests, gateway }) {
			assert.deepEqual([all.length, requests.length], [1, 1]);
			assert.equal(requests[0].headers['x-tenant'], 'alpha-1');
			assertOwn(requests, gateway);
		},
	},
];
