/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- what a run leaves behind is known to Node.js alone */
import { getEventListeners } from 'node:events';

/** What keeps this process alive, by kind and number: timers and sockets. */
export function alive(): { [kind: string]: number } {
	const counts: { [kind: string]: number } = {};
	for (const kind of process.getActiveResourcesInfo())
		if (/Timeout|TCPSOCKETWRAP|TCPSocketWrap|TLS|GETADDRINFO/i.test(kind))
			counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
}

/** How many listen for the abort of a signal. */
export function listenersOf(signal: AbortSignal | undefined): number {
	return signal === undefined ? 0 : getEventListeners(signal, 'abort').length;
}
