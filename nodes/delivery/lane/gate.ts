/** A first pause and the longest one, in milliseconds, when the gateway does not name one. */
const longestFirst = 4_000;
const longest = 15_000;
/** Slots of the pace that pass before the first probe. */
const firstSlots = 2;
/** Most that is added to a stated wait, as a share of it, so that not all processes come back at once. */
const stagger = 0.02;
/** What the slowest refusal keeps of itself with every further one. */
const fading = 0.9;
/** A block shorter than this, in milliseconds, is that of a bucket. */
const short = 4_000;

/**
 * The gate is open while the gateway admits. A refusal shuts it; then one probe at a time may pass,
 * after ever longer pauses, until one is admitted. Blocked windows are waited out, not hammered.
 */
export class Gate {
	isShut = false;
	private opensAt = -Infinity;
	private shutAt = 0;
	private refusedAt = -Infinity;
	private refusedInARow = 0;
	private probe: { at: number } | undefined;
	/** Longest time from sending to a refusal, in milliseconds. */
	private slowest = 0;

	/** A request that is not refused within this time, in milliseconds, is admitted. */
	get patience(): number {
		return 2 * this.slowest;
	}

	/** Milliseconds until a request, or the next probe, may pass. */
	delay(now: number): number {
		if (this.probe) return this.probe.at + this.patience - now;
		return Math.max(0, this.opensAt - now);
	}

	/** Whether the probe is admitted by silence. */
	isSilent(now: number): boolean {
		return this.probe !== undefined && this.probe.at + this.patience <= now;
	}

	/** A request passes; through a shut gate it is the probe. */
	pass(sent: { at: number }): void {
		if (this.isShut) this.probe = sent;
	}

	isProbe(sent: object): boolean {
		return this.probe === sent;
	}

	/** The probe came to nothing, or is of no use: another one may pass. */
	dropProbe(): void {
		this.probe = undefined;
	}

	/** How long a refusal took. */
	note(sent: { at: number }, now: number): void {
		this.slowest = Math.max(fading * this.slowest, now - sent.at);
	}

	/** Whether a refusal is news: what was sent before the last one went down with it. */
	isNews(sent: { at: number }): boolean {
		return sent.at > this.refusedAt;
	}

	/**
	 * Shuts the gate, or keeps it shut after a refused probe.
	 *
	 * @param perSecond the pace in requests per second
	 */
	shut(perSecond: number, now: number): void {
		if (!this.isShut) {
			this.isShut = true;
			this.shutAt = now;
			this.refusedInARow = 0;
		}
		const first = Math.min(longestFirst, (1_000 * firstSlots) / perSecond);
		this.opensAt = now + Math.min(longest, first * 2 ** this.refusedInARow++);
		this.refusedAt = now;
		this.probe = undefined;
	}

	/**
	 * Lets nothing pass for a stated time.
	 *
	 * @param wait milliseconds
	 * @param chance from 0 to 1
	 */
	hold(wait: number, chance: number, now: number): void {
		this.opensAt = Math.max(this.opensAt, now + wait * (1 + stagger * chance));
	}

	/** The probe was admitted. Returns whether the block was short. */
	open(now: number): boolean {
		this.isShut = false;
		this.probe = undefined;
		return now - this.shutAt < short;
	}
}
