/** How late an alarm may come, in milliseconds, and be made up for. */
const lateness = 100;

/** Sends on a line in time, each with a slot behind it in which no other begins. Times in milliseconds. */
export class Spacing {
	/** Instant from which the next one may go. */
	from = -Infinity;

	/** Whether it held the last send back: it went as soon as it might. */
	isTight(now: number): boolean {
		return now - this.from <= lateness;
	}

	/** One goes out. Its slot begins in its time when its alarm came a little late; a pause is not made up for. */
	add(slot: number, now: number): void {
		this.from = (this.isTight(now) ? this.from : now) + slot;
	}

	/** A slot was not needed after all. */
	giveBack(slot: number): void {
		this.from -= slot;
	}

	/** What was not sent before is not made up for. */
	hold(now: number): void {
		this.from = Math.max(this.from, now);
	}
}
