import type { IDataObject } from 'n8n-workflow';
import { fails, groups, notTried, recovered, type FaultCase, type OpensServer } from '../case';
import { inOrder, openGateway } from '../server';
import { good } from './answers';
import { faultIn, type Form } from './build';

const fault = faultIn(groups.U);

const wrong = (form: string, credential: IDataObject, sentence: string): Form => ({
	form,
	ask: { credential },
	server: good,
	outcome: fails('input', sentence, 0),
});

/** The gateway's address, as it might be pasted. */
const pasted =
	(ending: string): OpensServer =>
	async () => {
		const server = await openGateway(inOrder(good));
		return { ...server, url: server.url + ending };
	};

const url = (baseUrl: string, sentence: string): Form =>
	wrong(baseUrl === '' ? 'empty' : baseUrl, { baseUrl }, sentence);
const noScheme = 'Base URL does not begin with https:// or http://';
const notHttp = (scheme: string) =>
	`Base URL must begin with https:// or http://, but begins with ${scheme}:`;
const header = (name: string, value: string) => ({ headers: { values: [{ name, value }] } });

/** What stands in the credential. */
export const credentials: readonly FaultCase[] = [
	...fault(
		'a key that cannot be sent',
		wrong('empty', { apiKey: '' }, 'API Key is empty'),
		wrong('blanks', { apiKey: ' \t\n' }, 'API Key is empty'),
		wrong('null', { apiKey: null }, 'API Key is empty'),
		wrong(
			'a blank within',
			{ apiKey: 'AIGC2D open sesame' },
			'API Key contains a space or a line break',
		),
		wrong(
			'a line break within',
			{ apiKey: 'AIGC2D\nopen-sesame' },
			'API Key contains a space or a line break',
		),
		wrong(
			'CR LF and a header',
			{ apiKey: 'AIGC2D\r\nX-Evil: 1' },
			'API Key contains a space or a line break',
		),
		wrong(
			'letters beyond ASCII',
			{ apiKey: 'AIGC2D–密钥' },
			'API Key contains a character that no key can have',
		),
		wrong(
			'a NUL',
			{ apiKey: 'AIGC2D\u0000sesame' },
			'API Key contains a character that no key can have',
		),
	),
	...fault('a key with blanks around it', {
		ask: { credential: { apiKey: '  AIGC2D-of-nobody-0000\n' } },
		server: good,
		outcome: recovered(3),
	}),
	...fault(
		'an address without a scheme',
		...[
			'api.aigc2d.com',
			'api.aigc2d.com/v1',
			'127.0.0.1:8080',
			'//api.aigc2d.com',
			'/v1',
			'localhost',
		].map((baseUrl) => url(baseUrl, noScheme)),
	),
	...fault(
		'an address that is none',
		url('', 'Base URL is empty'),
		url('https://', 'Base URL is not an address'),
		url('http://[::1', 'Base URL is not an address'),
		url('https://a b', 'Base URL is not an address'),
		url('http://127.0.0.1:99999', 'Base URL is not an address'),
	),
	...fault(
		'an address of another scheme',
		url('file:///etc/passwd', notHttp('file')),
		url('ftp://api.aigc2d.com', notHttp('ftp')),
		url('javascript://alert(1)', notHttp('javascript')),
		url('data://text/html,a', notHttp('data')),
		url('gopher://127.0.0.1:25', notHttp('gopher')),
	),
	...fault(
		'an address with a user name or password',
		url('https://ada:opensesame@127.0.0.1:9', 'Base URL contains a user name or password'),
		url('http://opensesame@127.0.0.1:9/v1', 'Base URL contains a user name or password'),
	),
	...fault(
		'an address as people paste it',
		...['/', '/v1', '/v1/', '/v1/chat/completions', '/v1/models', '//', '/v1?a=b', '/v1#top'].map(
			(ending) => ({ form: ending, server: pasted(ending), outcome: recovered(3) }),
		),
	),
	...fault(
		'an address of this machine in another spelling',
		...['http://[::1]:{port}', 'http://localhost:{port}'].map((spelling) => ({
			form: spelling,
			server: async () => {
				const server = await openGateway(inOrder(good));
				return { ...server, url: spelling.replace('{port}', new URL(server.url).port) };
			},
			outcome: spelling.includes('::1')
				? fails('network', 'The gateway at {host} refused the connection', 0)
				: recovered(3),
			pace: 'hurried' as const,
		})),
	),
	...fault('169.254.169.254 and other private addresses as Base URL', {
		outcome: notTried(
			"n8n's own guard decides (N8N_SSRF_PROTECTION_ENABLED), and its engine in a test has none; the real n8n has it on in test/n8n/privateAddress.test.mjs",
		),
	}),
	...fault('DNS rebinding', {
		outcome: notTried(
			"it takes a name server whose answers change; every request goes through n8n's own helper, which its guard watches",
		),
	}),
	...fault('domains that a credential allows', {
		outcome: notTried(
			"they are a field of n8n's own credentials; this one has none, and its key goes to Base URL and Backup URL alone",
		),
	}),
	...fault(
		'a header that cannot be sent',
		wrong(
			'a blank in its name',
			header('x team', 'a'),
			'Additional header has the name "x team", which no header can have',
		),
		wrong(
			'a line break in its value',
			header('x-team', 'a\nb'),
			'Additional header "x-team" has a value that cannot be sent',
		),
		wrong(
			'CR LF and a header',
			header('x-team', 'a\r\nx-evil: 1'),
			'Additional header "x-team" has a value that cannot be sent',
		),
		wrong(
			'letters beyond Latin',
			header('x-team', '密'),
			'Additional header "x-team" has a value that cannot be sent',
		),
		wrong(
			'one of the node',
			header('Host', 'example.com'),
			'Additional header "Host" is set by the node itself',
		),
		wrong(
			'Content-Length',
			header('Content-Length', '5'),
			'Additional header "Content-Length" is set by the node itself',
		),
	),
];
