import { startPeer, type Behaviour, type Peer } from '../../support/faulty/peer';
import { afterHalfStream, afterRequest, good, silent, write } from '../../support/faulty/ways';
import { pause } from '../../support/gateway';
import { fails, groups, type Count, type Drive, type FaultAsk, type FaultCase } from '../case';
import { throughNode } from '../run';

const group = groups.N;

/** How long after Stop a request may still go out, and a socket be open, in milliseconds. */
const lastRequest = 50;
const socketsClosed = 250;
/** How long is looked for more, in milliseconds. */
const watched = 400;

/** What was seen of a run that was stopped. */
interface Seen {
	/** Connections that were made too late. */
	late: number;
	/** When the last socket was closed, in milliseconds after Stop. */
	closedAfter: number;
}

/** Presses Stop when so many connections are open, or have been refused, and looks what follows. */
function stopping(
	behave: Behaviour,
	isReached: (peer: Peer) => boolean,
	moment = 0,
): Pick<FaultCase, 'server' | 'drive' | 'also'> {
	let peer: Peer | undefined;
	let seen: Seen = { late: 0, closedAfter: 0 };
	const drive: Drive = async (ask, circumstances) => {
		const opened = peer as Peer;
		let press = () => {};
		const running = throughNode(ask, {
			...circumstances,
			onStart: (cancel) => {
				press = cancel;
				circumstances.onStart(cancel);
			},
		});
		while (!isReached(opened)) await pause(2);
		await pause(moment);
		const at = performance.now();
		press();
		seen = await watch(opened, at);
		return await running;
	};
	return {
		server: async () => (peer = await startPeer(behave)),
		drive,
		also: () => [
			...(seen.late > 0 ? [`connections after Stop: ${seen.late}`] : []),
			...(seen.closedAfter > socketsClosed
				? [`sockets were open for ${Math.round(seen.closedAfter)} ms`]
				: []),
		],
	};
}

async function watch(peer: Peer, at: number): Promise<Seen> {
	let before = peer.count();
	let closedAfter = peer.open() === 0 ? 0 : Infinity;
	while (performance.now() < at + watched) {
		await pause(2);
		const now = performance.now();
		if (now < at + lastRequest) before = peer.count();
		if (closedAfter === Infinity && peer.open() === 0) closedAfter = now - at;
	}
	return { late: peer.count() - before, closedAfter };
}

const refusing = (status: string, headers: string): Behaviour =>
	afterRequest(async (connection) => {
		await write(
			connection,
			`HTTP/1.1 ${status}\r\n${headers}content-length: 0\r\nconnection: close\r\n\r\n`,
		);
		connection.line.end();
	});

const later = 'retry-after: 600\r\n';
const limited = refusing('429 Too Many Requests', later);
const restarting = refusing('503 Service Unavailable', later);

const hasOpen = (count: number) => (peer: Peer) => peer.open() >= count;
const hasHad = (count: number) => (peer: Peer) => peer.count() >= count;

/** What the run is doing when Stop is pressed. */
const phases: ReadonlyArray<
	[
		form: string,
		Behaviour,
		isReached: (peer: Peer) => boolean,
		requests: Count,
		ask?: FaultAsk,
		moment?: number,
	]
> = [
	['before the first request', silent, () => true, 0],
	['while it waits for headers', silent, hasOpen(8), 8, { stream: false, throughput: { maxConcurrency: 8 } }],
	['while an answer is streamed', afterHalfStream(silent), hasOpen(1), [1, 8], { throughput: { maxConcurrency: 8 } }, 100],
	['while the lane is shut for ten minutes by a 429', limited, hasHad(1), [1, 8], { throughput: { maxConcurrency: 4 } }, 1_500],
	['while it pauses before it asks again', restarting, hasHad(1), [1, 8], { items: 4 }, 200],
	['while it keeps to its requests per minute', good, hasHad(1), [1, 3], { throughput: { requestsPerMinute: 1 } }, 300],
	['while it waits for its token budget', silent, hasOpen(1), [1, 3], { parameters: { maxTokens: 100 }, throughput: { tokenBudget: 250 } }, 200],
	['when the time of the execution is up, which n8n tells in the same way', afterHalfStream(silent), hasOpen(1), [1, 8], { throughput: { maxConcurrency: 8 } }, 1_000],
];

/** Stop, pressed in every phase: nothing more is sent, and no socket stays open. */
export const stops: readonly FaultCase[] = phases.map(
	([form, behave, isReached, requests, ask, moment]): FaultCase => ({
		group,
		fault: 'Stop is pressed',
		form,
		ask: { items: 50, ...ask },
		...stopping(behave, isReached, moment),
		outcome: fails('cancelled', '…', requests, { isStopped: true }),
		pace: 'slow',
		isCut: true,
	}),
);
