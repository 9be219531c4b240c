import { routes } from '../../cases/own/build';
import { startPeer, type Behaviour, type Peer } from '../../support/faulty/peer';
import {
	afterHalfBody,
	afterHalfStream,
	afterHead,
	afterNothing,
	afterStreamHead,
	afterStreamWithoutEnd,
	end,
	good,
	noHttp,
	reset,
	silent,
	slowBodyForEver,
	slowHeadForEver,
	slowly,
} from '../../support/faulty/ways';
import { usualItems } from '../ask';
import { fails, groups, recovered, type FaultAsk, type FaultCase } from '../case';
import { freePort, peer } from '../peers';

const group = groups.T;

/** One item, sent twice at most: after more failures the node waits for a gateway that seems to be down. */
export const twice = (more: Partial<FaultAsk> = {}): FaultAsk => ({
	items: 1,
	...more,
	throughput: { maxAttempts: 2, ...more.throughput },
});

const streamed: FaultAsk = {};
const whole: FaultAsk = { stream: false };
const closed = 'The gateway at {host} closed the connection before the answer was complete';
const closedEarly = 'The gateway at {host} closed the connection before the …';
const refused = 'The gateway at {host} refused the connection';

/** What is cut, how, and what of its text the failed item keeps. */
const cuts: ReadonlyArray<[fault: string, Behaviour, ask: FaultAsk, text?: string]> = [
	['A connection is reset before the request was read', reset, streamed],
	['A connection is closed before the request was read', end, streamed],
	['A connection is reset after the request', afterNothing(reset), streamed],
	['A connection is closed after the request', afterNothing(end), streamed],
	['A connection is reset after the headers', afterHead(reset), whole],
	['A connection is reset after the headers of a stream', afterStreamHead(reset), streamed],
	['A connection is closed after the headers', afterHead(end), whole],
	['A connection is reset in the middle of the body', afterHalfBody(reset), whole],
	['A connection is closed in the middle of the body', afterHalfBody(end), whole],
	['A connection is reset in the middle of a stream', afterHalfStream(reset), streamed, 'Ite'],
	['A connection is closed in the middle of a stream', afterHalfStream(end), streamed, 'Ite'],
];

const once: readonly FaultCase[] = cuts.map(([fault, cut, ask]) => ({
	group,
	fault,
	form: 'once',
	ask,
	server: peer(cut, good),
	outcome: recovered(usualItems + 1),
	isCut: true,
}));

const forEver: readonly FaultCase[] = cuts.map(([fault, cut, ask, text]) => ({
	group,
	fault,
	form: 'every time, of two',
	ask: twice(ask),
	server: peer(cut),
	// A reset that comes while the connection is made says that nothing was sent.
	outcome: fails('network', cut === reset ? closedEarly : closed, 2, { item: { text } }),
	isCut: true,
}));

const late = (what: string) => `${what} 1 seconds`;
const noBeginning = late('The gateway did not begin to answer within');
const noMore = late('The gateway fell silent in the middle of its answer for');
const impatient = { firstByteTimeout: 1, idleTimeout: 1 };

/** What falls silent, what the user reads, and what the failed item keeps. */
const silences: ReadonlyArray<[string, Behaviour, FaultAsk, sentence: string, text?: string]> = [
	['A peer accepts the connection, and nothing more', silent, streamed, noBeginning],
	['A peer is silent after the headers', afterHead(silent), whole, noBeginning],
	[
		'A peer is silent after the headers of a stream',
		afterStreamHead(silent),
		streamed,
		noBeginning,
	],
	['A peer is silent in the middle of the body', afterHalfBody(silent), whole, noMore],
	['A peer is silent in the middle of a stream', afterHalfStream(silent), streamed, noMore, 'Ite'],
];

const silenced: readonly FaultCase[] = silences.flatMap(([fault, hold, ask, sentence, text]) => [
	{
		group,
		fault,
		form: 'not repeated, as it may be paid',
		ask: { ...ask, items: 1, throughput: impatient },
		server: peer(hold, good),
		outcome: fails('timeout', sentence, 1, { item: { text, advice: 'may have charged' } }),
		pace: 'slow',
		isCut: true,
	},
	{
		group,
		fault,
		form: 'once, with Retry Timeouts',
		ask: { ...ask, throughput: { ...impatient, retryTimeouts: true } },
		server: peer(hold, good),
		outcome: recovered(usualItems + 1),
		pace: 'slow',
		isCut: true,
	},
]);

