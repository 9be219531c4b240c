/**
 * Answers that showed the need of an adaptation, and none that did without it, after which the lane is taken to need
 * it.
 */
export const enoughAnswers = 2;

/** What the answers of a lane showed of one thing that they are watched for. */
interface Shown {
	/** Answers that showed the need. */
	needed: number;
	/** An answer did without the adaptation, or it did not help: this thing does not call for it again. */
	isOver: boolean;
	hasHelped: boolean;
}

/** What is known of an adaptation on one lane. */
export interface Belief {
	/** Refusals that it cured, since the original last passed. */
	cures: number;
	/** Whether the original has ever passed. */
	hasPassed: boolean;
	/** Whether the lane is taken to need it because it refuses the original. */
	isForRefusals: boolean;
	/** Whether a request was refused for it: that it was announced counts no longer. */
	isRefuted: boolean;
	/** Requests in a row that were refused for it and passed without. */
	takenBack: number;
	/** Requests under way that were refused without it, and are to show whether it helps. */
	trials: number;
	/** By what the answers are watched for. */
	answers: Map<string, Shown>;
	/** Requests since the original was last tried, and when that was. */
	uses: number;
	triedAt: number;
	triesInVain: number;
	/** Whether a request with the original is under way, to see whether the lane still needs the adaptation. */
	isBeingTried: boolean;
}

/** Before anything is known. */
export function nothingKnown(): Belief {
	return {
		cures: 0,
		hasPassed: false,
		isForRefusals: false,
		isRefuted: false,
		takenBack: 0,
		trials: 0,
		answers: new Map(),
		uses: 0,
		triedAt: 0,
		triesInVain: 0,
		isBeingTried: false,
	};
}

/** Whether the lane is taken to need the adaptation, for its refusals or for its answers. */
export function isBelieved({ isForRefusals, answers }: Belief): boolean {
	const isShown = ({ needed, isOver }: Shown) => needed >= enoughAnswers && !isOver;
	return isForRefusals || [...answers.values()].some(isShown);
}

/** From now on the lane is taken to need it. */
export function startBelieving(belief: Belief, now: number): void {
	belief.uses = 0;
	belief.triedAt = now;
	belief.triesInVain = 0;
}
