import { isUndecided, neverArrived } from '../../../nodes/api/arrival';
import { failure, type Phase } from '../../../nodes/api/failure';
import { networkFailure } from '../../../nodes/host/networkFailure';
import { connectLimit, phaseOf } from '../../../nodes/host/phase';

const answerLimit = 3_605_000;
const wrongVersion = 'error:0A00010B:SSL routines:ssl3_get_record:wrong version number';

/** An error as Node.js makes it. */
const raw = (message: string, facts: object = {}) => Object.assign(new Error(message), facts);
/** One of a system call: `connect ECONNREFUSED`. */
const system = (words: string) => {
	const [syscall, code] = words.split(' ');
	return raw(words, { syscall, code });
};
/** As n8n hands it on: its own error around that of axios around that of Node.js. */
const wrapped = (cause: Error & { code?: string }) =>
	Object.assign(new Error('The connection failed'), {
		name: 'NodeApiError',
		httpCode: cause.code ?? null,
		cause: Object.assign(new Error(cause.message), { code: cause.code, cause }),
	});
/** The same with the request of axios, and its socket. */
const over = (secureConnecting: boolean, error: Error) =>
	Object.assign(error, { request: { socket: { secureConnecting } } });
const several = (...words: string[]) =>
	Object.assign(new AggregateError(words.map(system)), { code: words[0]?.split(' ')[1] });

