import { formatDuration, minute, second } from '../../api/duration';
import { failure, type Failure } from '../../api/failure';
import type { WaitEnd, WaitFacts } from './waitEnds';

/** How soon to look again, in milliseconds, where an event decides of which nobody tells. */
const soon = second;
/** A lane that has refused nothing for so long, in milliseconds, is not refusing: probes come every 15 s. */
const quiet = minute;

/**
 * The end of a wait for a limit of the gateway: it has refused, and let nothing through since, for as long as the
 * run waits. No such wait is one for the pace, for the user's own limits, for room in the run, or for answers that are being made.
 */
export function limitEnd(facts: WaitFacts): WaitEnd {
	const { now, patience, refusing, holds } = facts;
	if (patience.longest === 0) return endWithoutWait(facts);
	const isLimited = refusing !== undefined || holds.stated > now;
	if (!isLimited) return { at: now + patience.untold, why: () => starved(facts), isOfAll: true };
	const due = begin(facts) + patience.untold;
	const at = now < due ? due : isOver(facts) ? now : now + soon;
	return { at, why: () => starved(facts), isOfAll: true };
}

/** Who does not wait ends with its refusal, or where the lane lets nothing go after another's. */
function endWithoutWait({ now, refusal, words, holds }: WaitFacts): WaitEnd {
	const isRefused = refusal?.kind === 'rateLimit';
	return {
		at: isRefused || holds.block > now ? now : now + soon,
		why: () => withoutWait(isRefused, isRefused ? refusal : words),
		isOfAll: false,
	};
}

/** From when on the wait is one for a limit: not while something else holds the lane, which cannot go on for ever. */
function begin({ since, refusing, holds, patience }: WaitFacts): number {
	const first = Math.max(since, refusing?.since ?? since);
	return Math.max(first, Math.min(holds.gates, first + patience.longest));
}

/** Whether a wait that is as long as it may be is over. */
function isOver(facts: WaitFacts): boolean {
	const { now, patience, refusing, holds, hasRoom } = facts;
	const last = refusing?.last ?? -Infinity;
	const latest = begin(facts) + patience.longest;
	// Answers of minutes: the gateway takes so many at a time, and works on them.
	if (holds.inFlight > 0 && (now < latest || now - last >= quiet)) return false;
	if (last >= begin(facts) + patience.untold) return true;
	const isStated = holds.stated + soon > now && holds.stated <= latest;
	const isRuns = !hasRoom && holds.block <= now;
	return !isStated && !isRuns;
}

function starved(facts: WaitFacts): Failure {
	const { now, patience, words } = facts;
	const { longest, untold } = patience;
	const description = [
		`Waited ${formatDuration(now - begin(facts))}, in which the gateway let nothing through for this key and model.`,
		untold < longest ? 'A run without any answer so far waits no longer.' : '',
		'Run the item again later, set a longer Max Rate Limit Wait (under Limits and Retries), or ask the gateway about the limit of the key.',
	].filter((sentence) => sentence !== '');
	return told(words, description.join(' '));
}

function withoutWait(wasSent: boolean, refusal: Failure | undefined): Failure {
	const what = wasSent ? 'not sent again' : 'not sent while the gateway refuses others';
	return told(
		refusal,
		`Max Rate Limit Wait (under Limits and Retries) is 0, so this was ${what}. Run the item again later, or set how many minutes it may wait.`,
	);
}

/** The gateway's own words, where it had any. */
function told(refusal: Failure | undefined, description: string): Failure {
	const message = 'The gateway lets nothing through for the limit of this key';
	return refusal ? { ...refusal, description } : failure('rateLimit', { message, description });
}
