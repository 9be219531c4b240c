import { routes } from '../../cases/own/build';
import { startPeer, type Behaviour } from '../../support/faulty/peer';
import { identityOf } from '../../support/faulty/certificates';
import {
	afterHalfStream,
	afterNothing,
	afterRequest,
	good,
	write,
} from '../../support/faulty/ways';
import { usualItems } from '../ask';
import { fails, groups, recovered, type FaultCase, type OpensServer } from '../case';
import { peer, securePeer } from '../peers';
import { twice } from './tcp';

const group = groups.T;
/** The certificates are made before the process begins, which only `npm run test:faults` does. */
const pace = 'slow';

/** Certificate, what is said of it, and words of the advice. */
const certificates: ReadonlyArray<[fault: string, name: string, said: string, advice: string]> = [
	['A certificate has expired', 'expired', 'has expired', 'renew it'],
	['A certificate is not valid yet', 'notYetValid', 'is not valid yet', 'clock of this n8n'],
	[
		'A certificate is made for another host',
		'otherHost',
		'is made for another host',
		'Correct the Base URL',
	],
	[
		'A certificate is self-signed',
		'selfSigned',
		'is signed by nobody that this n8n trusts',
		'NODE_EXTRA_CA_CERTS',
	],
	[
		'A certificate is of an unknown authority',
		'unknownAuthority',
		'is signed by nobody that this n8n trusts',
		'NODE_EXTRA_CA_CERTS',
	],
];

/** No certificate that is wrong is ever passed over, and none is tried twice. */
const refused: readonly FaultCase[] = certificates.flatMap(([fault, name, said, advice]) =>
	[undefined, routes.images].map((route) => ({
		group,
		fault,
		form: route === undefined ? 'chat' : 'image',
		ask: { route, items: 1 },
		server: securePeer(name, good),
		outcome: fails('network', `The certificate of the gateway at {host} ${said}`, 1, {
			item: { advice, notWords: 'SSL' },
		}),
		pace,
	})),
);

const named: OpensServer = async () => {
	const opened = await startPeer(good, identityOf('valid'));
	return { ...opened, url: `https://localhost:${opened.port}` };
};

const valid: readonly FaultCase[] = [
	{
		group,
		fault: 'A certificate of an authority in NODE_EXTRA_CA_CERTS',
		form: 'made for an address',
		server: securePeer('valid', good),
		outcome: recovered(usualItems),
		pace,
	},
	{
		group,
		fault: 'A certificate of an authority in NODE_EXTRA_CA_CERTS',
		form: 'made for a name',
		server: named,
		outcome: recovered(usualItems),
		pace,
	},
];

/** When the first bytes of the handshake have come. */
const inHandshake =
	(act: Behaviour): Behaviour =>
	(connection, position) =>
		connection.socket.once('data', () => void act(connection, position));

/** A fatal alert of TLS, as servers answer a handshake that they do not take. */
const alert = (code: number) => Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, code]);
const handshakeFailure = 40;
const protocolVersion = 70;

const saying = (bytes: Buffer | string): Behaviour =>
	inHandshake(async (connection) => {
		await write(connection, bytes);
		connection.socket.end();
	});
const close = inHandshake(({ socket }) => void socket.end());
const reset = inHandshake(({ socket }) => void socket.resetAndDestroy());
const plain = 'HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n';

const notSent = 'The gateway at {host} closed the connection before the request was sent';
const closed = 'The gateway at {host} closed the connection before the answer was complete';
const broken =
	'The gateway at {host} broke the encrypted connection before the answer was complete';
const disagreed = 'The gateway at {host} and this n8n could not agree on an encrypted connection';

/** A peer that speaks no TLS, at an address that wants it. */
const asSecure =
	(...behaviours: readonly Behaviour[]): OpensServer =>
	async () => {
		const opened = await peer(...behaviours)();
		return { ...opened, url: opened.url.replace('http:', 'https:') };
	};

