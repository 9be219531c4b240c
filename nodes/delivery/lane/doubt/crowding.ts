/** Halvings that did not help after which the window is left alone. */
const enough = 2;
/** Share of refusals, of the last twenty or so requests, that a full gateway explains better than bad luck. */
const suspicious = 0.5;
const memory = 20;
/** Admissions that are remembered, in number. */
const most = 256;

/** What becomes of the window of requests in flight: it is halved, or what halving took off it is given back. */
export type Crowded = 'halve' | 'undo';

/** A request, and how many were in flight with it. */
export interface Levelled {
	/** Its number among the requests of the lane. */
	seq: number;
	/** Requests in flight with it, itself included; fewer once one of them turns out to have been refused. */
	level: number;
}

/**
 * Whether a gateway refuses a request because it has no room for so many: some reserve points for every open request.
 * The window is halved on suspicion. That was for nothing when a request is refused at a level that was admitted
 * since, or all alone.
 */
export class Crowding {
	/** Admitted since the last halving. */
	readonly admissions: Levelled[] = [];
	private inVain = 0;
	/** Whether the window is smaller for a halving. */
	private isHalved = false;
	/** Share of refusals among the last requests. */
	private share = 0;

	/**
	 * A request was refused with which `level` were in flight.
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

	/** The halvings were for nothing. Returns that only once. */
	undo(): Crowded | undefined {
		const { isHalved } = this;
		this.isHalved = false;
		return isHalved ? 'undo' : undefined;
	}
}
