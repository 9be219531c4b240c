/** What a request may need of a budget. */
export interface Need {
	/** What is set aside for it where there is room. */
	most: number;
	/** With less than this left it is not worth sending; less than `most` where its answer has no bound. */
	least: number;
}

/**
 * Bounds what a run may use of one thing, such as tokens, in the unit of the limit. What was used and what is set
 * aside for the requests in flight are never more than the limit together. So a request that might not fit waits until
 * others have settled: most use less than they may.
 */
export class Budget {
	private reserved = 0;
	private holders = 0;

	/**
	 * @param limit what the run may use
	 * @param used by earlier tries of the run
	 */
	constructor(
		readonly limit: number,
		public used = 0,
	) {}

	/** What no answer has used yet. */
	get left(): number {
		return Math.max(0, this.limit - this.used);
	}

	/**
	 * What may be set aside for a request now; undefined when it has to wait, or will never fit.
	 *
	 * @param own what it holds already
	 */
	roomFor({ most, least }: Need, own?: number): number | undefined {
		if (this.used + this.reserved - (own ?? 0) + most <= this.limit) return most;
		// Alone it may have all that is left: then this one answer is all that can overrun the limit.
		const others = this.holders - (own === undefined ? 0 : 1);
		return others === 0 && least <= this.left ? this.left : undefined;
	}

	/** Whether a request will never fit: what is used is used. */
	isTooSmallFor({ least }: Need): boolean {
		return least > this.left;
	}

	/** Sets so much aside for a request, in place of what it holds already. */
	reserve(amount: number, own?: number): void {
		this.reserved += amount - (own ?? 0);
		if (own === undefined) this.holders++;
	}

	/** Puts what was used in the place of what was set aside. */
	settle(reserved: number, used: number): void {
		this.holders--;
		// Sums of fractions leave a rest.
		this.reserved = this.holders === 0 ? 0 : this.reserved - reserved;
		this.used += used;
	}
}