test.each<[Phase, Error]>([
	['connecting', system('connect ECONNREFUSED')],
	['connecting', system('connect ETIMEDOUT')],
	['connecting', system('connect EHOSTUNREACH')],
	['connecting', system('connect ENETUNREACH')],
	['connecting', system('connect EACCES')],
	['connecting', system('connect ECONNRESET')],
	['connecting', system('getaddrinfo ENOTFOUND')],
	['connecting', system('getaddrinfo EAI_AGAIN')],
	['connecting', system('queryA ETIMEOUT')],
	['connecting', several('connect ECONNREFUSED', 'connect ENETUNREACH')],
	['connecting', several('connect ETIMEDOUT', 'connect EADDRNOTAVAIL')],
	['connecting', raw('gone', { code: 'ECONNREFUSED' })],
	['connecting', raw('Socket connection timeout', { code: 'ERR_SOCKET_CONNECTION_TIMEOUT' })],
	// A copy of an error that has lost what it was about, but not its words.
	['connecting', raw('connect ETIMEDOUT 192.0.2.1:443', { code: 'ETIMEDOUT' })],

	['connecting', raw('self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })],
	['connecting', raw('certificate has expired', { code: 'CERT_HAS_EXPIRED' })],
	['connecting', raw('no issuer', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })],
	['connecting', raw('altnames', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })],
	[
		'connecting',
		raw('Client network socket disconnected before secure TLS connection was established', {
			code: 'ECONNRESET',
		}),
	],
	['connecting', raw(`write EPROTO 80:${wrongVersion}`, { code: 'EPROTO', syscall: 'write' })],
	['connecting', raw('handshake failure', { code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' })],
	['connecting', over(true, system('read ECONNRESET'))],
	['connecting', over(true, raw('unknown', { code: 'ERR_SSL_NEVER_SEEN' }))],
	['connecting', over(false, raw('certificate has expired', { code: 'CERT_HAS_EXPIRED' }))],
	['connecting', raw('Proxy connection ended before receiving CONNECT response')],
	['connecting', raw('tunneling socket could not be established, cause=connect ECONNREFUSED')],

	['local', system('connect EMFILE')],
	['local', system('connect EADDRNOTAVAIL')],
	['local', system('bind EADDRINUSE')],
	['local', system('connect ENOBUFS')],
	['local', raw('Invalid URL', { code: 'ERR_INVALID_URL' })],
	['local', raw('Invalid character in header content', { code: 'ERR_INVALID_CHAR' })],
	['local', Object.assign(new Error('blocked'), { name: 'SsrfBlockedIpError' })],

	['sent', system('read ETIMEDOUT')],
	['sent', system('read EHOSTUNREACH')],
	['sent', system('write ENETUNREACH')],
	['sent', system('read ECONNRESET')],
	['sent', system('read ECONNABORTED')],
	['sent', system('write EPIPE')],
	['sent', system('write ENOBUFS')],
	['sent', raw('socket hang up', { code: 'ECONNRESET' })],
	['sent', raw('lost', { code: 'ETIMEDOUT' })],
	['sent', raw('lost', { code: 'EHOSTUNREACH' })],
	['sent', raw('read ETIMEDOUT', { code: 'ETIMEDOUT' })],
	['sent', raw('Parse Error', { code: 'HPE_INVALID_CONSTANT' })],
	['sent', raw('eof', { code: 'ERR_SSL_UNEXPECTED_EOF_WHILE_READING' })],
	[
		'sent',
		raw('write EPROTO 80:error:0A000119:SSL routines::decryption failed or bad record mac', {
			code: 'EPROTO',
			syscall: 'write',
		}),
	],
	// The header of a record that is broken later on reads like one of another version.
	['sent', over(false, raw(wrongVersion, { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }))],
	['sent', over(false, system('read ECONNRESET'))],
	['sent', several('connect ECONNREFUSED', 'read ECONNRESET')],
	['sent', new Error('what nobody has seen before')],
])('%s is the phase of %s', (phase, error) => {
	for (const thrown of [error, wrapped(error as Error & { code?: string })])
		expect(phaseOf(thrown, 10, answerLimit)).toBe(phase);
});

test('nothing that is no error was sent for certain', () => {
	for (const thrown of [undefined, null, 'x', 7, {}])
		expect(phaseOf(thrown, 10, answerLimit)).toBe('sent');
	const circular: { cause?: unknown } = {};
	circular.cause = circular;
	expect(phaseOf(circular, 10, answerLimit)).toBe('sent');
});

test('the same error ends connecting and waiting, and the time that passed tells which it was', () => {
	const ended = raw('timeout of 3605000ms exceeded', { code: 'ECONNABORTED' });
	for (const thrown of [ended, wrapped(ended)]) {
		expect(phaseOf(thrown, connectLimit, answerLimit)).toBe('connecting');
		expect(phaseOf(thrown, connectLimit + 5_000, answerLimit)).toBe('connecting');
		expect(phaseOf(thrown, answerLimit, answerLimit)).toBe('sent');
		expect(phaseOf(thrown, 100, answerLimit)).toBe('sent');
	}
});

describe('What the user is told', () => {
	const told = (thrown: Error, phase: Phase) =>
		networkFailure(thrown, 'gateway.test', 'gateway', phase).failure;

	test.each(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'])(
		'a peer that vanished with the request (%s) is a timeout that may have been charged',
		(code) => {
			const why = told(system(`read ${code}`), 'sent');
			expect(why).toMatchObject({ kind: 'timeout', code });
			expect(why.message).toBe(
				'The gateway at gateway.test vanished before the answer was complete',
			);
			expect(why.description).toMatch(/may have charged/);
			expect([neverArrived(why), isUndecided(why)]).toEqual([false, true]);
		},
	);

	test.each([
		['ECONNABORTED', 'connecting', /did not accept the connection in time$/],
		['ETIMEDOUT', 'connecting', /did not accept the connection in time$/],
		['EHOSTUNREACH', 'connecting', /cannot be reached from here$/],
		['ECONNRESET', 'connecting', /closed the connection before the request was sent$/],
		['EPROTO', 'connecting', /could not agree on an encrypted connection$/],
		['EMFILE', 'local', /can open no further connection$/],
		['EADDRNOTAVAIL', 'local', /no local port left$/],
	] as const)('%s while %s is no timeout of an answer, and says so', (code, phase, sentence) => {
		const why = told(raw('x', { code }), phase);
		expect(why).toMatchObject({ kind: 'network', code, retryable: true });
		expect(why.message).toMatch(sentence);
		expect(why.description).not.toMatch(/charged/);
		expect(neverArrived(why)).toBe(true);
	});
});

test('a code says nothing of the phase', () => {
	expect(neverArrived(failure('network', { code: 'ETIMEDOUT' }))).toBe(false);
	expect(neverArrived(failure('network', { code: 'ETIMEDOUT', phase: 'connecting' }))).toBe(true);
});
