import { Admitted } from './admitted';
import { Stated } from './stated';

/** Share of the ceiling by which a cut pace starts lower; also how steeply it climbs past it. */
const caution = 0.025;
/** Time at a cut pace until it is back at its ceiling, in milliseconds. */
const recovery = 55_000;
/** A ceiling that was found for the first time is a guess: its pace starts where the curve climbs. */
const guessStart = 2.2 * recovery;
/** Least share of the ceiling that is kept when a short block, and when a long one ends. */
const keptAfterShort = 0.75;
const keptAfterLong = 0.5;
/** After a short block the pace at which it came counts so much, what was admitted the rest. */
const trustInPace = 0.3;
/** For so many milliseconds after a refusal an unknown pace is at most so many times what is admitted. */
const gentleTime = 60_000;
const gentleHaste = 2;
/** After so long a silence, in milliseconds, what was admitted before it tells nothing of the pace. */
const idleTime = 60_000;
/** A limit over a longer window, in milliseconds, says nothing about a pace. */
const longestWindow = 3_600_000;
/** What an alarm that comes late may make up for, in milliseconds. */
const lateness = 100;

/**
 * The pace knob: how much may go out per second, in requests or in tokens. It is unknown until the
 * first refusal. From then on it follows one curve around a ceiling: a little below it at first, flat
 * where the limit is believed to be, ever bolder when nothing is refused.
 */
export class Pace {
	readonly admitted: Admitted;
	private readonly stated = new Stated();
	/** Amount per second that the gateway is believed to allow. */
	private ceiling = Infinity;
	/** Time at this pace since the last cut, in milliseconds. An idle pace does not age: it learns nothing. */
	private calm = 0;
	private isGuess = false;
	private gentleUntil = -Infinity;
	private approachedAt = -Infinity;
	private last = -Infinity;
	/** Instant from which the next one may go. */
	private next = -Infinity;

	constructor(now: number) {
		this.admitted = new Admitted(now);
	}

	/** Amount per second; infinite while nothing is known. */
	rate(now: number): number {
		return Math.min(this.curve, this.stated.rate(now), this.gentle(now));
	}

	/** Milliseconds until the next one may go. */
	delay(now: number): number {
		return this.rate(now) === Infinity ? 0 : Math.max(0, this.next - now);
	}

	/** Something goes out. */
	spend(amount: number, now: number): void {
		if (now - this.last > idleTime) this.admitted.forget(now);
		this.admitted.add(amount, now);
		const slot = this.slot(amount, now);
		if (this.curve < this.stated.rate(now)) this.calm += Math.min(now - this.last, 2 * slot);
		this.last = now;
		this.next = (now - this.next <= lateness ? this.next : now) + slot;
	}

	/** It was refused, or was estimated too high by so much. */
	giveBack(amount: number, now: number): void {
		this.admitted.takeOut(amount, now);
		this.next -= this.slot(amount, now);
	}

	/** The gateway refused, for all that is known not for the pace: no bursts for a while. */
	goGently(now: number): void {
		this.gentleUntil = now + gentleTime;
	}

	/** A block begins that is the pace's fault. */
	blame(now: number): void {
		this.isGuess = this.ceiling === Infinity;
		this.ceiling = this.isGuess ? this.admitted.rate(now) : this.rate(now);
		this.calm = this.isGuess ? guessStart : 0;
	}

	/** That block is over. A short one is that of a bucket, which a little less would not have emptied. */
	reopen(wasShort: boolean, now: number): void {
		const measured = this.admitted.rate(now);
		const likely = wasShort
			? this.ceiling ** trustInPace * measured ** (1 - trustInPace)
			: measured;
		const kept = (wasShort ? keptAfterShort : keptAfterLong) * this.ceiling;
		const found = this.isGuess ? measured : Math.max(likely, kept);
		this.ceiling = Math.min(this.ceiling, found);
		// What a full bucket gave away before the first refusal is no rate.
		if (this.isGuess) this.admitted.forget(now);
	}

	/** Moves the ceiling towards what headers offer, as amount per second; at most by e in a second. */
	approach(offered: number, now: number): void {
		const factor = Math.exp(Math.min(1, (now - this.approachedAt) / 1_000));
		this.approachedAt = now;
		const measured = this.admitted.rate(now);
		const present = this.ceiling === Infinity ? measured : this.ceiling;
		const least = Math.max(present / factor, measured / 2);
		this.ceiling = Math.min(Math.max(offered, least), present * factor);
		this.calm = recovery;
	}

	/** Keeps to what the user states, as amount per minute; infinite: nothing. */
	keep(perMinute: number): void {
		this.stated.keep(perMinute);
	}

	/** Keeps to what the gateway states (window in milliseconds), if that can be what refused. */
	believe(amount: number, window: number, now: number): void {
		if (window > longestWindow || !this.admitted.fits(amount, window, now)) return;
		this.stated.believe(amount, window, now);
		this.admitted.spanOver(window);
	}

	private get curve(): number {
		return this.ceiling * Math.exp(caution * (this.calm / recovery - 1) ** 3);
	}

	private gentle(now: number): number {
		const isUnknown = this.ceiling === Infinity && now < this.gentleUntil;
		return isUnknown ? gentleHaste * this.admitted.rate(now) : Infinity;
	}

	/** Milliseconds that an amount takes up. */
	private slot(amount: number, now: number): number {
		return (1_000 * amount) / this.rate(now);
	}
}
