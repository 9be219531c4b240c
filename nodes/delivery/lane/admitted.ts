/** Usual time over which is counted at least, in milliseconds; at most it is twice that. */
const minute = 60_000;
/** A limit of which less than this share was used here is someone else's, such as an upstream key's. */
const fairShare = 0.5;

/**
 * What the gateway let through lately. Two counters take turns, so that a rate is always that of the
 * last one to two minutes: longer than the window of any limit "per minute".
 */
export class Admitted {
	/** Everything sent so far, refused or not. */
	total = 0;
	private horizon = minute;
	private latest = 0;
	private older = 0;
	private newer = 0;
	private olderSince: number;
	private newerSince: number;

	constructor(now: number) {
		this.olderSince = this.newerSince = now;
	}

	/** Counts what is sent. */
	add(amount: number, now: number): void {
		this.turn(now);
		this.newer += amount;
		this.total += amount;
		this.latest = amount;
	}

	/** Takes out what was refused, or was estimated too high. */
	takeOut(amount: number, now: number): void {
		this.turn(now);
		this.newer -= amount;
	}

	/** Amount per second; never none, once something was sent. */
	rate(now: number): number {
		this.turn(now);
		return (1_000 * Math.max(this.latest, this.count)) / Math.max(1, now - this.olderSince);
	}

	/**
	 * Whether a limit of so much in a window (milliseconds) may be what refused: it would have let through
	 * what was admitted, and that is a fair share of it.
	 */
	fits(amount: number, window: number, now: number): boolean {
		this.turn(now);
		const elapsed = now - this.olderSince;
		const most = (1 + elapsed / window) * amount;
		const fair = Math.min(1, Math.max(minute, elapsed) / window) * amount;
		return this.count <= 1.1 * most && this.count >= fairShare * fair;
	}

	/** Counts over a limit's own window, in milliseconds, if that is longer. */
	spanOver(window: number): void {
		this.horizon = Math.max(minute, window);
	}

	/** Starts counting anew. */
	forget(now: number): void {
		this.older = this.newer = 0;
		this.olderSince = this.newerSince = now;
	}

	private get count(): number {
		return Math.max(0, this.older + this.newer);
	}

	private turn(now: number): void {
		if (now - this.newerSince < this.horizon) return;
		this.older = this.newer;
		this.olderSince = this.newerSince;
		this.newer = 0;
		this.newerSince = now;
	}
}
