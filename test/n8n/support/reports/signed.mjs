import assert from 'node:assert/strict';
import { call, inTurn, text } from './answers.mjs';
import { key } from './gateway.mjs';

/** n8n's own nodes with our credential, which hand over `uri` or `url`, each in a way of its own. */

const ours = { authentication: 'predefinedCredentialType', nodeCredentialType: 'aigc2dApi' };
const credentials = (own) => ({ credentials: { aigc2dApi: own.credentialOf('plain') } });
const route = (own) => `/v1/${own.id}/things`;
/** Only where the key is right. @type {import('./answers.mjs').Answer} */
const open = ({ headers, url }) =>
	headers.authorization === `Bearer ${key}`
		? { body: { ok: true, data: { me: url } } }
		: { status: 401, body: { error: { message: 'No key' } } };

const httpRequest = (version, more) => (own) => ({
	nodes: [
		{
			...own.builtIn('Request', 'n8n-nodes-base.httpRequest', version, {
				...{ ...ours, url: own.origin + route(own), options: {}, ...more },
			}),
			...credentials(own),
		},
	],
});
const withHttpRequest = [2, 3, 4.2, 4.4].map((version) => ({
	kind: 9,
	reported: `HTTP Request ${version}: "TypeError" before anything was sent`,
	seen: 'it is signed',
	nodes: httpRequest(version, version < 3 ? { requestMethod: 'GET' } : { method: 'GET' }),
	answer: open,
	check: ({ json }) => assert.equal(json.ok, true, JSON.stringify(json)),
}));

/** An Agent with a node of n8n as its tool. */
const asTool = (version, tool) => (own) => {
	const node = { ...tool(own), ...credentials(own) };
	const agent = own.ai('Agent', 'agent', version, {
		promptType: 'define',
		text: 'Fetch the things.',
	});
	return {
		nodes: [agent, own.model(), node],
		links: [
			[own.name('Model'), agent.name, 'ai_languageModel'],
			[node.name, agent.name, 'ai_tool'],
		],
	};
};
/** The model calls the one tool that it has, and tells what that gave. @type {import('./answers.mjs').Answer} */
const usesTool = (request, position) => {
	if (request.method === 'GET') return open(request, position);
	const [{ function: tool }] = request.body.tools;
	const last = request.body.messages.at(-1);
	return (last.role === 'tool' ? text(last.content) : call(tool.name, {}))(request, position);
};

/** @type {import('./compose.mjs').Report[]} */
export const signed = [
	...withHttpRequest,
	{
		kind: 9,
		reported: 'GraphQL: the same',
		seen: 'it is signed',
		nodes: (own) => ({
			nodes: [
				{
					...own.builtIn('GraphQL', 'n8n-nodes-base.graphql', 1.1, {
						...{ ...ours, endpoint: own.origin + route(own), requestMethod: 'POST' },
						...{ requestFormat: 'json', query: '{ me }', responseFormat: 'json' },
					}),
					...credentials(own),
				},
			],
		}),
		answer: open,
		check: ({ json }) => assert.equal(json.ok, true, JSON.stringify(json)),
	},
	{
		kind: 9,
		reported: 'HTTP Request as a tool of an Agent',
		seen: 'it is signed',
		nodes: asTool(3.1, (own) =>
			own.builtIn('Tool', 'n8n-nodes-base.httpRequestTool', 4.4, {
				...{ ...ours, method: 'GET', url: own.origin + route(own), options: {} },
				...{ toolDescription: 'Fetches the things' },
			}),
		),
		answer: usesTool,
		check: ({ json }) => assert.match(json.output, /"ok":true/),
	},
	{
		kind: 9,
		reported: 'HTTP Request Tool, the older one',
		seen: 'it is signed',
		// Agents from 3 on do not run it, with whatever credential.
		nodes: asTool(2.2, (own) =>
			own.ai('Tool', 'toolHttpRequest', 1.1, {
				...{ ...ours, method: 'GET', url: own.origin + route(own) },
				...{ toolDescription: 'Fetches the things' },
			}),
		),
		answer: usesTool,
		check: ({ json }) => assert.match(String(json.output), /"ok":\s?true/, JSON.stringify(json)),
	},
	{
		kind: 9,
		reported: 'HTTP Request to another host, with our credential',
		seen: 'the key is not sent, and the message says so',
		nodes: httpRequest(4.4, { method: 'GET', url: 'http://127.0.0.2:9/v1/models' }),
		check: ({ json }) => assert.match(JSON.stringify(json), /The key was not sent/),
	},
	{
		kind: 9,
		reported: 'HTTP Request 4.4 with a credential that has expressions, for two tenants',
		seen: 'each item is signed with its own',
		items: [{ tenant: 'alpha-1' }, { tenant: 'bravo-2' }],
		nodes: (own) => {
			const { nodes } = httpRequest(4.4, { method: 'GET' })(own);
			return { nodes: [{ ...nodes[0], credentials: { aigc2dApi: own.credentialOf('tenant') } }] };
		},
		answer: ({ headers }) => ({
			body: { key: headers.authorization, tenant: headers['x-tenant'] },
		}),
		check: ({ all }) =>
			assert.deepEqual(
				all.map(({ tenant, key: sent }) => [tenant, sent]),
				[
					['alpha-1', 'Bearer sk-tenant-alpha-0123456789'],
					['bravo-2', 'Bearer sk-tenant-bravo-0123456789'],
				],
			),
	},
];
