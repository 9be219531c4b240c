import type { Failure, FailureKind } from './failure';

/** Failures after which it is not known what the gateway did with the request. */
const undecided: readonly FailureKind[] = [
	'server',
	'timeout',
	'network',
	'malformed',
	'cancelled',
];

/** What a machine has too little of, whatever the address: ports, descriptors, memory. */
const shortage = /^(EMFILE|ENFILE|EADDRNOTAVAIL|EADDRINUSE|ENOBUFS|ENOMEM)$/;

/** Whether a request could not even be tried because this machine was short of something; others give it back. */
export function isShortage({ phase, code }: Pick<Failure, 'phase' | 'code'>): boolean {
	return phase === 'local' && shortage.test(code ?? '');
}

/**
 * Whether a request certainly did not arrive, so that it cannot be charged twice when it is sent again. The phase
 * tells, and not the error code: ETIMEDOUT comes both when no connection was made and when the peer vanished after
 * it had the request.
 */
export function neverArrived({ phase }: Pick<Failure, 'phase'>): boolean {
	return phase === 'local' || phase === 'connecting';
}

/** Whether it is the address that could not be reached, so that another one may help. */
export function isUnreachable({ phase }: Pick<Failure, 'phase'>): boolean {
	return phase === 'connecting';
}

/** Whether it is not known what the gateway did with a request: it may have been done. */
export function isUndecided({ kind, phase }: Pick<Failure, 'kind' | 'phase'>): boolean {
	return undecided.includes(kind) || phase === 'sent';
}
