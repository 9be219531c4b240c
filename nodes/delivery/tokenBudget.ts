/**
 * Bounds the tokens of a run: what was used, plus the estimates of what is in flight. A request that
 * might not fit waits until the others have settled, because most use less than they may.
 */
export class TokenBudget {
	private used = 0;
	private reserved = 0;
	private readonly waiting: Array<() => void> = [];

	/** @param limit tokens that the run may use */
	constructor(private readonly limit: number) {}

	/**
	 * Sets tokens aside for a request.
	 *
	 * @returns false when the request would exceed the budget: it is not to be sent
	 */
	async reserve(estimate: number): Promise<boolean> {
		while (this.used + this.reserved + estimate > this.limit) {
			if (this.reserved === 0) return false;
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
		this.reserved += estimate;
		return true;
	}

	/** Puts what a request really used in the place of its estimate. */
	settle(estimate: number, used: number): void {
		this.reserved -= estimate;
		this.used += used;
		for (const look of this.waiting.splice(0)) look();
	}
}
