import { createServer, type AddressInfo, type Socket } from 'node:net'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a server below HTTP
import { startGateway, type Received, type Responder } from '../support/gateway';
import type { Answer } from '../support/wire/case';
import { respondAs } from '../support/wire/server';
import { askedIn } from './ask';
import type { OpenServer, Served } from './case';

/** Opens what a case is asked of. */
export async function open(served: Served = []): Promise<OpenServer> {
	if (typeof served === 'function') return await served();
	return await openGateway('each' in served ? itemByItem(served.each) : inOrder(served));
}

/** A real HTTP server on loopback. */
export async function openGateway(respond: Responder): Promise<OpenServer> {
	const { url, requests, close } = await startGateway(respond);
	return { url, close, count: () => requests.length };
}

/** The next answer for every request, the last one again and again. */
export function inOrder(served: Answer | readonly Answer[]): Responder {
	return respondAs({ answers: [served].flat().map(quoting) }, fill);
}

/** The same for every item on its own. */
function itemByItem(answers: readonly Answer[]): Responder {
	const items = new Map<string | undefined, Responder>();
	return async (request, response, position) => {
		const item = askedIn(`${request.path} ${request.bytes.toString()}`);
		const respond = items.get(item) ?? inOrder(answers);
		items.set(item, respond);
		return await respond(request, response, position);
	};
}

/** Gateways quote keys at any place: each answer has that of its request in a header that ends up in failures. */
function quoting(answer: Answer): Answer {
	return { ...answer, headers: { 'x-request-id': 'req-{key}', ...answer.headers } };
}

/** Fills in what a request asks for, its key, and the server's own host. */
export function fill(text: string, { bytes, path, headers }: Received): string {
	const { authorization = '', host = '' } = headers;
	const filled: { [name: string]: string } = {
		'{asked}': askedIn(`${path} ${bytes.toString()}`) ?? '',
		'{key}': String(headers['x-api-key'] ?? authorization.replace(/^Bearer /, '')),
		'{host}': host,
	};
	return text.replace(/\{(asked|key|host)\}/g, (name) => filled[name] ?? '');
}

/** Another server, which the gateway leads to: what reaches it is looked through for secrets. */
export async function withStranger(
	stranger: Responder,
	gateway: (strangerUrl: string) => Responder,
): Promise<OpenServer> {
	const other = await startGateway(stranger);
	const own = await openGateway(gateway(other.url));
	return {
		...own,
		elsewhere: () => other.requests,
		close: async () => {
			await own.close();
			await other.close();
		},
	};
}

/** Speaks on a bare socket once a request is there as a whole. */
export type Speaks = (socket: Socket, request: string, position: number) => void;

/** A server that need not speak HTTP. */
export async function openSocket(speak: Speaks): Promise<OpenServer> {
	const sockets = new Set<Socket>();
	let requests = 0;
	const server = createServer((socket) => {
		sockets.add(socket);
		let received = '';
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
		socket.on('data', (bytes) => {
			received += bytes.toString('latin1');
			if (!isWhole(received)) return;
			const request = Buffer.from(received, 'latin1').toString();
			received = '';
			speak(socket, request, requests++);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		count: () => requests,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
}

function isWhole(received: string): boolean {
	const end = received.indexOf('\r\n\r\n');
	if (end < 0) return false;
	const length = /^content-length: *(\d+)/im.exec(received.slice(0, end))?.[1] ?? '0';
	return received.length >= end + 4 + Number(length);
}
