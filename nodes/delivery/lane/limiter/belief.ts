/** Before anything is known, a refusal is as likely a stray as a limit. */
const start = 0.5;
/** A limit is trusted below this. */
const trusted = 0.3;
/** How far one test moves what is believed of strays, and the most that is ever believed. */
const learningRate = 0.5;
const most = 0.95;
/** How fast doubt grows back: at most so much with each limit, and more, the fewer sends lie between two limits. */
const doubtPerRefusal = 0.1;
const doubtBySends = 0.5;
/** Least weight of one send in the measurement of the noise. */
const leastWeight = 0.01;
/** Sends that the first measurement of the noise counts as. */
const firstSends = 10;
/** Noise that is expected before anything is known, and the sends that this is worth. */
const prior = 0.2;
const priorSends = 20;
/** Bounds of the noise that a test reckons with: above them channels run away. */
const leastNoise = 0.02;
const mostNoise = 0.3;
/** A gateway below this noise is quiet. */
const quiet = 0.004;
/** Share that a limit refuses of sends that go much faster than it allows; and the doubt below which it is certain. */
const overdriven = 0.6;
const certain = 0.02;

/** How often a limit refuses 0, 1, 2 or 3 of three sends; the last two are not told apart. */
const refusedByLimit = [0.05, 0.22, 0.65, 0.65];

/**
 * What is believed of refusals: how likely one is a stray one, that has nothing to do with the rate, and
 * what share of all sends strays refuse.
 */
export class Belief {
	/** Share of the sends refused at random, from 0 to 1. */
	noise = 0;
	private stray = start;
	private sends = 0;

	get isNoisy(): boolean {
		return this.noise > quiet;
	}

	/** Whether a refusal is taken for a limit without a test. */
	get trustsLimits(): boolean {
		return this.stray < trusted;
	}

	/** A request goes out. */
	sent(): void {
		this.sends++;
		this.noise *= 1 - this.weight;
	}

	/** A limit was taken for one without a test, so many sends after the last one. */
	untested(sends: number): void {
		this.stray += Math.min(doubtPerRefusal, doubtBySends / sends);
	}

	/**
	 * A test of three sends is over. Returns whether there is a limit.
	 *
	 * @param refused how many of the three were refused
	 * @param others refusals beside it
	 */
	tested(refused: number, others: number): boolean {
		const { likely: p } = this;
		const q = 1 - p;
		const strays =
			this.stray * (([q ** 3, 3 * p * q ** 2, 3 * p ** 2, p ** 3] as const)[refused] ?? 0);
		const limit = (1 - this.stray) * (refusedByLimit[refused] ?? 0);
		const odds = strays / (strays + limit);
		this.stray = Math.min(most, this.stray + learningRate * (odds - this.stray));
		this.noise += this.weight * odds * (1 + refused + others);
		return odds < trusted;
	}

	/**
	 * Whether so many refusals among the sends after the one in doubt leave no doubt, whatever the test says.
	 * That is how a limit shows at a gateway that takes its time to refuse: much is under way by then.
	 */
	isClear({ refused, sent }: { refused: number; sent: number }): boolean {
		const { likely: p } = this;
		const strays =
			this.stray * (p / overdriven) ** refused * ((1 - p) / (1 - overdriven)) ** (sent - refused);
		const odds = strays / (strays + 1 - this.stray);
		if (refused === 0 || odds >= certain) return false;
		this.stray += learningRate * (odds - this.stray);
		return true;
	}

	/** Share of strays to reckon with. */
	private get likely(): number {
		return Math.min(mostNoise, Math.max(leastNoise, this.noise + this.prior));
	}

	private get prior(): number {
		return (prior * priorSends) / (this.sends + priorSends);
	}

	private get weight(): number {
		return Math.max(leastWeight, 1 / (this.sends + firstSends));
	}
}
