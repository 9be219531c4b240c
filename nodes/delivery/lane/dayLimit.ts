/**
 * Refusals in a row that are the verdict: the first, and a probe that ignored it. One more where others were
 * admitted.
 */
const enough = 2;
/** So many more after each doubt that was lifted: it may have been one of ten keys of the gateway. */
const perLiftedDoubt = 2;
/** But never more than this: probes come every 15 seconds by then. */
const most = 8;

/**
 * Tells whether a lane is shut for longer than anyone waits: by a limit of the day, or by a stated wait as
 * long. One refusal is a doubt; the verdict is several in a row, each sent after the one before had come back,
 * with nothing admitted between.
 */
export class DayLimit {
	private inARow = 0;
	private refusedAt = -Infinity;
	/** Until when a short stated wait lasts, in milliseconds: probes that ignore it tell nothing. */
	private waitsUntil = -Infinity;
	private liftedDoubts = 0;
	private hasAdmitted = false;

	/**
	 * A request was refused for a limit.
	 *
	 * @param isLong whether the limit is of the day, or the stated wait is longer than anyone waits
	 * @param sentAt when the request went out, in milliseconds
	 * @param wait how long the gateway asks to wait, in milliseconds, where that is short enough to be kept; else 0
	 * @returns whether waiting on the lane is of no use
	 */
	refused(isLong: boolean, sentAt: number, now: number, wait = 0): boolean {
		// What went out together is one piece of news.
		if (sentAt <= this.refusedAt || sentAt < this.waitsUntil) return false;
		this.refusedAt = now;
		this.waitsUntil = now + wait;
		this.inARow = isLong ? this.inARow + 1 : 0;
		const needed = enough + (this.hasAdmitted ? 1 : 0) + perLiftedDoubt * this.liftedDoubts;
		return this.inARow >= Math.min(most, needed);
	}

	/** A request that went out at `sentAt` was admitted. */
	admitted(sentAt: number): void {
		this.hasAdmitted = true;
		if (sentAt <= this.refusedAt) return;
		if (this.inARow > 0) this.liftedDoubts++;
		this.inARow = 0;
	}
}
