/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a real HTTP server needs node:http */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Attack } from './attack';
import { routes } from './routes';

/** What the items say: whether their requests get a good answer. */
export const marks = { good: 'good-item', hostile: 'hostile-item' };

/** A hostile gateway. */
export interface HostileGateway {
	port: number;
	/** How often somebody was asked whom the gateway pointed to. */
	hits: () => number;
	/** Forgets the connections that are open; returns how many there were. */
	cut: () => number;
	close(): void;
}

/** The address for a credential: the path says what is done to the requests of a route. */
export function addressOf(port: number, attack: number, route: string): string {
	return `http://127.0.0.1:${port}/${attack}-${route}`;
}

/** Starts a gateway that answers good items as it should, and others with an attack. */
export async function startHostile(attacks: readonly Attack[]): Promise<HostileGateway> {
	let hits = 0;
	const victim = await listen(
		createServer((_request, response) => {
			hits++;
			response.end('{}');
		}),
	);
	const server = createServer(async (request, response) => {
		for (const side of [request, response]) side.on('error', () => {});
		const body = await bodyOf(request);
		const [, number = '', name = '', path = ''] =
			/^\/(\d+)-(\w+)([^?]*)/.exec(request.url ?? '') ?? [];
		const route = routes.find((each) => each.name === name);
		const attack = attacks[Number(number)];
		if (route === undefined || attack === undefined) return response.writeHead(404).end();
		const isHostile = route.isUnmarked === true || `${path}${body}`.includes(marks.hostile);
		const mark = isHostile ? marks.hostile : marks.good;
		const origin = `http://${request.headers.host}/${number}-${name}`;
		const good = route.good(path, mark, origin);
		if (!isHostile || !route.attacked.test(path))
			return response.writeHead(200, { 'content-type': good.type }).end(good.body);
		const exchange = { route, request, response, good, victim: `http://127.0.0.1:${port(victim)}` };
		return await Promise.resolve(attack.send(exchange)).catch(() => response.destroy());
	});
	server.keepAliveTimeout = 1_000;
	const sockets = new Set<{ destroy(): void }>();
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.once('close', () => sockets.delete(socket));
	});
	await listen(server);
	return {
		port: port(server),
		hits: () => hits,
		cut() {
			const { size } = sockets;
			for (const socket of sockets) socket.destroy();
			return size;
		},
		close() {
			for (const each of [server, victim]) {
				each.closeAllConnections();
				each.close();
			}
		},
	};
}

async function listen(server: Server): Promise<Server> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

function port(server: Server): number {
	return (server.address() as AddressInfo).port;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts).toString('latin1');
}
