import { startServer } from '../server.mjs';
import { text } from './answers.mjs';
import { key } from './gateway.mjs';

/** Azure, whose addresses have their version in a query. */

export const version = 'api-version=2024-10-21';
export const deployment = '/openai/deployments/gpt-4o';

const notFound = { status: 404, body: { error: { code: '404', message: 'Resource not found' } } };

/** Azure: what has no version is not found. */
export const azure = await startServer((request) => {
	const { pathname, searchParams } = new URL(request.url, 'http://azure');
	const isOurs = searchParams.get('api-version') === '2024-10-21';
	if (!isOurs || request.headers.authorization !== `Bearer ${key}`) return notFound;
	if (pathname.endsWith('/chat/completions')) return text(`At ${request.url}`)(request, 0);
	// A deployment is of one model, and does not list it.
	if (pathname === '/openai/v1/models') return { body: { data: [{ id: 'gpt-4o' }] } };
	if (pathname.endsWith('/embeddings'))
		return { body: { data: [{ index: 0, embedding: [1] }], at: request.url } };
	if (pathname.includes('/files')) return { body: { at: request.url } };
	return notFound;
});

/** @param {{ url: string }} gateway */
export const addressCredentials = (gateway) => [
	{ name: 'deployment', data: { baseUrl: `${azure.url}${deployment}?${version}`, apiKey: key } },
	{
		name: 'pasted',
		data: { baseUrl: `${azure.url}${deployment}/chat/completions?${version}`, apiKey: key },
	},
	{ name: 'version 1', data: { baseUrl: `${azure.url}/openai/v1/?${version}`, apiKey: key } },
	{
		name: 'backup',
		data: { baseUrl: 'http://127.0.0.1:9', backupUrl: `${azure.url}/v1?${version}`, apiKey: key },
	},
	{ name: 'https', data: { baseUrl: gateway.url.replace('http:', 'https:'), apiKey: key } },
];
