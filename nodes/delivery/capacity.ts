import type { Failure } from '../api/failure';
import type { Spent } from './budget/spent';
import type { RequestSize } from './lane/oversize';

/**
 * What a run may have under way: so many requests in flight, and the tokens of its budget. A request takes its share
 * when it goes out; one that waits for its lane, for the next look at a task, or for a pause to end holds nothing.
 */
export class Capacity {
	private inFlight = 0;
	/** Callbacks in the order of their turns; false: was called, and has not asked again. */
	private readonly waiting = new Map<() => void, boolean>();
	private readonly settledListeners: Array<() => void> = [];

	/** @param most requests in flight at the same time, at least 1 */
	constructor(private readonly most: number) {}

	get isFull(): boolean {
		return this.inFlight >= this.most;
	}

	/** Whether a request may go now. */
	hasRoomFor({ reservation }: RequestSize): boolean {
		return !this.isFull && (reservation === undefined || reservation.fits);
	}

	/** Whether a request may go now. If not, `look` is called once, when there may be room. */
	admits(size: RequestSize, look: () => void): boolean {
		if (this.hasRoomFor(size)) return true;
		this.whenFree(look);
		return false;
	}

	/** Calls `look` once, when there may be room. Callers take turns, so no lane waits for all requests of another. */
	whenFree(look: () => void): void {
		this.waiting.set(look, true);
	}

	/** Calls `look` whenever tokens are settled: a budget may be used up now for a request that waits for it. */
	whenSettled(look: () => void): void {
		this.settledListeners.push(look);
	}

	/** Why the request will never fit, if so: the budget is used up. */
	refusal({ reservation }: RequestSize): Failure | undefined {
		return reservation?.refusal();
	}

	/** The request goes out. Its tokens stay reserved until its attempt is settled. */
	take({ reservation }: RequestSize): void {
		this.inFlight++;
		reservation?.take();
	}

	/** The request is no longer in flight. */
	release(): void {
		this.inFlight--;
		this.offer();
	}

	/** Puts what an attempt really used in the place of what was reserved for it, if anything was. */
	settle({ reservation }: RequestSize, spent: Spent): void {
		if (!reservation?.settle(spent)) return;
		for (const look of this.settledListeners) look();
		this.offer();
	}

	private offer(): void {
		for (const look of [...this.waiting.keys()]) {
			if (this.isFull) return;
			const before = this.inFlight;
			this.waiting.set(look, false);
			look();
			const asksAgain = this.waiting.get(look) === true;
			// A lane that found too few tokens keeps its turn; one that sent something goes behind all others.
			if (asksAgain && this.inFlight === before) continue;
			this.waiting.delete(look);
			if (asksAgain) this.waiting.set(look, true);
		}
	}
}
