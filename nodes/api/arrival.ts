import type { Failure, FailureKind } from './failure';

/** How a request can end without the gateway's decision on it. */
const undecided: readonly FailureKind[] = [
	'server',
	'timeout',
	'network',
	'malformed',
	'cancelled',
];

/**
 * Whether a request certainly did not arrive: sending it again, or elsewhere, can cost nothing twice. The phase
 * tells that and not the code: ETIMEDOUT ends a connection that was never made as well as one whose peer vanished
 * with the request.
 */
export function neverArrived({ phase }: Pick<Failure, 'phase'>): boolean {
	return phase === 'local' || phase === 'connecting';
}

/** Whether it is the address that could not be reached, so that another one may help. */
export function isUnreachable({ phase }: Pick<Failure, 'phase'>): boolean {
	return phase === 'connecting';
}

/** Whether a request that arrived ended without the gateway's decision: it may have been done. */
export function isUndecided({ kind, phase }: Pick<Failure, 'kind' | 'phase'>): boolean {
	return undecided.includes(kind) || phase === 'sent';
}
