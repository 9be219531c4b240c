import { formatDuration, minute } from '../../../api/duration';
import { failure, type Failure } from '../../../api/failure';
import type { Trouble } from './trouble';
import type { WaitEnd, WaitFacts } from '../waitEnds';

/** Longest unbroken trouble that a run sits out once the gateway has answered it, in milliseconds. */
const longest = 10 * minute;
/** The same before the first answer, and where only a few calls fail: it may be what they ask for. */
const longestInDoubt = 3 * minute;

/** What a wait must know of trouble. */
export type TroubleFacts = Pick<
	Trouble,
	'isOpen' | 'since' | 'last' | 'isOfMany' | 'mayBeOfOneCall'
> &
	Partial<Pick<Trouble, 'isWithoutConnection'>>;

/**
 * The end of a wait for a gateway in trouble: nobody has had a good answer for as long as the run waits. A request
 * that begins to wait later has its own time. Without trouble it is asked again, in case that there is by then.
 */
export function outageEnd({ now, since, maxWait, trouble }: WaitFacts): WaitEnd {
	const { hasAnswer = false } = maxWait;
	if (!trouble?.isOpen)
		return { at: now + longestInDoubt, why: () => failure('network'), isOfAll: false };
	const wait = hasAnswer && trouble.isOfMany ? longest : longestInDoubt;
	return {
		at: Math.max(since, trouble.since ?? now) + wait,
		why: () => afterWaiting(trouble.last ?? failure('network'), wait),
		isOfAll: !hasAnswer || !trouble.mayBeOfOneCall,
	};
}

function afterWaiting(last: Failure, wait: number): Failure {
	const description = `Waited ${formatDuration(wait)} for the gateway, which failed each time that it was tried. Run the item again when it works, or ask whoever runs it.`;
	return { ...last, description, phase: 'local' };
}
