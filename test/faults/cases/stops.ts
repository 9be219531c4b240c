import { startPeer, type Behaviour, type Peer } from '../../support/faulty/peer';
import { afterHalfStream, afterRequest, good, silent, write } from '../../support/faulty/ways';
import { pause } from '../../support/gateway';
import {
	fails,
	groups,
	type Came,
	type Count,
	type Drive,
	type FaultAsk,
	type FaultCase,
	type FaultOutcome,
} from '../case';
import { throughNode } from '../run';

const group = groups.N;

/** How long after Stop a request may still go out, and a socket be open, in milliseconds. */
const lastRequest = 50;
const socketsClosed = 250;
/** How long is looked for more, in milliseconds. */
const watched = 400;

/** Time between two looks, and what it usually comes to, in milliseconds. */
const betweenLooks = 2;
const usual = 8;

/** What was seen of a run that was stopped. */
interface Seen {
	/** Connections that were made too late. */
	late: number;
	/** When the last socket was closed, in milliseconds after Stop. */
	closedAfter: number;
}

/** Where Stop is what is tried, a run that n8n shows as canceled is a good one. */
export function asWanted(came: Came): Came {
	const { status, error } = came;
	return {
		...came,
		status: status === 'canceled' && came.outputs.length > 0 ? 'success' : status,
		// n8n's own words have none.
		...(error ? { error: { ...error, description: error.description ?? '' } } : {}),
	};
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
		if (moment > 0) await pause(moment);
		const at = performance.now();
		press();
		seen = await watch(opened, at);
		return asWanted(await running);
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

/** What others take of the processor does not count: how late the looks come. */
async function watch(peer: Peer, at: number): Promise<Seen> {
	let before = peer.count();
	let closedAfter = peer.open() === 0 ? 0 : Infinity;
	let last = at;
	let stalled = 0;
	while (last < at + stalled + watched) {
		await pause(betweenLooks);
		const now = performance.now();
		stalled += Math.max(0, now - last - usual);
		last = now;
		if (now < at + stalled + lastRequest) before = peer.count();
		if (closedAfter === Infinity && peer.open() === 0) closedAfter = now - at - stalled;
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

export const cancelled = 'Stopped: the execution was canceled before an answer arrived';
const failed = (requests: Count, some?: Count): FaultOutcome =>
	fails('cancelled', cancelled, requests, some === undefined ? {} : { failed: some });

/** What a run is doing when Stop is pressed. */
interface Phase {
	form: string;
	behave: Behaviour;
	isReached: (peer: Peer) => boolean;
	/** How long after that, in milliseconds. */
	moment?: number;
	ask?: FaultAsk;
	outcome: FaultOutcome;
}

const phases: readonly Phase[] = [
	{
		form: 'before the node has begun',
		behave: silent,
		isReached: () => true,
		outcome: fails('cancelled', 'The execution was cancelled manually', 0, { isStopped: true }),
	},
	{
		form: 'while it waits for headers',
		behave: silent,
		isReached: hasOpen(8),
		ask: { stream: false, throughput: { maxConcurrency: 8 } },
		outcome: failed(8),
	},
	{
		form: 'while an answer is streamed',
		behave: afterHalfStream(silent),
		isReached: hasOpen(1),
		moment: 100,
		outcome: failed(1),
	},
	{
		form: 'while the lane is shut for ten minutes by a 429',
		behave: limited,
		isReached: hasHad(1),
		moment: 1_500,
		ask: { throughput: { maxConcurrency: 4 } },
		outcome: failed([1, 8]),
	},
	{
		form: 'while it pauses before it asks again',
		behave: restarting,
		isReached: hasHad(4),
		moment: 200,
		ask: { items: 4 },
		outcome: fails('server', 'The gateway could not process the request', 4),
	},
	{
		form: 'while it keeps to its requests per minute',
		behave: good,
		isReached: hasHad(1),
		moment: 300,
		ask: { throughput: { requestsPerMinute: 1 } },
		outcome: failed(1, 49),
	},
	{
		form: 'while it waits for its token budget',
		behave: silent,
		isReached: hasOpen(1),
		moment: 200,
		ask: { parameters: { maxTokens: 100 }, throughput: { tokenBudget: 250 } },
		outcome: failed([1, 2]),
	},
	{
		form: 'when the time of the execution is up, which n8n tells in the same way',
		behave: afterHalfStream(silent),
		isReached: hasOpen(1),
		moment: 1_000,
		outcome: failed(1),
	},
];

/** Stop, pressed in every phase: nothing more is sent, and no socket stays open. */
export const stops: readonly FaultCase[] = phases.map(
	({ form, behave, isReached, moment, ask, outcome }): FaultCase => ({
		group,
		fault: 'Stop is pressed',
		form,
		ask: { items: 50, ...ask },
		...stopping(behave, isReached, moment),
		outcome,
		// Others would keep the process from its work, and times are looked at.
		pace: 'heavy',
	}),
);
