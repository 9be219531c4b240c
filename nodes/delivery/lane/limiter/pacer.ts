import { ThroughputMeter } from './meter';

/** What the pacer must know of refusals at random. */
export interface Noise {
	/** Share of the sends that is refused at random, from 0 to 1. */
	readonly noise: number;
	/** Whether that is more than nothing. */
	readonly isNoisy: boolean;
}

/** Requests per second at which an unknown pace of requests begins, and after how many milliseconds it has doubled. */
export const slowStart = 50;
const doubling = 250;
/** Amount per second from which slow start takes the rate for unlimited. */
const unlimited = 5_000;
/** Share of the ceiling by which a cut pace starts lower; also how steeply it climbs past the ceiling. */
const caution = 0.025;
/** Least and longest time at a cut pace until it is back at its ceiling, in milliseconds: at least 60 sends. */
const shortestPeriod = 62_000;
const longestPeriod = 120_000;
const sendsOfPeriod = 60_000;
/** Noise up to this share makes no period shorter; beyond it, by how much. */
const bearableNoise = 0.08;
const hurry = 20;
/** Periods after which a ceiling that is only guessed is taken to have been calm: where the curve climbs. */
const guessedCalm = 2.2;
/** Share of the pace that a cut leaves at least, when strays may have caused it. */
const keptInNoise = 0.9;
/** Least share of the ceiling that a short block leaves, one that is like an outage, and one of a window. */
const keptAfterShort = 0.75;
const keptAfterOutage = 0.9;
const keptAfterLong = 0.5;
/** A block that lasts so long, in milliseconds, is that of a window and not of a bucket. */
const longBlock = 4_000;
/** Long blocks that begin so soon after one another, in milliseconds, are those of the same window. */
const togetherWithin = 120_000;
/** After so long a silence, in milliseconds, what was admitted before it tells nothing. */
const idleTime = 60_000;
/** How late an alarm may come, in milliseconds, and be made up for. */
const lateness = 100;
/** Tick of the clock, in milliseconds: sends may be no closer together. */
const tick = 25;
/** Share of the user's own limit that is used. */
const usedOfUsers = 0.99;

/**
 * How much may go out a second, in requests or in tokens. Slow start until the first cut; from then on
 * CUBIC's curve around a ceiling: a little below it at first, flat where the limit is believed to be, ever
 * bolder when nothing is refused.
 */
export class Pacer {
	private readonly meter: ThroughputMeter;
	/** Amount per second that the gateway is believed to allow. */
	private ceiling = Infinity;
	/** Time since the last cut in which it held sends back, in milliseconds: else it learns nothing. */
	private calm = 0;
	/** Whether the ceiling of the present block is the first ever. */
	private isGuess = false;
	/** What was admitted, by the measurement that the present block is judged by, per second. */
	private floor = 0;
	private longEndedAt = -Infinity;
	private users = Infinity;
	private last = -Infinity;
	/** Instants from which the next one may go, by the pace and by the user's limit. */
	private next = -Infinity;
	private usersNext = -Infinity;

	/** @param first amount per second to begin with; infinite: no slow start */
	constructor(
		private readonly first: number,
		private readonly belief: Noise,
		now: number,
	) {
		this.meter = new ThroughputMeter(now);
	}

	/** Milliseconds until the next one may go. */
	delay(now: number): number {
		const delay = this.curve === Infinity ? 0 : Math.max(0, this.next - now);
		return Math.max(delay, this.usersDelay(now));
	}

	/** Instant from which the user's own limit lets the next one go. */
	get usersFrom(): number {
		return this.usersRate === Infinity ? -Infinity : this.usersNext;
	}

	/** Milliseconds until the user's own limit lets the next one go: it holds for probes and tests as well. */
	usersDelay(now: number): number {
		return Math.max(0, this.usersFrom - now);
	}

	/** Whether no rate was ever found. */
	get isUnknown(): boolean {
		return this.ceiling === Infinity;
	}

