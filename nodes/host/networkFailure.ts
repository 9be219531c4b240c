import { defined } from '../api/defined';
import { Failed, failure, type Failure, type Phase } from '../api/failure';
import { isObject, textOf } from '../api/json';
import { certificateCode, certificateMeaning } from './certificates';
import { linksOf } from './errorLinks';
import { beforeSending, meanings } from './networkMeanings';

/** What to do when a peer vanished with the request. */
const lost =
	'The connection was lost on the way. The gateway may have charged for the request: look at its account before you run the item again.';
/** What to do about a proxy. */
const aboutProxy =
	'Check that the proxy runs, and the settings HTTP_PROXY, HTTPS_PROXY and NO_PROXY of this n8n.';
/** Codes of a peer that vanished with the request: it may have been done, as after a timeout. */
const vanished = /^(ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN))$/;
const timeouts = /^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_CONNECTION_TIMEOUT)$/;
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
 * @param proxy the proxy that was not even reached, where it is not the peer that failed; empty where it is not named
 */
export function networkFailure(
	thrown: unknown,
	host: string,
	peer: Peer = 'gateway',
	phase: Phase = 'sent',
	proxy?: string,
): Failed {
	const code = codeOf(thrown);
	const name = names[peer];
	const blocked = blockedBy(thrown);
	if (blocked !== undefined) return new Failed({ ...guardFailure(host, peer, blocked), phase });
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
	if (code !== undefined && certificateCode.test(code)) {
		const { happened, advice, ofFile = advice } = certificateMeaning(code);
		const message = `The certificate of ${name.toLowerCase()} at ${host} ${happened}`;
		const description = peer === 'file' ? ofFile : advice;
		return new Failed(failure('network', { ...facts, message, description, retryable: false }));
	}
	const fitting = phase === 'sent' ? meanings : [...beforeSending, ...meanings];
	const said = linksOf(thrown)
		.map(({ code: own, message }) => `${own} ${message}`)
		.join(' ');
	const meaning = fitting.find(
		({ codes, words }) => code !== undefined && codes.test(code) && (words?.test(said) ?? true),
	);
	if (proxy !== undefined && phase === 'connecting') {
		const what = `The proxy ${proxy && `${proxy} `}through which this n8n reaches ${host}`;
		const message = `${what} ${meaning?.happened ?? 'closed the connection'}`;
		return new Failed(failure('network', { ...facts, message, description: aboutProxy }));
	}
	const happened = meaning?.happened ?? `could not be reached: ${wordsOf(thrown)}`;
	return new Failed(
		failure('network', {
			...facts,
			message: `${name} at ${host} ${happened}`,
			...descriptionFor(peer, meaning?.advice),
			...defined({ retryable: meaning?.isLasting && false }),
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

/**
 * The address, or name, to which n8n's protection against requests to private addresses (N8N_SSRF_PROTECTION_ENABLED)
 * said no; empty where it does not tell. Undefined: it said nothing.
 */
function blockedBy(thrown: unknown): string | undefined {
	let current: unknown = thrown;
	for (let depth = 0; depth < 5 && isObject(current); depth++) {
		const { name, cause, ip, hostname } = current;
		if (typeof name === 'string' && /^SsrfBlocked/.test(name))
			return textOf(ip) ?? textOf(hostname) ?? '';
		current = cause;
	}
	return undefined;
}

/** @param blocked of the server itself, or of one to which it redirects */
function guardFailure(host: string, peer: Peer, blocked: string): Failure {
	const address = host.includes(blocked) ? host : `${host} (${blocked})`;
	return failure('network', {
		message: `This n8n does not allow requests to the address of ${names[peer].toLowerCase()}, ${address}`,
		description:
			'The protection of this n8n against requests to private addresses is on. Ask whoever runs it to allow the address (N8N_SSRF_ALLOWED_IP_RANGES, N8N_SSRF_ALLOWED_HOSTNAMES).',
		retryable: false,
	});
}

/** n8n wraps the network's exception several times; the innermost code is the true one. */
function codeOf(thrown: unknown): string | undefined {
	let code: string | undefined;
	let current: unknown = thrown;
	for (let depth = 0; depth < 5 && isObject(current); depth++) {
		const { code: own, httpCode, cause } = current;
		if (typeof own === 'string') code = own;
		else if (typeof httpCode === 'string' && /^[A-Z]/.test(httpCode)) code ??= httpCode;
		current = cause;
	}
	return code;
}

function wordsOf(thrown: unknown): string {
	return thrown instanceof Error ? thrown.message : String(thrown);
}
