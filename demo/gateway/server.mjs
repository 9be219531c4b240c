/** HTTP: routes, key, bodies, streams. What is answered comes from the handlers of routes.mjs. */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { ApiError, bodyTooLarge, internalError, invalidField, wrongKey } from './errors.mjs';

/** Far more than fits the context of the model, and little enough to hold in memory for many requests. */
const largestBody = 1024 * 1024;

/**
 * @typedef {object} Exchange one request, as its handler sees it
 * @property {() => Promise<unknown>} body reads the request's JSON
 * @property {AbortSignal} signal aborted when the client is gone
 * @property {(body: object) => void} json answers with one JSON document
 * @property {() => { event: (data: object) => void, end: () => void }} stream answers with server-sent events
 */

/**
 * @typedef {(exchange: Exchange) => Promise<void> | void} Handler
 */

/**
 * @param {object} options
 * @param {string} options.key the key that requests must carry
 * @param {(method: string, path: string) => Handler} options.route finds the handler, or throws an ApiError
 */
export function createServer({ key, route }) {
	const running = new Set();
	const server = http.createServer((request, response) => {
		const work = serve(request, response, { key, route }).finally(() => running.delete(work));
		running.add(work);
	});
	return { server, running };
}

async function serve(request, response, { key, route }) {
	response.setHeader('x-request-id', `req_${randomUUID().replaceAll('-', '')}`);
	const gone = new AbortController();
	response.once('close', () => gone.abort());
	try {
		const handler = route(request.method, request.url.split('?')[0]);
		checkKey(request.headers.authorization, key);
		await handler({
			body: () => readJson(request),
			signal: gone.signal,
			json: (body) => sendJson(response, 200, body),
			stream: () => openStream(response),
		});
	} catch (error) {
		if (gone.signal.aborted) return;
		// What nobody expected is said here, where it can be looked into; the client only learns that it happened.
		if (!(error instanceof ApiError)) console.error(error);
		sendFailure(response, error instanceof ApiError ? error : internalError());
	}
}

function checkKey(authorization = '', key) {
	const [, sent = ''] = /^Bearer\s+(\S+)$/i.exec(authorization) ?? [];
	if (sent !== key) throw wrongKey(sent);
}

async function readJson(request) {
	const parts = [];
	let size = 0;
	// A body that is too large is read to its end and thrown away: a client that is still sending would not see the answer.
	for await (const part of request) {
		size += part.length;
		if (size <= largestBody) parts.push(part);
	}
	if (size > largestBody) throw bodyTooLarge(largestBody);
	try {
		return JSON.parse(Buffer.concat(parts).toString('utf8'));
	} catch {
		throw invalidField(null, 'The request body is not valid JSON.', 'invalid_json');
	}
}

function sendJson(response, status, body) {
	const text = JSON.stringify(body);
	response.writeHead(status, {
		'content-type': 'application/json; charset=utf-8',
		'content-length': Buffer.byteLength(text),
	});
	response.end(text);
}

/** The head goes out with the first event, so that a failure before it still has its own status. */
function openStream(response) {
	const write = (data) => {
		if (!response.headersSent)
			response.writeHead(200, {
				'content-type': 'text/event-stream; charset=utf-8',
				'cache-control': 'no-cache',
			});
		// A client that reads slowly is not waited for: it would keep a slot from the others, and an answer is small.
		response.write(`data: ${data}\n\n`);
	};
	return {
		event: (data) => write(JSON.stringify(data)),
		end: () => {
			write('[DONE]');
			response.end();
		},
	};
}

function sendFailure(response, failure) {
	if (!response.headersSent) {
		sendJson(response, failure.status, failure);
	} else {
		response.end(`data: ${JSON.stringify(failure)}\n\n`);
	}
}
