/** Halvings that did not help after which the window is left alone. */
const enough = 2;
/** Share of refusals, of the last twenty or so requests, that a full gateway explains better than bad luck. */
const suspicious = 0.5;
const memory = 20;
/** Admissions that are remembered, in number. */
const most = 256;

/** What becomes of the window: it is halved, or what was taken off it is given back. */
export type Crowded = 'halve' | 'undo';

/** A request, and the how manyth in flight it was: later news may lower that. */
export interface Levelled {
	/** Counts the requests of the lane. */
	seq: number;
	level: number;
}

/**
 * Whether a gateway that refuses a request beside others has no room for so many: some reserve points for every
 * open request. The window is halved on suspicion; a halving turns out to be none when a request is refused at a
 * level that was admitted since, or all alone.
 */
export class Crowding {
	/** Admitted since the last halving. */
	readonly admissions: Levelled[] = [];
	private inVain = 0;
	/** Whether the window is smaller for it. */
	private isHalved = false;
	private share = 0;

	/**
	 * A request was refused that was the `level`th in flight.
	 *
	 * @param isFirst whether its item was never refused before: what is refused again may be too dear
	 */
	refused(level: number, isFirst: boolean): Crowded | undefined {
		this.share += (1 - this.share) / memory;
		const isLikely = this.share > suspicious;
		if (isLikely) this.inVain = 0;
		const wasNone = this.isHalved && this.admissions.some((admitted) => admitted.level >= level);
		if (wasNone && !isLikely) {
			this.inVain++;
			return this.undo();
		}
		if (level === 1 || this.inVain >= enough || !(isFirst || isLikely)) return undefined;
		this.isHalved = true;
		this.admissions.length = 0;
		return 'halve';
	}

	admitted(sent: Levelled): void {
		this.share -= this.share / memory;
		this.admissions.push(sent);
		if (this.admissions.length > most) this.admissions.shift();
	}

	/** The halvings were for nothing: told once. */
	undo(): Crowded | undefined {
		const { isHalved } = this;
		this.isHalved = false;
		return isHalved ? 'undo' : undefined;
	}
}
