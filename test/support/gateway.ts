/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a real HTTP server needs node:http */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the server saw it. */
export interface Received {
	method: string;
	path: string;
	headers: IncomingMessage['headers'];
	/** The body as JSON, or as text when it is none. */
	body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
	/** The body as it came, for forms. */
	bytes: Buffer;
}

/** Answers one request; `position` counts requests from 0. */
export type Responder = (request: Received, response: ServerResponse, position: number) => unknown;

/** A real HTTP server on loopback that plays a gateway. */
export interface TestGateway {
	/** Address for the credential. */
	url: string;
	/** Every request so far, in order of arrival. */
	requests: Received[];
	close(): Promise<void>;
}

/** Starts a server, on a free port unless told one; every request is recorded and then answered by `respond`. */
export async function startGateway(respond: Responder, port = 0): Promise<TestGateway> {
	const requests: Received[] = [];
	const server = createServer(async (incoming, response) => {
		const bytes = await bytesOf(incoming);
		const request: Received = {
			method: incoming.method ?? '',
			path: incoming.url ?? '',
			headers: incoming.headers,
			body: parse(bytes.toString()),
			bytes,
		};
		await respond(request, response, requests.push(request) - 1);
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	const { port: ownPort } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${ownPort}`,
		requests,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** Answers with JSON. */
export function sendJson(
	response: ServerResponse,
	body: unknown,
	status = 200,
	headers: Record<string, string> = {},
): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
}

/** A chat completion as the gateway documents it. */
export function completion(content: unknown, more: object = {}) {
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1677652288,
		model: 'test-model-0613',
		choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
		usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 },
		...more,
	};
}

/** Answers every request with the same completion. */
export function always(
	body: unknown,
	status = 200,
	headers: Record<string, string> = {},
): Responder {
	return (_request, response) => sendJson(response, body, status, headers);
}

/** Waits a little, in real time: for servers that answer out of order. */
export function pause(milliseconds: number): Promise<void> {
	// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- a test server may wait
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of incoming) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
