/** Shortest time over which admissions are counted, in milliseconds; the longest is twice that. */
const horizon = 60_000;

/**
 * What the gateway let through lately: two counters that take turns, so that the rate is always taken
 * over the last one to two minutes. That spans the window of any limit "per minute".
 */
export class Admitted {
	private older = 0;
	private newer = 0;
	private olderSince: number;
	private newerSince: number;

	constructor(now: number) {
		this.olderSince = this.newerSince = now;
	}

	/** Counts a request as it is sent; its refusal, if any, takes it out again with a negative amount. */
	add(amount: number, now: number): void {
		this.turn(now);
		this.newer += amount;
	}

	/** Admitted amount per second. */
	rate(now: number): number {
		this.turn(now);
		const seconds = Math.max(now - this.olderSince, 1) / 1000;
		return Math.max(0, this.older + this.newer) / seconds;
	}

	/** Starts counting anew. */
	forget(now: number): void {
		this.older = this.newer = 0;
		this.olderSince = this.newerSince = now;
	}

	private turn(now: number): void {
		if (now - this.newerSince < horizon) return;
		this.older = this.newer;
		this.olderSince = this.newerSince;
		this.newer = 0;
		this.newerSince = now;
	}
}
