import type { Adaptation } from '../adaptation';
import type { Failure } from '../failure';

/**
 * What a gateway says about a request that it does not take as it is: its words with code and type.
 * Undefined for failures of other kinds, which say nothing of the request's members.
 */
export function refusalWords({ kind, message, code, type }: Failure): string | undefined {
	if (kind !== 'badRequest' && kind !== 'server' && kind !== 'notFound') return undefined;
	return `${message} ${code ?? ''} ${type ?? ''}`;
}

/** How gateways say that they do not take something. */
export const notAccepted =
	/unsupported|not support|n't support|no longer support|unrecogni[sz]ed|unknown|unexpected|not permitted|not allowed|forbidden|not available|extra (input|field)|deprecated|only .{0,30}(default|allowed)|must be verified|不支持|未知/i;

/** Makes an adaptation's test: the words of the refusal show all of these. */
export function refusalSays(...patterns: readonly RegExp[]): Adaptation['fits'] {
	return (failure) => {
		const words = refusalWords(failure) ?? '';
		return patterns.every((pattern) => pattern.test(words));
	};
}
