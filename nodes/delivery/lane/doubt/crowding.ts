/** Halvings that did not help after which the window is left alone. */
const enough = 2;

/** What becomes of the window: it is halved, or what was taken off it is given back. */
export type Crowded = 'halve' | 'undo';

/**
 * Whether a gateway that refuses a request beside others has no room for so many: some reserve points for every
 * open request. The window is halved on suspicion; a halving turns out to be none when a request is refused at a
 * level that was admitted since, or all alone.
 */
export class Crowding {
	private inVain = 0;
	private hasHalved = false;
	/** Whether the window is smaller for it. */
	private isHalved = false;
	/** Highest level at which a request was admitted since the last halving. */
	private admittedLevel = 0;

	/** A request was refused that was the `level`th in flight. */
	refused(level: number): Crowded | undefined {
		if (this.hasHalved && level <= this.admittedLevel) this.wasNone();
		if (this.inVain >= enough) return this.undo();
		this.hasHalved = true;
		this.isHalved = true;
		this.admittedLevel = 0;
		return 'halve';
	}

	/** The halvings were for nothing: once. */
	private undo(): Crowded | undefined {
		const { isHalved } = this;
		this.isHalved = false;
		return isHalved ? 'undo' : undefined;
	}

	admitted(level: number): void {
		this.admittedLevel = Math.max(this.admittedLevel, level);
	}

	/** The last halving was for nothing. */
	wasNone(): void {
		this.inVain++;
		this.hasHalved = false;
	}

	/** Many were refused beside each other, and the first one alone was admitted: it was just that. */
	wasOne(): void {
		this.inVain = Math.max(0, this.inVain - 1);
	}
}
