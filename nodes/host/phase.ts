import { defined } from '../api/defined';
import type { Phase } from '../api/failure';
import { certificateCode } from './certificates';
import { linksOf, type Link } from './errorLinks';

/**
 * Longest time for making a connection, in milliseconds. n8n's helper takes it for its sockets (`agentOptions`, seen
 * in 2.41); it reaches neither the way through a proxy nor the TLS handshake, and 1.123 does not know it.
 */
export const connectLimit = 15_000;

type Row = [Phase, applies: (link: Link) => boolean];

/** Codes that only opening a connection has. */
const ofOpening =
	/^(ECONNREFUSED|ENOTFOUND|EAI_\w+|ERR_SOCKET_CONNECTION_TIMEOUT|UND_ERR_CONNECT_TIMEOUT)$/;
/** What this machine has too little of, whatever the address. */
const shortage = /^(EMFILE|ENFILE|EADDRNOTAVAIL|EADDRINUSE)$/;
/** The same, but also of a connection that is in use. */
const shortageOfMemory = /^(ENOBUFS|ENOMEM)$/;
/** A request that cannot be put on the wire. */
const unsendable =
	/^ERR_(INVALID_(URL|CHAR|PROTOCOL|ARG_\w+)|UNESCAPED_CHARACTERS|HTTP_INVALID_HEADER_VALUE|UNSUPPORTED_PROTOCOL)$/;
const opening = /^(connect|bind|socket|getaddrinfo|getnameinfo|query\w*)$/;
const transfer = /^(read|write|writev|shutdown|send|recv)$/;
/** What Node.js itself says of a handshake. */
const ofTls = /^ERR_TLS_(?!RENEGOTIATION)/;
/** Why a TLS handshake ends: in OpenSSL's words, or as the code that Node.js makes of them. */
const handshake =
	/wrong[ _]version|handshake|protocol[ _]version|unsupported[ _]protocol|no[ _](protocols|shared|ciphers|application|suitable)|unrecognized[ _]name|unknown[ _]ca|certificate|(dh|ee)[ _]key|too[ _]weak|legacy|packet[ _]length|insufficient[ _]security|inappropriate[ _]fallback/i;
/** Trouble of a TLS connection that was in use. */
const inUse =
	/bad[ _](record[ _])?mac|decrypt|decode|unexpected|internal[ _]error|record[ _](overflow|too)|shutdown|close[ _]notify/i;

/** The first row that applies to an error tells its phase; TLS first, whose handshake writes and reads as well. */
const rows: readonly Row[] = [
	['local', ({ name }) => /^SsrfBlocked/.test(name)],
	// Node.js sends nothing before it has a verdict on the certificate.
	['connecting', ({ code }) => certificateCode.test(code) || ofTls.test(code)],
	['connecting', ({ isSecured }) => isSecured === false],
	['sent', ({ code, isSecured }) => isSecured === true && /^(EPROTO$|ERR_SSL_)/.test(code)],
	['connecting', ({ message }) => /before secure TLS connection was established/.test(message)],
	['connecting', ({ code, message }) => code === 'EPROTO' && !inUse.test(message)],
	['connecting', ({ code }) => code.startsWith('ERR_SSL_') && handshake.test(code)],
	[
		'connecting',
		({ message }) => /^Proxy connection ended before|^tunnel\w* socket could not/i.test(message),
	],
	['local', ({ code }) => unsendable.test(code)],
	['local', ({ code, syscall }) => shortage.test(code) && !transfer.test(syscall)],
	['local', ({ code, syscall }) => shortageOfMemory.test(code) && opening.test(syscall)],
	['connecting', ({ syscall }) => opening.test(syscall)],
	['sent', ({ syscall }) => transfer.test(syscall)],
	['connecting', ({ code }) => ofOpening.test(code)],
];

/**
 * How far a request had come that ended with an error before there was an answer: what the operating system was
 * doing, and not its code, tells. What tells nothing counts as sent.
 *
 * @param elapsed milliseconds since it was handed to n8n's helper
 * @param answerLimit the `timeout` that the helper was given, in milliseconds: its error is that of the limit for
 *   connecting as well, so that the time that passed tells which it was
 */
export function phaseOf(thrown: unknown, elapsed: number, answerLimit: number): Phase {
	const found = linksOf(thrown);
	// One of them has the socket, and all are about it.
	const secured = found.find((link) => link.isSecured !== undefined)?.isSecured;
	const links = found.map((link) => ({ ...link, ...defined({ isSecured: secured }) }));
	const told = links.flatMap((link) => rows.find(([, applies]) => applies(link))?.[0] ?? []);
	const phase = (['sent', 'connecting', 'local'] as const).find((one) => told.includes(one));
	if (phase !== undefined) return phase;
	const isOurLimit = links.some(({ code }) => code === 'ECONNABORTED');
	// The helper's timers may be early by as long as the process was busy when they were set.
	return isOurLimit && elapsed > connectLimit / 2 && elapsed < answerLimit ? 'connecting' : 'sent';
}