	/** Milliseconds that an amount takes up at the present rate. */
	slot(amount: number): number {
		return (1_000 * amount) / this.rate;
	}

	/** Something goes out. */
	spend(amount: number, now: number): void {
		if (now - this.last > idleTime) this.meter.forget(now);
		this.meter.add(amount, now);
		const slot = (1_000 * amount) / this.curve;
		if (now - this.next <= lateness && this.curve < this.usersRate) {
			this.calm += Math.min(now - this.last, 2 * Math.max(slot, tick));
		}
		this.last = now;
		this.next = madeUp(this.next, now) + slot;
		this.usersNext = madeUp(this.usersNext, now) + (1_000 * amount) / this.usersRate;
	}

	/** It was refused, or was estimated too high by so much. */
	giveBack(amount: number, now: number): void {
		this.meter.add(-amount, now);
		this.next -= (1_000 * amount) / this.curve;
		this.usersNext -= (1_000 * amount) / this.usersRate;
	}

	/** A block begins that is to be blamed on the pace. */
	cut(now: number): void {
		const admitted = this.meter.rate(now);
		const { rate, belief } = this;
		this.floor = belief.isNoisy ? Math.max(keptInNoise * rate, admitted) : admitted;
		this.isGuess = this.isUnknown;
		this.ceiling = this.isGuess ? Math.min(this.curve, admitted) : rate;
		this.calm = this.isGuess ? guessedCalm * this.period : 0;
	}

	/**
	 * That block is over.
	 *
	 * @param block how long it was, in milliseconds
	 */
	reopen(block: number, now: number): void {
		const isLong = block >= longBlock;
		const isNext = now - block < this.longEndedAt + togetherWithin;
		const isBurst = this.isGuess && (isLong || this.first === Infinity);
		if (isBurst || (isLong && isNext)) this.floor = this.meter.rate(now);
		const kept = this.isGuess ? (isBurst ? 0 : 1) : keptAfter(isLong, isNext);
		this.ceiling = Math.min(this.ceiling, Math.max(this.floor, kept * this.ceiling));
		if (this.isGuess || isLong) this.meter.forget(now);
		if (isLong) this.longEndedAt = now;
		this.isGuess = false;
		this.hold(now);
	}

	/** A block is over that was not the pace's fault. */
	resume(now: number): void {
		this.hold(now);
		if (this.isUnknown) this.meter.forget(now);
	}

	/** Keeps to what the user states, as amount per minute; infinite: nothing. */
	keep(perMinute: number): void {
		this.users = perMinute / 60;
	}

	/** What was not sent in a block is not made up for. */
	private hold(now: number): void {
		this.next = Math.max(this.next, now);
	}

	/** Amount per second. */
	private get rate(): number {
		return Math.min(this.curve, this.usersRate);
	}

	/** The user's own limit, amount per second. */
	private get usersRate(): number {
		return usedOfUsers * this.users;
	}

	private get curve(): number {
		if (!this.isUnknown) {
			return this.ceiling * Math.exp(caution * (this.calm / this.period - 1) ** 3);
		}
		const rate = this.first * 2 ** (this.calm / doubling);
		return rate < unlimited ? rate : Infinity;
	}

	/** Time until a cut pace is back at its ceiling, in milliseconds. */
	private get period(): number {
		const sends = Math.min(longestPeriod, Math.max(shortestPeriod, sendsOfPeriod / this.ceiling));
		return sends / (1 + hurry * Math.max(0, this.belief.noise - bearableNoise));
	}
}

/** Where the slot of a send begins: in its time when its alarm came a little late. */
function madeUp(next: number, now: number): number {
	return now - next <= lateness ? next : now;
}

/** Least share of the ceiling that a block leaves of a rate that is known. */
function keptAfter(isLong: boolean, isNext: boolean): number {
	if (!isLong) return keptAfterShort;
	return isNext ? keptAfterLong : keptAfterOutage;
}
