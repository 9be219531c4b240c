import { identityOf } from '../support/faulty/certificates';
import { inTurn, startPeer, type Behaviour } from '../support/faulty/peer';
import type { OpensServer } from './case';

/** A peer on TCP that treats its connections in these ways, in turn, the last one again and again. */
export function peer(...behaviours: readonly Behaviour[]): OpensServer {
	return async () => await startPeer(inTurn(...behaviours));
}

/** The same on TLS, with the certificate of that name. */
export function securePeer(name: string, ...behaviours: readonly Behaviour[]): OpensServer {
	return async () => await startPeer(inTurn(...behaviours), identityOf(name));
}

/** A port at which nobody listens. */
export async function freePort(): Promise<number> {
	for (;;) {
		// Below those that systems give to whoever asks for any, so that no other case gets it meanwhile.
		const port = 20_000 + Math.floor(Math.random() * 12_000);
		const peer = await startPeer(() => {}, undefined, port).catch(() => undefined);
		await peer?.close();
		if (peer !== undefined) return port;
	}
}
