/** Requests in flight before anything is known. */
const start = 16;
/** By how much a full window grows with an admission before it was ever cut, and afterwards. */
const firstStep = 2;
const step = 1;
/** Pause in growing after the first cut, and the longest, in milliseconds. */
const firstHold = 2_000;
const longestHold = 120_000;
/** A window that was full so lately, in milliseconds, is too small and not just unused. */
const lately = 2_000;
/** What the proven level keeps with every admission. */
const fading = 0.999;

/**
 * The window knob: how many requests may be in flight. It grows while it is full and nothing is
 * refused; after a cut it holds, twice as long each time.
 */
export class Window {
	inFlight = 0;
	private size = start;
	private sizeBefore = start;
	/** Stated limit. */
	private bound = Infinity;
	/** Highest level at which a request was admitted lately. */
	private proven = 0;
	private fullAt = -Infinity;
	private hold = firstHold;
	private heldUntil = -Infinity;
	private wasCut = false;

	/** Requests that may be in flight. */
	get limit(): number {
		return Math.min(this.size, this.bound);
	}

	/** Whether the next request has to wait for the end of another; remembers it. */
	isFull(now: number): boolean {
		if (this.inFlight < this.limit) return false;
		this.fullAt = now;
		return true;
	}

	/**
	 * A request that was sent as the `level`th in flight was admitted.
	 *
	 * @param patience milliseconds after which a refusal of the next level would have come
	 */
	admitted(level: number, patience: number, now: number): void {
		this.proven = Math.max(this.proven * fading, level);
		if (now - this.fullAt > lately || now < this.heldUntil) return;
		this.size += this.wasCut ? step : firstStep;
		this.heldUntil = now + patience;
	}

	/** Whether a refusal at this level may be the window's fault. */
	isNew(level: number): boolean {
		return level > this.proven;
	}

	/** The gateway refused at this level: it was too high. */
	blame(level: number, now: number): void {
		this.sizeBefore = this.size;
		this.cut(level - 1, now);
	}

	/** The gateway had no room for so many: half of them from now on, and then slowly more. */
	halve(level: number, now: number): void {
		this.cut(Math.floor(level / 2), now);
	}

	/** It was not the window. */
	acquit(): void {
		this.size = this.sizeBefore;
	}

	/** Keeps to what the gateway states, unless more than that was admitted. */
	believe(limit: number): void {
		if (limit >= 0.8 * this.proven) this.bound = limit;
	}

	private cut(size: number, now: number): void {
		this.size = Math.max(1, size);
		this.wasCut = true;
		this.heldUntil = now + this.hold;
		this.hold = Math.min(longestHold, 2 * this.hold);
	}
}