const handshakes: readonly FaultCase[] = [
	{
		group,
		fault: 'A TLS handshake is cut',
		form: 'closed every time, of two',
		ask: twice(),
		server: asSecure(close),
		outcome: fails('network', notSent, 2),
	},
	{
		group,
		fault: 'A TLS handshake is cut',
		form: 'reset every time, of two',
		ask: twice(),
		server: asSecure(reset),
		outcome: fails('network', notSent, 2),
	},
	{
		group,
		fault: 'A TLS handshake is cut',
		form: 'image, reset every time, of two: nothing was sent that could be charged',
		ask: twice({ route: routes.images }),
		server: asSecure(reset),
		outcome: fails('network', notSent, 2),
	},
	{
		group,
		fault: 'A TLS handshake gets no answer',
		ask: { items: 1, throughput: { firstByteTimeout: 1 } },
		server: asSecure(() => {}),
		outcome: fails('timeout', 'The gateway did not begin to answer within 1 seconds', 1),
		pace,
	},
	...[
		['refused', saying(alert(handshakeFailure))],
		['of a version that the gateway does not take', saying(alert(protocolVersion))],
	].map(([form, act]) => ({
		group,
		fault: 'A TLS handshake fails',
		form: String(form),
		ask: twice(),
		server: asSecure(act as Behaviour),
		outcome: fails('network', disagreed, 2, { item: { advice: 'https or http', notWords: 'SSL' } }),
	})),
	{
		group,
		fault: 'A TLS handshake fails',
		form: 'at a port that speaks HTTP',
		ask: twice(),
		server: asSecure(saying(plain)),
		outcome: fails(
			'network',
			'The gateway at {host} speaks http on this port, and was spoken to in https',
			1,
			{
				item: { advice: 'http:// in place of https://', notWords: 'SSL' },
			},
		),
	},
];

/** The first connection is treated so, or each. */
const cutOnce =
	(act: Behaviour): OpensServer =>
	async () => {
		const identity = identityOf('valid');
		return await startPeer(
			(connection, position) => (position === 0 ? act : good)(connection, position),
			identity,
		);
	};

/** Writes past TLS what is no TLS. */
const corrupt: Behaviour = ({ socket }) => void socket.write(Buffer.alloc(100, 0x17));
const resetUnder: Behaviour = ({ socket }) => void socket.resetAndDestroy();
/** Ends the connection without the word with which TLS ends. */
const endUnder: Behaviour = ({ socket }) => void socket.end();

const inUse: readonly FaultCase[] = (
	[
		['is reset after the request', afterNothing(resetUnder), closed],
		['is reset in the middle of a stream', afterHalfStream(resetUnder), closed],
		['ends without notice in the middle of a stream', afterHalfStream(endUnder), closed],
		['has a broken record in the middle of a stream', afterHalfStream(corrupt), closed],
		['has a broken record before the answer', afterRequest(corrupt), broken],
	] as const
).flatMap(([what, act, sentence]) => [
	{
		group,
		fault: `An encrypted connection ${what}`,
		form: 'once',
		server: cutOnce(act),
		outcome: recovered(usualItems + 1),
		pace,
		isCut: true,
	},
	{
		group,
		fault: `An encrypted connection ${what}`,
		form: 'every time, of two',
		ask: twice(),
		server: securePeer('valid', act),
		outcome: fails('network', sentence, 2, { item: { notWords: 'SSL' } }),
		pace,
		isCut: true,
	},
]) as FaultCase[];

/** What a broken record reads like is what a handshake with a wrong version does; but all was sent by then. */
const brokenOnArrival: FaultCase = {
	group,
	fault: 'An encrypted connection has a broken record before the answer',
	form: 'image, not sent again, as it may be charged',
	ask: { route: routes.images, items: 1 },
	server: securePeer('valid', afterRequest(corrupt)),
	outcome: fails('network', broken, 1, { item: { advice: 'may have charged' } }),
	pace,
};

/** A gateway on TLS that sends its clients to a port without it. */
const downgrading: OpensServer = async () => {
	const plainPeer = await peer(good)();
	const redirect = afterRequest(async (connection) => {
		const location = `${plainPeer.url}/v1/chat/completions`;
		await write(
			connection,
			`HTTP/1.1 307 Moved\r\nlocation: ${location}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
		);
		connection.line.end();
	});
	const opened = await securePeer('valid', redirect)();
	return {
		...opened,
		// What reached the other one counts as well: nothing may.
		count: () => opened.count() + 100 * plainPeer.count(),
		close: async () => {
			await opened.close();
			await plainPeer.close();
		},
	};
};

const redirects: readonly FaultCase[] = [
	{
		group,
		fault: 'A redirect from https to http',
		ask: { items: 1 },
		server: downgrading,
		outcome: fails('notFound', 'The gateway has moved: it points to …', 1),
		pace,
	},
	{
		group,
		fault: 'An address with http of a gateway that speaks TLS',
		ask: twice(),
		server: async () => {
			const opened = await startPeer(() => {}, identityOf('valid'));
			return { ...opened, url: opened.url.replace('https:', 'http:') };
		},
		outcome: fails('network', closed, 2),
		pace,
	},
];

/** Certificates, handshakes and encrypted connections. */
export const tls: readonly FaultCase[] = [
	...valid,
	...refused,
	...handshakes,
	...inUse,
	brokenOnArrival,
	...redirects,
];
