import { defined } from '../api/defined';
import { Failed, failure, type Failure, type Phase } from '../api/failure';

interface Meaning {
	codes: RegExp;
	/** Continues "The gateway at HOST …", or "The server of the file at HOST …". */
	happened: string;
	advice?: string;
}

/** What the codes of Node.js mean. Code names stay out of the sentence: n8n replaces messages that contain one. */
const meanings: readonly Meaning[] = [
	{
		codes: /^ECONNREFUSED$/,
		happened: 'refused the connection',
		advice:
			'Check host and port of the Base URL in the credential, and that the gateway is running.',
	},
	{
		codes: /^(ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/,
		happened: 'has no known address',
		advice: 'Check the host name in the Base URL of the credential, and the DNS of this n8n.',
	},
	{
		codes: /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/,
		happened: 'closed the connection before the answer was complete',
	},
	{
		codes: /^E(HOST|NET)(UNREACH|DOWN)$/,
		happened: 'cannot be reached from here',
	},
	{
		codes: /^(EPROTO|ERR_SSL_\w+)$/,
		happened: 'broke the encrypted connection before the answer was complete',
	},
];

/** What they mean before the request was sent; the others mean the same then. */
const beforeSending: readonly Meaning[] = [
	{
		codes:
			/^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_CONNECTION_TIMEOUT|UND_ERR_CONNECT_TIMEOUT)$/,
		happened: 'did not accept the connection in time',
		advice:
			'Check host and port of the Base URL in the credential, and what stands between this n8n and the gateway (firewall, proxy, VPN).',
	},
	{ codes: /^(ECONNRESET|EPIPE)$/, happened: 'closed the connection before the request was sent' },
	{
		codes: /^(EADDRNOTAVAIL|EADDRINUSE)$/,
		happened: 'cannot be reached: this n8n has no local port left',
		advice: 'Lower Max Concurrency, or run fewer workflows at the same time.',
	},
	{
		codes: /^(EMFILE|ENFILE|ENOBUFS|ENOMEM)$/,
		happened: 'cannot be reached: this n8n can open no further connection',
		advice: 'Lower Max Concurrency, or raise the limit of open files of this n8n (ulimit -n).',
	},
	{
		codes: /^(EPROTO|ERR_SSL_\w+)$/,
		happened: 'and this n8n could not agree on an encrypted connection',
		advice: 'Check https or http, and the port, in the Base URL of the credential.',
	},
];

/** What to do when a peer vanished with the request. */
const lost =
	'The connection was lost on the way. The gateway may have charged for the request: look at its account before you run the item again.';
/** Codes of a peer that vanished with the request: it may have been done, as after a timeout. */
const vanished = /^(ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN))$/;
const timeouts = /^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_CONNECTION_TIMEOUT)$/;
const certificates =
	/^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_|ERR_TLS_CERT)/;
const cancelled = /^(ERR_CANCELED|ABORT_ERR)$/;

/** Whose answer was awaited: the gateway of the credential, or a server that the gateway pointed to. */
export type Peer = 'gateway' | 'file';

const names: Readonly<Record<Peer, string>> = {
	gateway: 'The gateway',
	file: 'The server of the file',
};

/**
 * The failure behind an exception of n8n's request helper, or of the stream it returned.
 *
 * @param phase how far the request had come
 */
export function networkFailure(
	thrown: unknown,
	host: string,
	peer: Peer = 'gateway',
	phase: Phase = 'sent',
): Failed {
	const code = codeOf(thrown);
	const name = names[peer];
	if (isGuarded(thrown)) return new Failed({ ...guardFailure(host, peer), phase });
	const facts = code === undefined ? { phase } : { code, phase };
	if (code !== undefined && cancelled.test(code)) return new Failed(failure('cancelled'));
	if (phase === 'sent' && code !== undefined && vanished.test(code)) {
		const message = `${name} at ${host} vanished before the answer was complete`;
		return new Failed(failure('timeout', { ...facts, message, ...descriptionFor(peer, lost) }));
	}
	if (phase === 'sent' && code !== undefined && timeouts.test(code)) {
		return new Failed(
			failure('timeout', { ...facts, message: `${name} at ${host} did not answer in time` }),
		);
	}
	if (code !== undefined && certificates.test(code)) {
		return new Failed(
			failure('network', {
				...facts,
				message: `The certificate of ${name.toLowerCase()} at ${host} is not valid`,
				description: `The certificate is expired, self-signed or made for another host. ${peer === 'file' ? 'Make' : 'Correct the Base URL, or make'} the certificate authority known to n8n (NODE_EXTRA_CA_CERTS).`,
				retryable: false,
			}),
		);
	}
	const fitting = phase === 'sent' ? meanings : [...beforeSending, ...meanings];
	const meaning = fitting.find(({ codes }) => code !== undefined && codes.test(code));
	const happened = meaning?.happened ?? `could not be reached: ${wordsOf(thrown)}`;
	return new Failed(
		failure('network', {
			...facts,
			message: `${name} at ${host} ${happened}`,
			...descriptionFor(peer, meaning?.advice),
		}),
	);
}

function descriptionFor(peer: Peer, advice?: string): { description?: string } {
	if (peer === 'file') {
		return {
			description:
				'The gateway made the file, but n8n could not fetch it from this address. Check that n8n can reach it.',
		};
	}
	return defined({ description: advice });
}

/** n8n's protection against requests to private addresses (N8N_SSRF_PROTECTION_ENABLED) said no. */
function isGuarded(thrown: unknown): boolean {
	let current: unknown = thrown;
	for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth++) {
		const { name, cause } = current as { name?: unknown; cause?: unknown };
		if (typeof name === 'string' && /^SsrfBlocked/.test(name)) return true;
		current = cause;
	}
	return false;
}

function guardFailure(host: string, peer: Peer): Failure {
	return failure('network', {
		message: `This n8n does not allow requests to the address of ${names[peer].toLowerCase()}, ${host}`,
		description:
			'The protection of this n8n against requests to private addresses is on. Ask whoever runs it to allow the address (N8N_SSRF_ALLOWED_IP_RANGES, N8N_SSRF_ALLOWED_HOSTNAMES).',
		retryable: false,
	});
}

/** n8n wraps the network's exception several times; the innermost code is the true one. */
function codeOf(thrown: unknown): string | undefined {
	let code: string | undefined;
	let current: unknown = thrown;
	for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth++) {
		const {
			code: own,
			httpCode,
			cause,
		} = current as { code?: unknown; httpCode?: unknown; cause?: unknown };
		if (typeof own === 'string') code = own;
		else if (typeof httpCode === 'string' && /^[A-Z]/.test(httpCode)) code ??= httpCode;
		current = cause;
	}
	return code;
}

function wordsOf(thrown: unknown): string {
	return thrown instanceof Error ? thrown.message : String(thrown);
}
