/** Answers that need an adaptation, while none did without it, after which it is the lane's way. */
export const enoughAnswers = 2;

/** What answers showed of one thing that was looked at. */
interface Shown {
	needed: number;
	/** An answer did without the adaptation, or it did not help: never again on this lane. */
	isOver: boolean;
	hasHelped: boolean;
}

/** What is known of an adaptation on one lane. */
export interface Belief {
	/** Refusals that it cured, since the original last passed. */
	cures: number;
	/** Whether the original has ever passed. */
	hasPassed: boolean;
	isForRefusals: boolean;
	/** Requests under way that were refused without it, and are to show whether it helps. */
	trials: number;
	answers: Map<string, Shown>;
	/** Requests since the original was last tried, and when that was. */
	uses: number;
	triedAt: number;
	triesInVain: number;
	isBeingTried: boolean;
}

/** Before anything is known. */
export function nothingKnown(): Belief {
	return {
		cures: 0,
		hasPassed: false,
		isForRefusals: false,
		trials: 0,
		answers: new Map(),
		uses: 0,
		triedAt: 0,
		triesInVain: 0,
		isBeingTried: false,
	};
}

/** Whether the lane needs the adaptation, as far as refusals or answers tell. */
export function isBelieved({ isForRefusals, answers }: Belief): boolean {
	const isShown = ({ needed, isOver }: Shown) => needed >= enoughAnswers && !isOver;
	return isForRefusals || [...answers.values()].some(isShown);
}

/** It is believed from now on. */
export function startBelieving(belief: Belief, now: number): void {
	belief.uses = 0;
	belief.triedAt = now;
	belief.triesInVain = 0;
}
