/** How late an alarm may come, in milliseconds, and be made up for. */
const lateness = 100;

/** Keeps sends apart: each has a slot of time in which no other goes. Times in milliseconds. */
export class Spacing {
	/** Instant from which the next one may go. */
	from = -Infinity;

	/** Whether it held the last send back: it went as soon as it might. */
	isTight(now: number): boolean {
		return now - this.from <= lateness;
	}

	/**
	 * One goes out. Where only its alarm came a little late, its slot begins when it was due; pauses are not made up
	 * for.
	 */
	add(slot: number, now: number): void {
		this.from = (this.isTight(now) ? this.from : now) + slot;
	}

	/** A slot was not needed after all. */
	giveBack(slot: number): void {
		this.from -= slot;
	}

	/** What was not sent until now is not made up for. */
	hold(now: number): void {
		this.from = Math.max(this.from, now);
	}
}
