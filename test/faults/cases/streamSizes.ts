import { once } from 'node:events'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a server waits for what it writes to be taken
import type { ServerResponse } from 'node:http'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a type
import { startGateway } from '../../support/gateway';
import { event } from '../../support/stream';
import { fails, groups, recovered, type FaultCase, type OpensServer } from '../case';
import { faultIn } from './build';

const fault = faultIn(groups.S);

/** A server that writes a stream of its own, no faster than it is read. */
function writing(pieces: () => Iterable<string>): OpensServer {
	return async () => {
		const { url, requests, close } = await startGateway(async (_request, response) => {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			for (const piece of pieces()) {
				if (response.destroyed) return;
				if (!response.write(piece)) await taken(response);
			}
			response.end();
		});
		return { url, close, count: () => requests.length };
	};
}

/** Resolves when there is room again, or nobody reads any more. */
async function taken(response: ServerResponse): Promise<void> {
	await Promise.race([once(response, 'drain'), once(response, 'close')]);
}

const megabyte = 'x'.repeat(1024 * 1024);

function* oneLine(megabytes: number): Iterable<string> {
	yield 'data: {"choices":[{"index":0,"delta":{"content":"';
	for (let at = 0; at < megabytes; at++) yield megabyte;
	yield `"}}]}\n\n${end}`;
}

const chunk = event({ choices: [{ index: 0, delta: { content: 'a' } }] });
const end = event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }) + event('[DONE]');

function* tinyChunks(count: number): Iterable<string> {
	for (let at = 0; at < count; at += 1_000) yield chunk.repeat(Math.min(1_000, count - at));
	yield end;
}

/** Every byte is a piece of the chunked body of its own. */
function* tinyBytes(count: number): Iterable<string> {
	yield 'data: {"choices":[{"index":0,"delta":{"content":"';
	for (let at = 0; at < count; at++) yield 'a';
	yield `"}}]}\n\n${end}`;
}

const million = 1_000_000;
const few = 200_000;

/** Streams of a size that no answer has. */
export const streamSizes: readonly FaultCase[] = [
	...fault('a single line of 200 MB', {
		ask: { items: 1 },
		server: writing(() => oneLine(200)),
		isCut: true,
		outcome: fails('malformed', 'The answer is larger than 64 MB', 1),
		pace: 'heavy',
	}),
	...fault('a single line of 40 MB', {
		ask: { items: 1 },
		server: writing(() => oneLine(40)),
		outcome: recovered(1, { item: { text: megabyte.repeat(40) } }),
		pace: 'heavy',
	}),
	...fault('a million chunks of one letter', {
		ask: { items: 1 },
		server: writing(() => tinyChunks(million)),
		outcome: recovered(1, { item: { text: 'a'.repeat(million) } }),
		pace: 'heavy',
	}),
	...fault(`${few} packets of one byte`, {
		ask: { items: 1 },
		server: writing(() => tinyBytes(few)),
		outcome: recovered(1, { item: { text: 'a'.repeat(few) } }),
		pace: 'heavy',
	}),
];
