/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- proxies are told to n8n by the environment; a tunnel is made of sockets */
import { connect } from 'node:net';
import { identityOf } from '../../support/faulty/certificates';
import { inTurn, startPeer, type Behaviour } from '../../support/faulty/peer';
import { afterRequest, good, silent, write } from '../../support/faulty/ways';
import { usualItems } from '../ask';
import { fails, groups, recovered, type FaultCase, type OpensServer } from '../case';
import { freePort } from '../peers';
import { twice } from './tcp';

const group = groups.T;
/** What is told by the environment holds for the whole process: these cases are alone in theirs. */
const pace = 'heavy';

/** All names by which a proxy is told; small letters come first. */
const names = ['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy'].flatMap((name) => [
	name,
	name.toUpperCase(),
]);

/** Sets these in place of whatever the environment says of proxies. Returns what undoes it. */
function setProxies(values: { [name: string]: string }): () => void {
	const before = names.map((name) => [name, process.env[name]] as const);
	for (const name of names) delete process.env[name];
	Object.assign(process.env, values);
	return () => {
		for (const [name, value] of before) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
	};
}

/** What is behind the proxy. */
interface Behind {
	/** Whether the gateway speaks TLS. */
	secure: boolean;
	/** Hosts that are reached without the proxy. */
	except?: string;
	/** Port of a proxy that does not run. */
	isGone?: boolean;
}

/** A good gateway, and a proxy before it that treats its connections so. Connections to the proxy are counted. */
function behindProxy(
	behave: Behaviour,
	{ secure, except = '', isGone = false }: Behind,
): OpensServer {
	return async () => {
		const gateway = await startPeer(good, secure ? identityOf('valid') : undefined);
		const proxy = await startPeer(inTurn(behave));
		const port = isGone ? await freePort() : proxy.port;
		const at = `http://127.0.0.1:${port}`;
		const restore = setProxies({ HTTP_PROXY: at, HTTPS_PROXY: at, NO_PROXY: except });
		return {
			url: gateway.url,
			count: () => proxy.count(),
			// Without TLS a proxy reads all that passes.
			elsewhere: () => (secure ? proxy.requests : []),
			close: async () => {
				restore();
				await gateway.close();
				await proxy.close();
			},
		};
	};
}

/** What a proxy that works does. */
const passOn: Behaviour = afterRequest(async (connection) => {
	const { method, path, headers, bytes } = await connection.request;
	const isTunnel = method === 'CONNECT';
	const { hostname, port, pathname } = new URL(isTunnel ? `http://${path}` : path);
	const further = connect(Number(port), hostname);
	further.on('error', () => connection.socket.destroy());
	if (isTunnel) await write(connection, 'HTTP/1.1 200 Connection established\r\n\r\n');
	else {
		const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
		further.write(`${method} ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n`);
		further.write(bytes);
	}
	connection.socket.pipe(further).pipe(connection.socket);
});

const answer = (status: string): Behaviour =>
	afterRequest(async (connection) => {
		await write(
			connection,
			`HTTP/1.1 ${status}\r\nproxy-authenticate: Basic realm="proxy"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
		);
		connection.line.end();
	});

const cut: Behaviour = afterRequest(({ socket }) => void socket.end());

const through = 'through which this n8n reaches {host}';
const aboutProxy = { item: { advice: 'HTTPS_PROXY' } };
const ways = [
	{ form: 'the gateway on http', secure: false },
	{ form: 'the gateway on https', secure: true },
];

/** Proxies between n8n and the gateway (HTTP_PROXY, HTTPS_PROXY, NO_PROXY). */
export const proxies: readonly FaultCase[] = [
	...ways.flatMap(({ form, secure }): FaultCase[] => [
		{
			group,
			fault: 'A proxy that works',
			form,
			server: behindProxy(passOn, { secure }),
			outcome: recovered(usualItems),
			pace,
		},
		{
			group,
			fault: 'A proxy wants a password (407)',
			form,
			ask: { items: 1 },
			server: behindProxy(answer('407 Proxy Authentication Required'), { secure }),
			outcome: fails(
				'auth',
				'A proxy between this n8n and the gateway refused the request',
				1,
				aboutProxy,
			),
			pace,
		},
		{
			group,
			fault: 'A proxy does not run',
			form,
			ask: twice(),
			server: behindProxy(silent, { secure, isGone: true }),
			outcome: fails('network', `…${through} refused the connection`, 0, aboutProxy),
			pace,
		},
		{
			group,
			fault: 'A proxy does not reach the gateway (502)',
			form,
			ask: twice(),
			server: behindProxy(answer('502 Bad Gateway'), { secure }),
			outcome: fails('server', 'The gateway could not process the request', 2),
			pace,
		},
		{
			group,
			fault: 'A proxy says nothing',
			form,
			ask: { items: 1, throughput: { firstByteTimeout: 1 } },
			server: behindProxy(silent, { secure }),
			outcome: fails('timeout', 'The gateway did not begin to answer within 1 seconds', 1),
			pace,
		},
		{
			group,
			fault: 'A proxy that does not run, and a gateway in NO_PROXY',
			form,
			server: behindProxy(silent, { secure, isGone: true, except: '127.0.0.1' }),
			outcome: recovered(0),
			pace,
		},
	]),
	{
		group,
		fault: 'A proxy closes the connection before there is a tunnel',
		ask: twice(),
		server: behindProxy(cut, { secure: true }),
		outcome: fails('network', `The proxy ${through} closed the connection`, 2, aboutProxy),
		pace,
	},
];
