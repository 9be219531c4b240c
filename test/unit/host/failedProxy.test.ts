import { failedProxy } from '../../../nodes/host/failedProxy';
import { networkFailure } from '../../../nodes/host/networkFailure';

const url = 'https://gateway.test/v1/chat/completions';
const error = (facts: object, message = 'failed') => Object.assign(new Error(message), facts);
const wrapped = (cause: Error) => Object.assign(new Error('n8n', { cause }), { code: 'X' });

test.each([
	[
		'a connection to another port',
		error({ syscall: 'connect', code: 'ECONNREFUSED', address: '10.0.0.1', port: 3128 }),
		'10.0.0.1:3128',
	],
	[
		'the lookup of another name',
		error({ syscall: 'getaddrinfo', code: 'ENOTFOUND', hostname: 'proxy.test' }),
		'proxy.test',
	],
	[
		'a tunnel that was not made',
		error({}, 'Proxy connection ended before receiving CONNECT response'),
		'',
	],
])('%s is that of a proxy', (_what, thrown, proxy) => {
	expect(failedProxy(wrapped(thrown), url)).toBe(proxy);
});

test.each([
	[
		'a connection to the port of https',
		error({ syscall: 'connect', address: '10.0.0.1', port: 443 }),
	],
	['the lookup of its own name', error({ syscall: 'getaddrinfo', hostname: 'gateway.test' })],
	['a connection that was in use', error({ syscall: 'read', code: 'ECONNRESET' })],
	['nothing that could be read', undefined],
])('%s is that of no proxy', (_what, thrown) => {
	expect(failedProxy(thrown, url)).toBeUndefined();
});

test.each([
	[
		'10.0.0.1:3128',
		'The proxy 10.0.0.1:3128 through which this n8n reaches gateway.test refused the connection',
	],
	['', 'The proxy through which this n8n reaches gateway.test refused the connection'],
])('the sentence is about the proxy (%p), and not about the gateway', (proxy, sentence) => {
	const refused = error({ syscall: 'connect', code: 'ECONNREFUSED' });
	const { failure } = networkFailure(refused, 'gateway.test', 'gateway', 'connecting', proxy);
	expect(failure).toMatchObject({ kind: 'network', message: sentence, phase: 'connecting' });
	expect(failure.description).toMatch(/HTTPS_PROXY and NO_PROXY/);
});
