import assert from 'node:assert/strict';
import { text } from './answers.mjs';

/** A credential whose values are expressions. */

/** By tenant; the address of the second has a folder of its own. */
const tenants = (gateway) => [
	{ tenant: 'alpha-1', key: 'sk-tenant-alpha-0123456789', url: gateway.url },
	{ tenant: 'bravo-2', key: 'sk-tenant-bravo-0123456789', url: `${gateway.url}/bravo` },
];

/** @param {{ url: string }} gateway */
export const tenantCredentials = (gateway) => [
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
export const ofTenants = [
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
