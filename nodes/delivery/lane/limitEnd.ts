import { formatDuration, minute, second } from '../../api/duration';
import { failure, type Failure } from '../../api/failure';
import type { WaitEnd, WaitFacts } from './waitEnds';

/** How soon to look again, in milliseconds, where the wait depends on something that reports no change. */
const soon = second;
/** A lane that has refused nothing for so long, in milliseconds, is not refusing: probes come every 15 s. */
const quiet = minute;

/**
 * The end of a wait for a limit of the gateway: it has refused, and let nothing through since, for as long as the
 * run waits. To wait for the pace, the user's own limits, room in the run or slow answers is no wait for a limit.
 */
export function limitEnd(facts: WaitFacts): WaitEnd {
	const { now, maxWait, refusing, holds } = facts;
	if (maxWait.longest === 0) return endWithoutWait(facts);
	const isLimited = refusing !== undefined || holds.stated > now;
	if (!isLimited)
		return { at: now + maxWait.unstated, why: () => failureAfterWait(facts), isOfAll: true };
	const due = waitsSince(facts) + maxWait.unstated;
	const at = now < due ? due : isOver(facts) ? now : now + soon;
	return { at, why: () => failureAfterWait(facts), isOfAll: true };
}

/** Where the user allows no wait, a request ends with its own refusal, or when another's has shut the lane. */
function endWithoutWait({ now, refusal, words, holds }: WaitFacts): WaitEnd {
	const isRefused = refusal?.kind === 'rateLimit';
	return {
		at: isRefused || holds.block > now ? now : now + soon,
		why: () => failureWithoutWait(isRefused, isRefused ? refusal : words),
		isOfAll: false,
	};
}

/** Since when the wait is one for a limit: not while a gate holds the lane, but that sets it back only so far. */
function waitsSince({ since, refusing, holds, maxWait }: WaitFacts): number {
	const first = Math.max(since, refusing?.since ?? since);
	return Math.max(first, Math.min(holds.gates, first + maxWait.longest));
}

/** Whether a wait that is as long as it may be is over. */
function isOver(facts: WaitFacts): boolean {
	const { now, maxWait, refusing, holds, hasRoom } = facts;
	const last = refusing?.last ?? -Infinity;
	const latest = waitsSince(facts) + maxWait.longest;
	// Its answers may take minutes: the gateway works on so many at a time, and refuses the others.
	if (holds.inFlight > 0 && (now < latest || now - last >= quiet)) return false;
	if (last >= waitsSince(facts) + maxWait.unstated) return true;
	const isStated = holds.stated + soon > now && holds.stated <= latest;
	const isRuns = !hasRoom && holds.block <= now;
	return !isStated && !isRuns;
}

function failureAfterWait(facts: WaitFacts): Failure {
	const { now, maxWait, words } = facts;
	const { longest, unstated } = maxWait;
	const description = [
		`Waited ${formatDuration(now - waitsSince(facts))}, in which the gateway let nothing through for this key and model.`,
		unstated < longest ? 'A run without any answer so far waits no longer.' : '',
		'Run the item again later, set a longer Max Rate Limit Wait (under Limits and Retries), or ask the gateway about the limit of the key.',
	].filter((sentence) => sentence !== '');
	return inGatewaysWords(words, description.join(' '));
}

function failureWithoutWait(wasSent: boolean, refusal: Failure | undefined): Failure {
	const what = wasSent ? 'not sent again' : 'not sent while the gateway refuses others';
	return inGatewaysWords(
		refusal,
		`Max Rate Limit Wait (under Limits and Retries) is 0, so this was ${what}. Run the item again later, or set how many minutes it may wait.`,
	);
}

/** The gateway's own words, where it had any. */
export function inGatewaysWords(refusal: Failure | undefined, description: string): Failure {
	const message = 'The gateway lets nothing through for the limit of this key';
	return refusal ? { ...refusal, description } : failure('rateLimit', { message, description });
}
