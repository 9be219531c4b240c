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
	const { port, close } = await startPeer(() => {});
	await close();
	return port;
}
