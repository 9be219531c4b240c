import { createServer } from 'node:http';
import { after } from 'node:test';

/**
 * @typedef {object} Received one request as the server saw it
 * @property {string} method
 * @property {string} url as on the request line: with a proxy it has the host in front
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {any} body the JSON, or undefined where there is none
 * @property {Buffer} bytes of the body as they came
 */

/**
 * @typedef {object} TestServer
 * @property {string} url origin without a path
 * @property {number} port
 * @property {Received[]} requests every request so far, in order of arrival
 * @property {Answer} answer what is answered; may be replaced at any time
 */

/**
 * @typedef {object} Reply
 * @property {number} [status]
 * @property {object} [headers]
 * @property {unknown} body bytes and texts are sent as they are, all else as JSON
 * @property {boolean} [isCut] whether the connection is closed behind the body, as if there were more to come
 */

/** @typedef {(request: Received) => Reply | Promise<Reply>} Answer */

/**
 * A real HTTP server on loopback that records what it gets and answers what a test wants. It is closed
 * after the tests.
 *
 * @param {Answer} [answer] may be given later
 * @param {string} [host] the address on which it listens
 * @returns {Promise<TestServer>}
 */
export async function startServer(answer, host = '127.0.0.1') {
	/** @type {Received[]} */
	const requests = [];
	const server = createServer(async (incoming, response) => {
		const parts = [];
		for await (const part of incoming) parts.push(part);
		const bytes = Buffer.concat(parts);
		const text = bytes.toString();
		const { method, url, headers } = incoming;
		const isJson = headers['content-type']?.startsWith('application/json') && text !== '';
		const request = { method, url, headers, body: isJson ? JSON.parse(text) : undefined, bytes };
		requests.push(request);
		const { status = 200, headers: own, body, isCut = false } = await started.answer(request);
		const isPage = typeof body === 'string';
		response.writeHead(status, {
			'content-type': isPage ? 'text/html' : 'application/json',
			...own,
		});
		const sent = isPage || Buffer.isBuffer(body) ? body : JSON.stringify(body);
		if (isCut) response.write(sent, () => response.destroy());
		else response.end(sent);
	});
	await new Promise((resolve) => server.listen(0, host, resolve));
	after(() => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	});
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	const started = { url: `http://${host}:${port}`, port, requests, answer };
	return started;
}
