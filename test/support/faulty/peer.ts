/* eslint-disable @n8n/community-nodes/no-restricted-imports -- bare sockets, which break where no HTTP server does */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Received } from '../gateway';
import { readRequest } from './readRequest';

/** Key and certificate of a TLS server, as PEM. */
export interface Identity {
	key: string;
	cert: string;
}

/** One connection, as the peer has it. */
export interface Connection {
	/** The bare connection, which can be reset. */
	socket: Socket;
	/** What is read and written: the same, or TLS over it. */
	line: Socket;
	/** The request, when all of it has come. */
	request: Promise<Received>;
}

/** What a peer does with a connection; `position` counts connections from 0. */
export type Behaviour = (connection: Connection, position: number) => unknown;

/** A peer that speaks TCP, or TLS, and HTTP only as far as it wants to. */
export interface Peer {
	/** Base URL for the credential. */
	url: string;
	port: number;
	/** The requests that came whole. */
	requests: readonly Received[];
	/** Connections so far. */
	count(): number;
	/** Connections that are open. */
	open(): number;
	close(): Promise<void>;
}

/**
 * Starts a peer on loopback.
 *
 * @param identity absent: it speaks no TLS
 * @param port a free one unless told
 */
export async function startPeer(behave: Behaviour, identity?: Identity, port = 0): Promise<Peer> {
	const requests: Received[] = [];
	const sockets = new Set<Socket>();
	let connections = 0;
	const server = createServer((socket) => {
		const position = connections++;
		sockets.add(socket);
		socket.on('error', () => {});
		socket.once('close', () => sockets.delete(socket));
		const line = identity ? new TLSSocket(socket, { isServer: true, ...identity }) : socket;
		line.on('error', () => {});
		const request = readRequest(line).then((read) => {
			requests.push(read);
			return read;
		});
		// A peer that waits for no request need not hear that none came.
		request.catch(() => {});
		void behave({ socket, line, request }, position);
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const { port: ownPort } = server.address() as AddressInfo;
	return {
		url: `http${identity ? 's' : ''}://127.0.0.1:${ownPort}`,
		port: ownPort,
		requests,
		count: () => connections,
		open: () => sockets.size,
		close: async () => {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
		},
	};
}

/** The k-th connection is treated in the k-th way, and later ones in the last. */
export function inTurn(...ways: readonly Behaviour[]): Behaviour {
	return (connection, position) =>
		ways[Math.min(position, ways.length - 1)]?.(connection, position);
}
