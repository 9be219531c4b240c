import { defined } from '../defined';
import type { Failure } from '../failure';
import { spent } from '../usage/usage';

/** Longest part that a failure keeps of an answer in which nothing was found, in characters. */
export const longestKept = 500;

/** What there is of an answer that is cut off or cannot be used; what is empty is left out. */
export function partialAnswer({
	text,
	reasoning,
	usage,
}: {
	text?: string;
	reasoning?: string;
	usage?: unknown;
}): Pick<Failure, 'text' | 'reasoning' | 'usage'> {
	return {
		...defined({ text: text || undefined, reasoning: reasoning || undefined }),
		...spent(usage),
	};
}
