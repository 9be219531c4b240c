/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- what a run leaves behind is known to Node.js alone */
import { getEventListeners } from 'node:events';

/** The sockets of this process, by kind and number. */
export function sockets(): { [kind: string]: number } {
	const counts: { [kind: string]: number } = {};
	for (const kind of process.getActiveResourcesInfo())
		if (/^TCPSocket|TLS|GETADDRINFO/i.test(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
}

/** How many listen for the abort of a signal. */
export function listenersOf(signal: AbortSignal | undefined): number {
	return signal === undefined ? 0 : getEventListeners(signal, 'abort').length;
}
