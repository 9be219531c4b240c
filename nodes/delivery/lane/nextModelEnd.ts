import { formatDuration, second } from '../../api/duration';
import { failure } from '../../api/failure';
import { forOthers } from '../forOthers';
import { inGatewaysWords } from './limitEnd';
import type { WaitEnd, WaitFacts } from './waitEnds';

/**
 * Longest time without a success on its lane, in milliseconds, that a request waits behind which another model is asked;
 * also the longest wait that the gateway may ask of it.
 */
export const longestBeforeNext = 30 * second;

/**
 * The end of a wait where another model is asked then: for that long the lane has had no success, because its breaker for
 * limits or for trouble is open, or because the pace that was found lets hardly anything go. It counts from the last
 * success, and not from when the request waits: the next request goes on at once. A queue that moves, the user's own
 * limits, and a gateway that cannot be reached at all are waited for as if there were no other model.
 */
export function nextModelEnd(facts: WaitFacts): WaitEnd {
	const { now, trouble, maxWait, words } = facts;
	const later = { at: now + longestBeforeNext, why: () => failure('rateLimit'), isOfAll: false };
	if (trouble?.isOpen) {
		const { since = now, last = failure('server'), isWithoutConnection } = trouble;
		if (isWithoutConnection) return later;
		const description = `The gateway has failed for this model for ${formatDuration(now - since)}, each time that it was tried. Run the item again later.`;
		const why = () => ({ ...forOthers(last), description });
		return { ...later, at: since + longestBeforeNext, why };
	}
	const since = shutSince(facts);
	if (since === undefined) return later;
	const description = `The gateway has let nothing through for this key and model for ${formatDuration(now - since)}. Run the item again later, or ask the gateway about the limit of the key.`;
	const at = since + Math.min(longestBeforeNext, maxWait.longest);
	return { ...later, at, why: () => inGatewaysWords(words, description) };
}

/** Since when a limit of the gateway has let nothing through; undefined: it does, or nobody knows. */
function shutSince({ now, holds, admittedAt }: WaitFacts): number | undefined {
	const { openSince, paced = -Infinity, inFlight } = holds;
	return openSince ?? (paced > now && inFlight === 0 ? admittedAt : undefined);
}
