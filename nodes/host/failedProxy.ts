import { linksOf } from './errorLinks';

/** What a proxy says for nothing: it was there, and went away. */
const endedEarly = /^Proxy connection ended before|^tunnel\w* socket could not/i;

/**
 * The proxy that failed, where n8n reaches an address through one: the connection that was tried is to somebody else.
 *
 * @param url address that was asked for
 * @returns its address, or an empty text where only that it was a proxy can be told; undefined: it was none
 */
export function failedProxy(thrown: unknown, url: string): string | undefined {
	const { hostname, port, protocol } = new URL(url);
	const own = Number(port) || (protocol === 'https:' ? 443 : 80);
	for (const link of linksOf(thrown)) {
		if (endedEarly.test(link.message)) return '';
		if (link.syscall === 'connect' && link.port !== undefined && link.port !== own)
			return `${link.address}:${link.port}`;
		if (link.syscall === 'getaddrinfo' && link.hostname !== undefined && link.hostname !== hostname)
			return link.hostname;
	}
	return undefined;
}
