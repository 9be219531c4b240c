import { createServer } from 'node:http';

/**
 * A real HTTP server on loopback that knows when what came, and when what was closed. Times as `Date.now()`.
 *
 * @typedef {object} Watched
 * @property {string} url origin without a path
 * @property {{ at: number, method: string, url: string }[]} requests
 * @property {number} open connections
 * @property {number} lastClosedAt when the last one was closed
 * @property {(isSo: () => boolean, what: string) => Promise<void>} until waits for something that it sees; at most 30 seconds
 * @property {() => Promise<void>} close
 */

/** Longest wait, in milliseconds. */
const limit = 30_000;

/**
 * @param {(request: { method: string, url: string, body: any }, response: import('node:http').ServerResponse, server: Watched) => void} respond
 * @returns {Promise<Watched>}
 */
export async function startWatched(respond) {
	/** @type {Set<() => void>} */
	const lookers = new Set();
	const changed = () => {
		for (const look of [...lookers]) look();
	};
	/** @type {Watched} */
	const watched = {
		url: '',
		requests: [],
		open: 0,
		lastClosedAt: 0,
		until: (isSo, what) =>
			new Promise((resolve, reject) => {
				const late = setTimeout(() => {
					lookers.delete(look);
					reject(new Error(`${what}: it did not happen within ${limit / 1000} s`));
				}, limit);
				const look = () => {
					if (!isSo()) return;
					clearTimeout(late);
					lookers.delete(look);
					resolve();
				};
				lookers.add(look);
				look();
			}),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
	const server = createServer(async (incoming, response) => {
		const { method, url } = incoming;
		watched.requests.push({ at: Date.now(), method, url });
		changed();
		response.on('error', () => {});
		const parts = [];
		try {
			for await (const part of incoming) parts.push(part);
		} catch {
			// Gone before it had said all.
			return;
		}
		const text = Buffer.concat(parts).toString();
		respond({ method, url, body: text === '' ? undefined : JSON.parse(text) }, response, watched);
	});
	server.on('connection', (socket) => {
		watched.open += 1;
		socket.once('close', () => {
			watched.open -= 1;
			watched.lastClosedAt = Date.now();
			changed();
		});
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	watched.url = `http://127.0.0.1:${server.address().port}`;
	return watched;
}
