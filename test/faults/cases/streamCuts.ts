import type { IDataObject } from 'n8n-workflow';
import { routes } from '../../cases/own/build';
import { startGateway, type Responder } from '../../support/gateway';
import { pooled } from '../../support/wire/pool';
import {
	fails,
	groups,
	recovered,
	type Came,
	type Drive,
	type FaultCase,
	type OpensServer,
} from '../case';
import { throughNode } from '../run';
import { faultIn } from './build';
import { dialects, eventsOf, written, type Dialect } from './dialects';

const fault = faultIn(groups.S);
const text = 'Grüße 😀';
const pieces = ['Grü', 'ße 😀'];

const wholeOf = (dialect: Dialect) => Buffer.from(written(eventsOf(dialect, pieces)));
/** From here on the answer is whole: what follows is not part of it. */
const completeFrom = (dialect: Dialect) =>
	Buffer.byteLength(written([...dialect.begin, ...dialect.text(pieces), ...dialect.end]).trimEnd());

/** Item 7 asks for the answer that is cut after seven bytes. */
const placeIn = (bytes: Buffer): number => Number(/Item (\d+)/.exec(bytes.toString())?.[1]);

/** Sends so much of an answer as the item says, and ends the stream as if that were all. */
function cutting(dialect: Dialect): OpensServer {
	const whole = wholeOf(dialect);
	return async () => {
		const { url, requests, close } = await startGateway(({ bytes }, response) => {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.end(whole.subarray(0, placeIn(bytes)));
		});
		return { url, close, count: () => requests.length };
	};
}

/** The first request of each item is reset there; the next one gets all. */
function resetting(dialect: Dialect): OpensServer {
	const whole = wholeOf(dialect);
	return async () => {
		const seen = new Set<number>();
		const respond: Responder = ({ bytes }, response) => {
			const place = placeIn(bytes);
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			if (seen.has(place)) return response.end(whole);
			seen.add(place);
			response.flushHeaders();
			return response.write(whole.subarray(0, place), () => {
				// What was written should be read before the reset throws it away.
				setTimeout(() => response.socket?.resetAndDestroy(), 10); // eslint-disable-line @n8n/community-nodes/no-restricted-globals -- a test may wait
			});
		};
		const { url, requests, close } = await startGateway(respond);
		return { url, close, count: () => requests.length };
	};
}

/** Runs of one item each, with keys of their own: many connections that break at once would be an outage. */
const oneByOne: Drive = async (ask, circumstances) => {
	const { credential, executionId } = circumstances;
	const items = Array.isArray(ask.items) ? ask.items : [];
	const runs = await Promise.all(
		pooled([...items.keys()], 8, async (at): Promise<Came> => {
			const apiKey = `${String(credential.apiKey)}${at}`;
			return await throughNode(
				{ ...ask, items: [items[at]] },
				{
					...circumstances,
					credential: { ...credential, apiKey },
					executionId: `${executionId}, ${at}`,
				},
			);
		}),
	);
	return {
		status: runs.find(({ status }) => status !== 'success')?.status ?? 'success',
		outputs: runs.flatMap(({ outputs }, at) =>
			outputs.map((output) => ({ ...output, inputs: [at] })),
		),
		hints: [],
		whole: runs.map(({ whole }) => whole),
	};
};

/** What each item asks for: the place at which its answer is cut. */
const placed = '=Item {{ $json.place }}';
const asking: { [route: string]: IDataObject } = {
	[routes.chat]: { messages: { values: [{ role: 'user', content: placed }] } },
	[routes.claude]: { messages: { values: [{ role: 'user', content: placed }] } },
	[routes.claudeLegacy]: { prompt: placed },
	[routes.legacy]: { prompt: placed },
};

/** Streams that are cut at every byte. */
export const streamCuts: readonly FaultCase[] = [
	...dialects.flatMap((dialect) => {
		const { length } = wholeOf(dialect);
		return fault('a stream ends at every byte of it, as if that were all', {
			form: dialect.form,
			ask: { ...dialect.ask, items: length, throughput: { maxAttempts: 1 } },
			server: cutting(dialect),
			isCut: true,
			drive: dialect.drive,
			outcome: fails(dialect.drive ? 'thrown' : 'malformed', '…', length, {
				failed: completeFrom(dialect),
				others: dialect.item(text),
			}),
			pace: 'heavy',
		});
	}),
	...dialects
		.filter(({ isCharged, drive }) => !isCharged && drive === undefined)
		.flatMap((dialect) => {
			const { length } = wholeOf(dialect);
			const places = Array.from({ length: Math.ceil(length / 7) }, (_, at) => at * 7);
			// A reset loses the last event, unless the blank line behind it has come.
			const lost = places.filter((place) => place < completeFrom(dialect) + '\n\n'.length).length;
			const { route = routes.chat } = dialect.ask;
			return fault('a connection is reset at every seventh byte of a stream, once', {
				form: dialect.form,
				ask: {
					...dialect.ask,
					parameters: asking[route],
					items: places.map((place) => ({ place })),
				},
				drive: oneByOne,
				server: resetting(dialect),
				isCut: true,
				outcome: recovered(places.length + lost, { item: dialect.item(text) }),
				pace: 'heavy',
			});
		}),
];
