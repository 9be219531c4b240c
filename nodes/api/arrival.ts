import type { Failure, FailureKind } from './failure';

/** Network codes that mean: no connection came about, so nothing was sent. */
const notSent =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_NODATA|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT)$/;

/** How a request can end without the gateway's decision on it. */
const undecided: readonly FailureKind[] = [
	'server',
	'timeout',
	'network',
	'malformed',
	'cancelled',
];

/** Whether a request certainly did not arrive: sending it again, or elsewhere, can cost nothing twice. */
export function neverArrived({ kind, code, unsent }: Failure): boolean {
	if (unsent) return true;
	return (kind === 'network' || kind === 'timeout') && code !== null && notSent.test(code);
}

/** Whether a request that arrived ended without the gateway's decision: it may have been done. */
export function isUndecided({ kind }: Failure): boolean {
	return undecided.includes(kind);
}
