/** HTTP: key, answers, streams. What is answered comes from the handlers of routes.mjs. */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { ApiError, internalError } from './errors.mjs';
import { readForm, readJson } from './requestBody.mjs';

/**
 * @typedef {object} Exchange one request, as its handler sees it
 * @property {string} origin where the gateway is for this client, such as http://127.0.0.1:51234
 * @property {() => Promise<unknown>} body reads the request's JSON
 * @property {() => Promise<import('./requestBody.mjs').Form>} form reads the request's multipart/form-data
 * @property {AbortSignal} signal aborted when the client is gone
 * @property {(body: object) => void} json answers with one JSON document
 * @property {(type: string, content: Buffer | string) => void} content answers with a text or a file
 * @property {() => { event: (data: object, name?: string) => void, end: (mark?: string) => void }} stream answers with
 *   server-sent events; `mark` is the data of a last one that is no JSON
 */

/**
 * @typedef {(exchange: Exchange) => Promise<void> | void} Handler
 */

/**
 * @typedef {object} Routes
 * @property {(path: string) => import('./protocols.mjs').Protocol} protocolOf of any path, whether it exists or not
 * @property {(method: string, path: string) => Handler} handlerOf throws an ApiError where there is none
 */

/**
 * @param {object} options
 * @param {string} options.key the key that requests must carry
 * @param {Routes} options.routes
 */
export function createServer({ key, routes }) {
	const running = new Set();
	const server = http.createServer((request, response) => {
		const work = serve(request, response, { key, routes }).finally(() => running.delete(work));
		running.add(work);
	});
	return { server, running };
}

async function serve(request, response, { key, routes }) {
	const path = request.url.split('?')[0];
	const protocol = routes.protocolOf(path);
	const id = `req_${randomUUID().replaceAll('-', '')}`;
	response.setHeader(protocol.idHeader, id);
	const gone = new AbortController();
	response.once('close', () => gone.abort());
	try {
		const handler = routes.handlerOf(request.method, path);
		protocol.check(request.headers, key);
		await handler({
			origin: `http://${request.headers.host}`,
			body: () => readJson(request),
			form: () => readForm(request),
			signal: gone.signal,
			json: (body) => sendJson(response, 200, body),
			content: (type, content) => send(response, 200, type, content),
			stream: () => openStream(response),
		});
	} catch (error) {
		if (gone.signal.aborted) return;
		// What nobody expected is said here, where it can be looked into; the client only learns that it happened.
		if (!(error instanceof ApiError)) console.error(error);
		const failure = error instanceof ApiError ? error : internalError();
		sendFailure(response, failure.status, protocol, protocol.failureBody(failure, id));
	}
}

function sendJson(response, status, body) {
	send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

function send(response, status, type, content) {
	response.writeHead(status, {
		'content-type': type,
		'content-length': Buffer.byteLength(content),
	});
	response.end(content);
}

/** The head goes out with the first event, so that a failure before it still has its own status. */
function openStream(response) {
	const write = (text) => {
		if (!response.headersSent)
			response.writeHead(200, {
				'content-type': 'text/event-stream; charset=utf-8',
				'cache-control': 'no-cache',
			});
		// A client that reads slowly is not waited for: it would keep a slot from the others, and an answer is small.
		response.write(text);
	};
	return {
		event: (data, name) =>
			write(`${name ? `event: ${name}\n` : ''}data: ${JSON.stringify(data)}\n\n`),
		end: (mark) => {
			if (mark) write(`data: ${mark}\n\n`);
			response.end();
		},
	};
}

function sendFailure(response, status, { failureEvent }, body) {
	if (!response.headersSent) {
		sendJson(response, status, body);
	} else {
		response.end(`${failureEvent}data: ${JSON.stringify(body)}\n\n`);
	}
}
