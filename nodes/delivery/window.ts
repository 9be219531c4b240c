/** Requests in flight before anything is known. */
const start = 16;
/** Pause in growing after the first cut and the longest one, in milliseconds. */
const firstHold = 2_000;
const longestHold = 120_000;
/** A window that was full so lately, in milliseconds, is too small rather than unused. */
const lately = 2_000;
/** What the proven level loses with every admission. */
const fading = 0.999;
const K2 = Number(process.env.K2 ?? 1);
const K = Number(process.env.K ?? 1);
const G = Number(process.env.G ?? 0);

/**
 * The window knob: how many requests may be in flight. It grows while it is full and nothing is
 * refused; after a cut it holds still, twice as long each time.
 */
export class Window {
	inFlight = 0;
	wasFull = false;
	private size = start;
	/** Highest level at which a request was admitted lately. */
	private proven = 0;
	private hold = firstHold;
	private heldUntil = -Infinity;
	private fullAt = -Infinity;
	private before = start;
	/** Stated limit. */
	private bound = Infinity;

	/** Whether the next request has to wait for an end; notes that the window was too small. */
	isFull(now: number): boolean {
		if (this.inFlight < Math.min(this.size, this.bound)) return false;
		this.fullAt = now;
		return true;
	}

	/** A request sent as the `level`th in flight was admitted. */
	admitted(level: number, now: number, D = 0): void {
		this.proven = Math.max(this.proven * fading, level);
		if (now - this.fullAt <= lately && now >= this.heldUntil) {
			this.size++;
			this.heldUntil = now + G * D;
		}
	}

	/** Whether a refusal at this level may be the window's fault. */
	isUnproven(level: number, now: number): boolean {
		this.wasFull = now - this.fullAt <= lately;
		return level > (this.wasFull ? K : K2) * this.proven;
	}

	/** The gateway refused because of the requests in flight. */
	blame(level: number, now: number): void {
		this.before = this.size;
		this.size = Math.max(1, level - 1);
		this.heldUntil = now + this.hold;
		this.hold = Math.min(longestHold, 2 * this.hold);
	}

	/** The blame was wrong. */
	acquit(): void {
		this.size = this.before;
	}

	/** Keeps to a stated limit; infinite lifts it. */
	bind(limit: number): void {
		this.bound = limit;
	}
}
