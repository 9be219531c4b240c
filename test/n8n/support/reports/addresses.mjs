import assert from 'node:assert/strict';
import { addressCredentials, azure, deployment, version } from './azure.mjs';

/** Base URLs with a query, as Azure and proxies have them, and addresses that are spoken to in the wrong way. */

const at =
	(path) =>
	({ json }) =>
		assert.equal(json.text ?? json.body?.at ?? json.at, path, json.message);
const asked = (reported, seen, credential, parameters, check) => ({
	kind: 'query',
	...{ reported, seen, credential, parameters, check },
});

/** @type {import('./compose.mjs').Report[]} */
export const addresses = [
	asked(
		'Azure: the Base URL of a deployment with its `api-version`: "Resource not found"',
		'the version goes along',
		'deployment',
		{},
		at(`At ${deployment}/chat/completions?${version}`),
	),
	asked(
		'Azure: the whole address of the route, pasted',
		'the version goes along',
		'pasted',
		{},
		at(`At ${deployment}/chat/completions?${version}`),
	),
	asked(
		'Azure: the newer address, with /v1',
		'the version goes along',
		'version 1',
		{},
		at(`At /openai/v1/chat/completions?${version}`),
	),
	asked(
		'The list of models',
		'the version goes along',
		'version 1',
		{ resource: 'model', operation: 'getMany', returnAll: true },
		({ json }) => assert.equal(json.id, 'gpt-4o', json.message),
	),
	asked(
		'The option Path, with a query of its own',
		'both go along',
		'version 1',
		{
			...{ resource: 'embedding', operation: 'create', text: 'Hi' },
			options: { path: '/v1/other/embeddings?tier=2' },
		},
		({ json }) => assert.deepEqual(json.embedding, [1], json.message),
	),
	asked(
		'Request, Send to a path with a query',
		'both go along',
		'version 1',
		{ resource: 'request', operation: 'send', method: 'GET', path: '/v1/files?limit=2' },
		at(`/openai/v1/files?${version}&limit=2`),
	),
	asked(
		'Request, Send with another version in the path',
		'the one in the path counts',
		'version 1',
		{ resource: 'request', operation: 'send', method: 'GET', path: `/v1/files?limit=2&${version}` },
		at(`/openai/v1/files?limit=2&${version}`),
	),
	asked(
		'A Backup URL with a query, when the first address is gone',
		'the version goes along',
		'backup',
		{},
		at(`At /v1/chat/completions?${version}`),
	),
	{
		kind: 'query',
		reported: 'HTTP Request with the credential',
		seen: 'its own address is left as it is',
		nodes: (own) => ({
			nodes: [
				{
					...own.builtIn('Request', 'n8n-nodes-base.httpRequest', 4.4, {
						...{ authentication: 'predefinedCredentialType', nodeCredentialType: 'aigc2dApi' },
						...{ method: 'GET', url: `${azure.url}/openai/files?${version}`, options: {} },
					}),
					credentials: { aigc2dApi: own.credentialOf('version 1') },
				},
			],
		}),
		check: at(`/openai/files?${version}`),
	},
	{
		kind: 'words',
		reported:
			'https in the Base URL of a gateway that speaks http (Ollama, LM Studio): an error of OpenSSL',
		seen: 'the message says so, after one attempt',
		credential: 'https',
		check({ json: { message, error } }) {
			assert.match(message, /speaks http on this port, and was spoken to in https/);
			assert.match(error.description, /Write http:\/\/ in place of https:\/\//);
			assert.deepEqual([error.attempts, error.retryable], [1, false]);
		},
	},
];

const tested = (reported, seen, name, sentence) => ({
	kind: 'query',
	reported: `The Test button of the credential, ${reported}`,
	seen,
	async check({ n8n, gateway }) {
		const { data } = addressCredentials(gateway).find((credential) => credential.name === name);
		const { message } = await n8n.testCredential({ type: 'aigc2dApi', data });
		assert.match(message, sentence);
	},
});

/** @type {import('./compose.mjs').Report[]} */
export const testButton = [
	tested('Azure, with /v1', 'the version goes along', 'version 1', /^Connection successful/),
	tested(
		'a deployment of Azure, which lists no models',
		'it says that, and to run the node',
		'deployment',
		/^There is no model list at this address/,
	),
];
