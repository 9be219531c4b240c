import type { Failure } from '../api/failure';
import type { RequestSize } from './lane/oversize';
import type { TokenBudget } from './tokenBudget';

/**
 * What a run may have under way, in one place: so many requests in flight, and the tokens of its budget. A
 * request takes its share when it goes out, so what waits for its lane, a poll or a pause holds nothing.
 */
export class Capacity {
	private inFlight = 0;
	private readonly reserved = new Set<RequestSize>();
	/** In the order in which they asked. */
	private readonly waiting = new Set<() => void>();
	/** Told when tokens are settled: who waits for the budget may have to learn that it is used up. */
	onSettled = () => {};

	/** @param most requests in flight at the same time, at least 1 */
	constructor(
		private readonly most: number,
		private readonly budget?: TokenBudget,
	) {}

	get isFull(): boolean {
		return this.inFlight >= this.most;
	}

	/** Whether a request may go now. */
	hasRoomFor(size: RequestSize): boolean {
		return !this.isFull && (!this.isCharged(size) || this.budget!.fits(size.tokens));
	}

	/** Whether a request may go now. If not, `look` is called once, when there may be room. */
	admits(size: RequestSize, look: () => void): boolean {
		if (this.hasRoomFor(size)) return true;
		this.whenFree(look);
		return false;
	}

	/** Calls `look` once, when there may be room. Those who ask take turns, so no lane waits for all of another. */
	whenFree(look: () => void): void {
		this.waiting.add(look);
	}

	/** Why the request will never fit, if so: the budget is used up. */
	refusal(size: RequestSize): Failure | undefined {
		return this.isCharged(size) ? this.budget?.refusal(size.tokens) : undefined;
	}

	/** The request goes out. Its tokens stay reserved until it is settled, also while it is sent again. */
	take(size: RequestSize): void {
		this.inFlight++;
		if (!this.isCharged(size)) return;
		this.reserved.add(size);
		this.budget!.reserve(size.tokens);
	}

	/** The request is no longer in flight. */
	release(): void {
		this.inFlight--;
		this.offer();
	}

	/** Puts the tokens that a request really used in the place of those that were reserved for it, if any were. */
	settle(size: RequestSize, used: number): void {
		if (!this.reserved.delete(size)) return;
		this.budget!.settle(size.tokens, used);
		this.onSettled();
		this.offer();
	}

	private isCharged(size: RequestSize): boolean {
		return this.budget !== undefined && size.isBudgeted === true && !this.reserved.has(size);
	}

	private offer(): void {
		for (const look of [...this.waiting]) {
			if (this.isFull) return;
			this.waiting.delete(look);
			look();
		}
	}
}
