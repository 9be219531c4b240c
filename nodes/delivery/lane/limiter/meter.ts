/** Time over which is counted at least, in milliseconds; at most it is twice that. */
const span = 60_000;

/**
 * Measures how much was admitted a second in the last one to two minutes: longer than the window of any
 * limit "per minute". Two buckets take turns.
 */
export class ThroughputMeter {
	private older = 0;
	private newer = 0;
	private olderSince: number;
	private newerSince: number;

	constructor(now: number) {
		this.olderSince = this.newerSince = now;
	}

	/** Counts what was sent; less than 0 takes back what was refused or estimated too high. */
	add(amount: number, now: number): void {
		this.rotate(now);
		this.newer += amount;
	}

	/** Amount per second; never none. */
	rate(now: number): number {
		this.rotate(now);
		return (1_000 * Math.max(1, this.count)) / Math.max(1, now - this.olderSince);
	}

	/** What was counted. */
	get count(): number {
		return this.older + this.newer;
	}

	/** Starts anew. */
	forget(now: number): void {
		this.older = this.newer = 0;
		this.olderSince = this.newerSince = now;
	}

	private rotate(now: number): void {
		if (now - this.newerSince < span) return;
		this.older = this.newer;
		this.olderSince = this.newerSince;
		this.newer = 0;
		this.newerSince = now;
	}
}