const slow: readonly FaultCase[] = [
	{
		group,
		fault: 'One byte at a time',
		form: 'the whole answer',
		ask: whole,
		server: peer(slowly),
		outcome: recovered(usualItems),
		pace: 'slow',
	},
	{
		group,
		fault: 'One byte at a time',
		form: 'a body without end',
		ask: { ...whole, items: 1, throughput: { totalTimeout: 2 } },
		server: peer(slowBodyForEver),
		outcome: fails('timeout', 'The answer was not complete after 2 seconds', 1),
		pace: 'slow',
		isCut: true,
	},
	{
		group,
		fault: 'One byte at a time',
		form: 'headers without end',
		ask: { items: 1, throughput: impatient },
		server: peer(slowHeadForEver),
		outcome: fails('timeout', noBeginning, 1),
		pace: 'slow',
	},
];

/** All of the answer is there, and only the end of the connection is wrong. */
const afterAnswers: readonly FaultCase[] = [
	['A connection is reset after the whole answer', reset],
	['A connection is closed after the whole answer, its body open', end],
	['A peer is silent after the whole answer', silent],
].map(([fault, act]) => ({
	group,
	fault: fault as string,
	server: peer(afterStreamWithoutEnd(act as Behaviour)),
	outcome: recovered(usualItems),
	isCut: true,
	isComplete: true,
	...(act === silent ? { pace: 'slow' as const } : {}),
}));

const nobody = async () => {
	const port = await freePort();
	return { url: `http://127.0.0.1:${port}`, count: () => 0, close: async () => {} };
};

/** Nobody listens for so many milliseconds. */
const nobodyFor = (milliseconds: number) => async () => {
	const port = await freePort();
	let later: Peer | undefined;
	// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- a test may wait
	const timer = setTimeout(async () => {
		later = await startPeer(good, undefined, port);
	}, milliseconds);
	return {
		url: `http://127.0.0.1:${port}`,
		count: () => later?.count() ?? 0,
		close: async () => {
			// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- as above
			clearTimeout(timer);
			await later?.close();
		},
	};
};

const refusals: readonly FaultCase[] = [
	{
		group,
		fault: 'The connection is refused',
		form: 'every time, of two',
		ask: twice(),
		server: nobody,
		outcome: fails('network', refused, 0, { item: { advice: 'Check host and port' } }),
	},
	{
		group,
		fault: 'The connection is refused',
		form: 'for ever',
		server: nobody,
		outcome: fails('network', refused, 0, { item: { advice: 'Waited 3 min' } }),
		pace: 'hurried',
	},
	{
		group,
		fault: 'The connection is refused',
		form: 'for 3 seconds',
		server: nobodyFor(3_000),
		outcome: recovered(usualItems),
		pace: 'slow',
	},
	{
		group,
		fault: 'The connection is refused',
		form: 'image, for ever',
		ask: { route: routes.images },
		server: nobody,
		outcome: fails('network', refused, 0, { item: { advice: 'Waited 3 min' } }),
		pace: 'hurried',
	},
];

const mayBeCharged = { item: { advice: 'may have charged for this request' } };

/** What is charged when it arrives is not sent again, unless it certainly did not arrive. */
const charged: readonly FaultCase[] = [
	['reset after the request', afterNothing(reset)],
	['reset in the middle of the body', afterHalfBody(reset)],
].map(([form, act]) => ({
	group,
	fault: 'A request that is charged on arrival loses its connection',
	form: `image, ${String(form)}`,
	ask: { route: routes.images, items: 1 },
	server: peer(act as Behaviour, good),
	outcome: fails('network', closed, 1, mayBeCharged),
	isCut: true,
}));

const strangers: readonly FaultCase[] = [
	{
		group,
		fault: 'What answers speaks no HTTP',
		ask: twice(),
		server: peer(noHttp),
		outcome: fails('network', 'The gateway at {host} sent something that is no HTTP', 2, {
			item: { advice: 'Check host, port' },
		}),
	},
];

/** Connections that break. */
export const tcp: readonly FaultCase[] = [
	...refusals,
	...once,
	...forEver,
	...silenced,
	...slow,
	...afterAnswers,
	...charged,
	...strangers,
];
