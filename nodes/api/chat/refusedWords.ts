import type { Failure } from '../failure';

/**
 * What a gateway says about a request that it does not take as it is: its words with code and type.
 * Undefined for failures of other kinds, which say nothing of the request's members.
 */
export function refusedWords({ kind, message, code, type }: Failure): string | undefined {
	if (kind !== 'badRequest' && kind !== 'server' && kind !== 'notFound') return undefined;
	return `${message} ${code ?? ''} ${type ?? ''}`;
}
