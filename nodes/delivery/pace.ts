import { Admitted } from './admitted';

/** How far below the ceiling a new start lies, and how steeply the pace climbs past it. */
const E = Number(process.env.E ?? 0);
const X = Number(process.env.X ?? 0);
const caution = 0.025;
/** Paced time from a cut until the pace is back at its ceiling, in milliseconds. */
const recovery = 55_000;
/** Share of the ceiling that is kept at least when a short block ends. */
const keptAfterShortBlock = 0.75;
/** Share of a stated limit that is used. */
const usedOfLimit = 0.99;
/** What an alarm that comes late may make up for, in milliseconds. */
const lateness = 100;

/**
 * The pace knob: how many requests (or tokens) go out per second. There is none until the first
 * refusal. From then on it follows one curve around a ceiling: it starts a little below, is flat where
 * the limit is believed to be, and grows ever bolder when nothing is refused.
 */
export class Pace {
	/** Amount per second that the gateway is believed to allow; infinite until the first refusal. */
	private ceiling = Infinity;
	/** Paced time since the last cut, in milliseconds. An idle pace does not age: it learns nothing. */
	private calm = 0;
	/** Stated limit, as amount per second; never exceeded. */
	private bound = Infinity;
	private last = -Infinity;
	/** Instant from which the next one may go. */
	private next = -Infinity;
	private cuts = 0;
	calm0 = 0;
	readonly admitted: Admitted;

	constructor(now: number) {
		this.admitted = new Admitted(now);
	}

	/** Amount per second; infinite while nothing is known. */
	get rate(): number {
		return Math.min(this.bound, this.curve);
	}

	private get curve(): number {
		return this.ceiling * Math.exp(caution * (this.calm / recovery - 1) ** 3);
	}

	/** Milliseconds until the next one may go. */
	delay(now: number): number {
		return this.rate === Infinity ? 0 : Math.max(0, this.next - now);
	}

	/** A request goes out. */
	spend(amount: number, now: number): void {
		this.admitted.add(amount, now);
		if (this.rate === Infinity) return;
		const slot = (1000 * amount) / this.rate;
		if (this.curve < this.bound) this.calm += Math.min(now - this.last, 2 * slot);
		this.last = now;
		this.next = Math.max(this.next, now - lateness) + slot;
	}

	/** A request was refused, or took another amount than estimated: what is too much is given back. */
	giveBack(amount: number, now: number): void {
		this.admitted.add(-amount, now);
		if (this.rate !== Infinity) this.next -= (1000 * amount) / this.rate;
	}

	/** The gateway refused because of the pace: the present pace is the new ceiling. */
	blame(now: number): void {
		this.calm0 = this.ceiling === Infinity ? X * recovery : 0;
		this.ceiling = this.ceiling === Infinity ? this.admitted.rate(now) : this.rate;
		this.calm = this.calm0;
	}

	/** The block that began with the blame is over: the ceiling is what was admitted. */
	reopen(now: number, short: boolean): void {
		let floor = short ? keptAfterShortBlock * this.ceiling : 0;
		if (short && process.env.E && this.cuts) floor = Math.max(floor, this.ceiling ** E * this.admitted.rate(now) ** (1 - E));
		this.ceiling = Math.min(this.ceiling, Math.max(this.admitted.rate(now), floor));
		// What a full bucket gave away before the first refusal is no rate.
		if (this.cuts++ === 0) this.admitted.forget(now);
	}

	/** Keeps to a stated limit, as amount per second; infinite lifts it. */
	bind(limit: number): void {
		this.bound = usedOfLimit * limit;
	}
}
