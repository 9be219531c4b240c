import { completion, pause } from '../gateway';
import { chunksOf, event } from '../stream';
import type { Behaviour, Connection } from './peer';

/** What a request asks for is what a good answer to it says. */
const askedOf = async ({ request }: Connection): Promise<string> =>
	/Item[ _]\d+/.exec((await request).bytes.toString())?.[0] ?? 'Item';

/** The head of a good answer. */
export function head(more: string = '', type = 'application/json'): string {
	return `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\nconnection: close\r\n${more}\r\n`;
}

const streamHead = head('transfer-encoding: chunked\r\n', 'text/event-stream');
const wholeHead = (body: string) => head(`content-length: ${Buffer.byteLength(body)}\r\n`);
const bodyFor = (asked: string) => JSON.stringify(completion(asked));

/** A piece of a body whose length is not stated (chunked encoding); an empty one ends it. */
const chunked = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

/** The events of a good answer, `[DONE]` last. */
const eventsFor = (asked: string) => [...chunksOf(completion(asked)), '[DONE]'].map(event);

/** What an answer has been sent of, as text on the wire. */
const sent = {
	nothing: () => '',
	head: (asked: string) => wholeHead(bodyFor(asked)),
	streamHead: () => streamHead,
	halfBody: (asked: string) => {
		const body = bodyFor(asked);
		return wholeHead(body) + body.slice(0, body.length / 2);
	},
	body: (asked: string) => wholeHead(bodyFor(asked)) + bodyFor(asked),
	/** Whose text is cut. */
	halfStream: (asked: string) => streamHead + chunked(eventsFor(asked).slice(0, 2).join('')),
	/** All of the answer, but neither `[DONE]` nor the end of the body. */
	streamWithoutEnd: (asked: string) => streamHead + chunked(eventsFor(asked).slice(0, -1).join('')),
	stream: (asked: string) => streamHead + chunked(eventsFor(asked).join('')) + chunked(''),
};

/** Writes, and resolves when it is on its way. */
export function write({ line }: Connection, bytes: string | Buffer): Promise<void> {
	return new Promise((resolve) => {
		line.write(bytes, () => resolve());
	});
}

/** What was written should be read before what follows throws it away, so many milliseconds. */
const onItsWay = 20;

/** Does something once the request is in; nothing where it never is. */
export function afterRequest(act: Behaviour): Behaviour {
	return ({ request, ...connection }, position) =>
		void request.then(
			async () => await act({ request, ...connection }, position),
			() => {},
		);
}

/** Sends so much of an answer once the request is in, and then does something else. */
function after(what: (asked: string) => string, act: Behaviour): Behaviour {
	return afterRequest(async (connection, position) => {
		await write(connection, what(await askedOf(connection)));
		await pause(onItsWay);
		await act(connection, position);
	});
}

export const reset: Behaviour = ({ socket }) => void socket.resetAndDestroy();
export const end: Behaviour = ({ line }) => void line.end();
export const silent: Behaviour = () => {};

/** Sends something byte by byte, so many milliseconds apart, for as long as the connection is open. */
function dripping(what: (asked: string) => string, every: number): Behaviour {
	return afterRequest(async (connection) => {
		for (const byte of Buffer.from(what(await askedOf(connection)))) {
			if (connection.socket.destroyed) return;
			await write(connection, Buffer.from([byte]));
			await pause(every);
		}
		connection.line.end();
	});
}

const manyHeaders = () => `HTTP/1.1 200 OK\r\n${'x-more: 1\r\n'.repeat(1_000)}`;
const longBody = () => `${head('content-length: 20000\r\n')}{"id":"${'x'.repeat(10_000)}`;

/** A good answer, streamed where it was asked for so. */
export const good: Behaviour = afterRequest(async (connection) => {
	const { body } = await connection.request;
	const isStream = (body as { stream?: unknown }).stream === true;
	await write(connection, sent[isStream ? 'stream' : 'body'](await askedOf(connection)));
	connection.line.end();
});

export const afterNothing = (act: Behaviour) => after(sent.nothing, act);
export const afterHead = (act: Behaviour) => after(sent.head, act);
export const afterStreamHead = (act: Behaviour) => after(sent.streamHead, act);
export const afterHalfBody = (act: Behaviour) => after(sent.halfBody, act);
export const afterHalfStream = (act: Behaviour) => after(sent.halfStream, act);
export const afterStreamWithoutEnd = (act: Behaviour) => after(sent.streamWithoutEnd, act);
export const slowly = dripping(sent.body, 2);
export const slowHeadForEver = dripping(manyHeaders, 50);
export const slowBodyForEver = dripping(longBody, 50);
export const noHttp = after(() => 'SSH-2.0-OpenSSH_9.2p1 Debian\r\n', end);
