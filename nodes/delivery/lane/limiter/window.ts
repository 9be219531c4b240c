/** Pause in growing after the first cut, and the longest, in milliseconds. */
const firstHold = 2_000;
const longestHold = 120_000;
/** Part of the last pause that passes between one step of growth and the next. */
const stepsOfHold = 64;
/** Longest time from one step of growth to the next, in milliseconds, for slow refusals. */
const longestStep = 1_000;
/** A window that was full so lately, in milliseconds, is too small and not just unused. */
const lately = 2_000;
/** What the proven level keeps with every admission. */
const fading = 0.999;
/** A stated number is not believed if this share of what was admitted is more. */
const tolerance = 0.8;

/**
 * How many requests may be in flight (AIMD, where the decrease is to what the gateway held). Unlimited
 * until it is blamed; grows by one while it is full and nothing is refused.
 */
export class Window {
	inFlight = 0;
	private size = Infinity;
	private sizeBefore = Infinity;
	private sizeBeforeHalving: number | undefined;
	/** What the gateway states. */
	private bound = Infinity;
	/** Highest level at which a request was admitted lately. */
	private proven = 0;
	private fullAt = -Infinity;
	private heldUntil = -Infinity;
	private hold = firstHold;

	/** Whether the next request has to wait for the end of another; remembers it. */
	isFull(now: number): boolean {
		if (this.inFlight < this.limit) return false;
		this.fullAt = now;
		return true;
	}

	/** Whether as many are in flight as the gateway states. */
	get isAtBound(): boolean {
		return this.inFlight >= this.bound;
	}

	/** Whether a request sent as the `level`th in flight kept to the window. */
	holds(level: number): boolean {
		return level <= this.limit;
	}

	/** Whether it would keep to the window without what the gateway states. */
	hasRoomFor(level: number): boolean {
		return level <= this.size;
	}

	/**
	 * A request that was sent as the `level`th in flight was admitted.
	 *
	 * @param patience milliseconds after which a refusal of the next level would have come
	 */
	admitted(level: number, patience: number, now: number): void {
		this.proven = Math.max(fading * this.proven, level);
		// Answers may take longer than that. A window that was only halved should grow all the same.
		const isFull = this.sizeBeforeHalving !== undefined && this.inFlight >= this.limit;
		if ((now - this.fullAt > lately && !isFull) || now < this.heldUntil) return;
		this.size++;
		this.heldUntil = now + Math.max(Math.min(patience, longestStep), this.hold / stepsOfHold);
	}

	/** The gateway refused at this level: it was too high. */
	cut(level: number, now: number): void {
		this.sizeBefore = this.size;
		this.sizeBeforeHalving = undefined;
		this.shrink(level - 1, now);
	}

	/** It was not the window. */
	uncut(): void {
		this.size = this.sizeBefore;
	}

	/** The gateway had no room for so many: half of them from now on, and then slowly more. */
	halve(level: number, now: number): void {
		if (!this.holds(level)) return;
		this.sizeBeforeHalving ??= this.size;
		this.shrink(Math.floor(level / 2), now);
	}

	/** There was room: the window is as before it was halved, unless a limit has cut it since. */
	unhalve(): void {
		if (this.sizeBeforeHalving === undefined) return;
		this.size = Math.max(this.size, this.sizeBeforeHalving);
		this.sizeBeforeHalving = undefined;
		this.hold = firstHold;
		this.heldUntil = -Infinity;
	}

	/** The gateway states how many may be in flight: keeps to it, unless clearly more were admitted. */
	setBound(stated: number): void {
		if (stated >= tolerance * this.proven) this.bound = stated;
	}

	private get limit(): number {
		return Math.min(this.size, this.bound);
	}

	private shrink(size: number, now: number): void {
		this.size = Math.max(1, size);
		this.heldUntil = now + this.hold;
		this.hold = Math.min(longestHold, 2 * this.hold);
	}
}
