import { Curve } from './curve';
import { ThroughputMeter } from './meter';
import { Spacing } from './spacing';

/** What the pacer must know of refusals at random. */
export interface Noise {
	/** Share of the sends that is refused at random, from 0 to 1. */
	readonly noise: number;
	/** Whether that is more than nothing. */
	readonly isNoisy: boolean;
}

/** Share of the pace that a cut leaves at least, when strays may have caused it. */
const keptInNoise = 0.9;
/** Least share of the ceiling that a short block leaves, one that is like an outage, and one of a window. */
const keptAfterShort = 0.75;
const keptAfterOutage = 0.97;
const keptAfterLong = 0.5;
/** A block that lasts so long, in milliseconds, is that of a limit per minute and not of a token bucket. */
const longBlock = 4_000;
/**
 * A block up to so long, in milliseconds, is that of a token bucket, which fills meanwhile: it counts as time to
 * send in.
 */
const briefBlock = 1_500;
/** Long blocks that begin so soon after one another, in milliseconds, are those of the same window. */
const togetherWithin = 120_000;
/** So much must have gone out for a rate to be measured; until then it is at least the one before. */
const measurable = 20;
/** After so long a time without sends, in milliseconds, what was admitted before tells nothing. */
const idleTime = 60_000;
/** Tick of n8n's clock, in milliseconds: sends may be no closer together. */
const tick = 25;
/** Share of the user's own limit that is used. */
const usedOfUserLimit = 0.99;

/** The rate knob: spaces what goes out, in requests or in tokens, and finds the rate that the gateway allows. */
export class Pacer {
	private readonly meter: ThroughputMeter;
	private readonly curve: Curve;
	/** Whether the ceiling of the present block is the first ever. */
	private isGuess = false;
	/** What was admitted per second, as measured for the present block: it leaves at least that. */
	private floor = 0;
	/** What was admitted per second before the meter forgot it. */
	private rateBefore = 0;
	private longEndedAt = -Infinity;
	private userLimit = Infinity;
	private last = -Infinity;
	private readonly spacing = new Spacing();
	private readonly userLimitSpacing = new Spacing();

	/** @param first amount per second to begin with; infinite: no slow start */
	constructor(
		first: number,
		private readonly belief: Noise,
		now: number,
	) {
		this.meter = new ThroughputMeter(now);
		this.curve = new Curve(first);
	}

	/** Milliseconds until the next one may go. */
	delay(now: number): number {
		const delay = this.rate === Infinity ? 0 : Math.max(0, this.spacing.from - now);
		return Math.max(delay, this.userLimitFrom - now);
	}

	/** Instant from which the user's own limit lets the next one go: it holds for probes and tests as well. */
	get userLimitFrom(): number {
		return this.usedUserLimit === Infinity ? -Infinity : this.userLimitSpacing.from;
	}

	/** Instant from which the pace lets the next one go, without regard to the user's own limit. */
	get pacedUntil(): number {
		return this.rate === Infinity ? -Infinity : this.spacing.from;
	}

	/** Whether no rate was ever found. */
	get isUnknown(): boolean {
		return this.curve.isUnknown;
	}

	/** Milliseconds that an amount takes up, by the pace or by the user's limit. */
	slot(amount: number): number {
		return (1_000 * amount) / Math.min(this.rate, this.usedUserLimit);
	}

	/** Something goes out. */
	spend(amount: number, now: number): void {
		if (now - this.last > idleTime) this.meter.forget(now);
		this.meter.add(amount, now);
		const { rate } = this;
		const slot = (1_000 * amount) / rate;
		// A block is no time in which it held back.
		const held = Math.min(now - this.last, 2 * Math.max(slot, tick));
		if (this.spacing.isTight(now) && rate < this.usedUserLimit) this.curve.age(held);
		this.last = now;
		this.spacing.add(slot, now);
		this.userLimitSpacing.add((1_000 * amount) / this.usedUserLimit, now);
	}

	/** It was refused, or was estimated too high by so much. */
	giveBack(amount: number, now: number): void {
		this.meter.add(-amount, now);
		this.spacing.giveBack((1_000 * amount) / this.rate);
		this.userLimitSpacing.giveBack((1_000 * amount) / this.usedUserLimit);
	}

	/** A block begins that is to be blamed on the pace. */
	cut(now: number): void {
		const admitted = this.isUnknown ? this.measured(now) : this.meter.rate(now);
		const rate = Math.min(this.rate, this.usedUserLimit);
		const { isNoisy, noise } = this.belief;
		this.floor = isNoisy ? Math.max(keptInNoise * rate, admitted) : admitted;
		this.isGuess = this.isUnknown;
		this.curve.cut(this.isGuess ? Math.min(this.rate, admitted) : rate, this.isGuess, noise);
	}

	/**
	 * That block is over.
	 *
	 * @param block how long it was, in milliseconds
	 */
	reopen(block: number, now: number): void {
		const { curve, meter, isGuess } = this;
		const isLong = block >= longBlock;
		const isNext = now - block < this.longEndedAt + togetherWithin;
		// Without a slow start it began with a burst.
		const isBurst = isGuess && (isLong || curve.first === Infinity);
		if (isBurst || (isLong && isNext)) this.floor = this.measured(now);
		const kept = isGuess ? (isBurst ? 0 : 1) : keptAfter(isLong, isNext);
		curve.ceiling = Math.min(curve.ceiling, Math.max(this.floor, kept * curve.ceiling));
		if (isGuess || isLong) meter.forget(now);
		if (isLong) this.longEndedAt = now;
		this.isGuess = false;
		this.spacing.hold(now);
	}

	/**
	 * A block is over that was not the pace's fault.
	 *
	 * @param block how long it was, in milliseconds
	 */
	resume(block: number, now: number): void {
		this.spacing.hold(now);
		if (!this.isUnknown) return;
		this.rateBefore = this.meter.rate(now);
		this.meter.forget(block < briefBlock ? now - block : now);
	}

	/** Keeps to what the user states, as amount per minute; infinite: nothing. */
	setUserLimit(perMinute: number): void {
		this.userLimit = perMinute / 60;
	}

	private measured(now: number): number {
		const rate = this.meter.rate(now);
		return this.meter.count < measurable ? Math.max(rate, this.rateBefore) : rate;
	}

	/** Amount per second. */
	private get rate(): number {
		return this.curve.rate(this.belief.noise);
	}

	/** The user's own limit, amount per second. */
	private get usedUserLimit(): number {
		return usedOfUserLimit * this.userLimit;
	}
}

/** Least share of the ceiling that a block leaves of a rate that is known. */
function keptAfter(isLong: boolean, isNext: boolean): number {
	if (!isLong) return keptAfterShort;
	return isNext ? keptAfterLong : keptAfterOutage;
}
