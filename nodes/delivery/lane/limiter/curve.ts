/** Amount per second from which slow start takes the rate for unlimited. */
const unlimited = 5_000;
/** Milliseconds in which a slow start doubles. */
const doubling = 250;
/** Share of the ceiling by which a cut pace starts lower; also how steeply it climbs past the ceiling. */
const caution = 0.025;
/** Shortest and longest time until a cut pace is back at its ceiling, in milliseconds: at least 60 sends. */
const shortestPeriod = 62_000;
const longestPeriod = 120_000;
const sendsOfPeriod = 60_000;
/** Noise up to this share makes no period shorter; beyond it, how much shorter. */
const bearableNoise = 0.08;
const shorterPerNoise = 20;
/** A ceiling that is only guessed begins so many periods after its cut: there the curve climbs. */
const guessedCalm = 2.2;

/**
 * How much may go out a second. Slow start until the first cut; from then on CUBIC's curve around a ceiling: a
 * little below it at first, flat where the limit is believed to be, ever bolder when nothing is refused.
 */
export class Curve {
	/** Amount per second that the gateway is believed to allow. */
	ceiling = Infinity;
	/** Time since the last cut in which it held sends back, in milliseconds: else it learns nothing. */
	private calm = 0;

	/** @param first amount per second to begin with; infinite: no slow start */
	constructor(readonly first: number) {}

	/** Whether no rate was ever found. */
	get isUnknown(): boolean {
		return this.ceiling === Infinity;
	}

	/** Amount per second; infinite: as much as there is. */
	rate(noise: number): number {
		if (!this.isUnknown) {
			return this.ceiling * Math.exp(caution * (this.calm / this.period(noise) - 1) ** 3);
		}
		const rate = this.first * 2 ** (this.calm / doubling);
		return rate < unlimited ? rate : Infinity;
	}

	/** It held sends back for so many milliseconds, and nothing was refused. */
	age(milliseconds: number): void {
		this.calm += milliseconds;
	}

	/** A new ceiling; a guess begins where the curve climbs. */
	cut(ceiling: number, isGuess: boolean, noise: number): void {
		this.ceiling = ceiling;
		this.calm = isGuess ? guessedCalm * this.period(noise) : 0;
	}

	/** Time until a cut pace is back at its ceiling, in milliseconds. */
	private period(noise: number): number {
		const sends = Math.min(longestPeriod, Math.max(shortestPeriod, sendsOfPeriod / this.ceiling));
		return sends / (1 + shorterPerNoise * Math.max(0, noise - bearableNoise));
	}
}
