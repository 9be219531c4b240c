import type { LimitHints } from '../../../api/rateLimit/limitHints';

/** Credit from which a stated wait is obeyed at once, and its bounds. */
const trusted = 2;
const least = -8;
const most = 4;
/** Credit that a wait costs which is obeyed at once, so that now and then there is a trial. */
const wear = 0.1;
/** The least that Retry-After can say, in milliseconds: it counts whole seconds, and an empty bucket fills in 25 ms. */
const leastSaid = 1_000;
/** Most that is added to a wait, as a share of it, so that not all processes come back at once. */
const stagger = 0.02;

/**
 * Whether to wait as long as a gateway says: it may be a lie, or belong to one of ten keys. The first probe of
 * a block ignores it; if that is refused, the wait is honest.
 */
export class StatedWaits {
	private credit = 0;
	private isOnTrial = false;

	/**
	 * A refusal states a wait. Returns how long to wait for it, in milliseconds.
	 *
	 * @param attempts probes of the block that were refused, the first refusal included
	 * @param pause milliseconds until the next probe without it
	 * @param chance from 0 to 1
	 */
	judge(wait: number, attempts: number, pause: number, chance: number): number {
		if (attempts > 1) {
			if (this.isOnTrial) this.credit = Math.min(most, Math.max(1, this.credit + 1));
			this.isOnTrial = false;
		} else if (!this.isOnTrial) {
			this.isOnTrial = this.credit < trusted && wait > pause;
			if (!this.isOnTrial) this.credit -= wear;
		}
		return this.isOnTrial ? 0 : staggered(wait, chance);
	}

	/** Whether the last stated wait is taken for honest. */
	get areHonest(): boolean {
		return !this.isOnTrial;
	}

	/** The block is over: a wait on trial was not needed. */
	admitted(): void {
		if (!this.isOnTrial) return;
		this.isOnTrial = false;
		this.credit = Math.max(least, Math.min(0, this.credit) - 1);
	}
}

/** Leaves out a wait that says nothing but that there is one: the breaker's own pauses find its length. */
export function withoutLeastWait(hints: LimitHints): LimitHints {
	return hints.wait === leastSaid ? { ...hints, wait: undefined } : hints;
}

/** A wait, and a little more. */
export function staggered(wait: number, chance: number): number {
	return wait * (1 + stagger * chance);
}
