/** How long the primary is left alone after it could not be reached, in milliseconds; doubled by each probe in vain. */
const firstPause = 60_000;
/** Longest time for which it is left alone, in milliseconds. */
const longestPause = 300_000;
/** Least time between two probes while the backup cannot be reached either, in milliseconds. */
const bothPause = 1_000;

type Addresses = readonly [primary: string, backup?: string];

/** A primary that could not be reached. */
interface Outage {
	pause: number;
	/** From when on one request may probe it. */
	probeAt: number;
	isProbed: boolean;
}

/** Where a request goes, and the way to report what came of it. */
interface Route {
	readonly address: string;
	/** At the headers of any answer. */
	reached(now: number): void;
	/**
	 * Once, when the request is over, and before its place is given to another.
	 *
	 * @param isUnreachable whether no connection to the address came about
	 * @returns whether the request should go again at once, to the other address
	 */
	ended(isUnreachable: boolean, now: number): boolean;
}

/**
 * Which of its two addresses a gateway is asked at: a circuit breaker for the way to the primary. Closed: all goes
 * there. Open, after the first request that could not reach it: all goes to the backup. Half-open, from time to time:
 * one request probes the primary; if that is reached, all go there again, else it is left alone for longer.
 */
export class Failover {
	private readonly outages = new Map<string, Outage>();
	/** When each primary was last found to be back, on the clock. */
	private readonly backSince = new Map<string, number>();

	/** Which address a request goes to that is sent now. */
	route([primary, backup]: Addresses, now: number): Route {
		if (backup === undefined || backup === primary)
			return { address: primary, reached: () => {}, ended: () => false };
		const outage = this.outages.get(primary);
		if (outage === undefined) return this.toPrimary(primary, now);
		if (now >= outage.probeAt && !outage.isProbed) return this.probe(primary, outage);
		return this.toBackup(primary, backup);
	}

	private toPrimary(primary: string, sentAt: number): Route {
		return {
			address: primary,
			reached: () => {},
			ended: (isUnreachable, now) => {
				// What was sent before the primary came back tells nothing new.
				const isNews = sentAt >= (this.backSince.get(primary) ?? -Infinity);
				if (isUnreachable && isNews && !this.outages.has(primary))
					this.outages.set(primary, {
						pause: firstPause,
						probeAt: now + firstPause,
						isProbed: false,
					});
				return isUnreachable;
			},
		};
	}

	private probe(primary: string, outage: Outage): Route {
		outage.isProbed = true;
		let isOver = false;
		return {
			address: primary,
			reached: (now) => {
				isOver = true;
				this.outages.delete(primary);
				this.backSince.set(primary, now);
			},
			ended: (isUnreachable, now) => {
				if (isOver) return false;
				outage.isProbed = false;
				if (isUnreachable) outage.pause = Math.min(longestPause, 2 * outage.pause);
				outage.probeAt = now + outage.pause;
				return isUnreachable;
			},
		};
	}

	private toBackup(primary: string, backup: string): Route {
		return {
			address: backup,
			reached: () => {},
			ended: (isUnreachable, now) => {
				if (!isUnreachable) return false;
				const outage = this.outages.get(primary);
				if (outage === undefined) return true;
				// Neither can be reached: the primary is tried soon, in case that it comes back first.
				outage.probeAt = Math.min(outage.probeAt, now + bothPause);
				return false;
			},
		};
	}
}

/** What is known of all addresses, by all runs of the process. */
export const failover = new Failover();
