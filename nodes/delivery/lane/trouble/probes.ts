import type { Permit } from '../queue';

/** Pause before the first probe, which doubles up to the longest, in milliseconds: an outage costs so much more. */
const firstPause = 500;
const longestPause = 8_000;
/** Share of a pause that chance takes off it, so that not all processes come back at once. */
const spread = 0.25;
/**
 * A probe that has not failed after this time, in milliseconds, and after twice as long as failures take, is being
 * worked on: the others need not wait for the end of a long answer.
 */
const leastPatience = 5_000;
/** What the slowest failure keeps of itself with every further one. */
const fading = 0.5;
/** Where failures take long, further probes go beside one that is under way, every so many milliseconds. */
const besides = 10_000;

/** The requests that try whether the gateway is back: when the next one goes, and which are under way. */
export class Probes {
	/** When each of them went out. */
	private readonly underWay = new Map<Permit, number>();
	/** How many have failed in the present trouble. */
	private failures = 0;
	private nextAt = -Infinity;
	/** How long the slowest failure took. */
	private slowest = 0;

	has(permit: Permit): boolean {
		return this.underWay.has(permit);
	}

	/** Milliseconds until the next one may go, or until one that is under way is silent for long enough. */
	delay(now: number): number {
		const latest = Math.max(-Infinity, ...this.underWay.values());
		const next = Math.max(this.nextAt, latest + besides);
		return next <= now ? 0 : Math.max(1, Math.min(next, this.silentFrom) - now);
	}

	/** Whether one of them is silent for so long that it is being worked on. */
	isSilent(now: number): boolean {
		return this.silentFrom <= now;
	}

	sent(permit: Permit, now: number): void {
		this.underWay.set(permit, now);
	}

	/** Nothing more comes of it. One that showed something was taken out before. */
	ended(permit: Permit, now: number): void {
		if (this.take(permit)) this.nextAt = Math.max(this.nextAt, now + firstPause);
	}

	/** Takes a request out that has shown something. Returns whether it was a probe. */
	take(permit: Permit): boolean {
		return this.underWay.delete(permit);
	}

	/** A failure took so many milliseconds, of a probe or not. */
	timed(took: number): void {
		this.slowest = Math.max(fading * this.slowest, took);
	}

	/**
	 * The next one waits, for longer after each probe that failed.
	 *
	 * @param chance from 0 to 1
	 */
	pause(wasProbe: boolean, chance: number, now: number): void {
		if (wasProbe) this.failures++;
		const pause = Math.min(longestPause, firstPause * 2 ** this.failures);
		this.nextAt = now + pause * (1 - spread * chance);
	}

	/** The breaker closes: those under way are requests like any other. */
	release(): void {
		// To clear a map makes a new one, and this is done for every answer.
		if (this.underWay.size > 0) this.underWay.clear();
	}

	/** The trouble is over. */
	clear(): void {
		this.failures = this.slowest = 0;
	}

	private get silentFrom(): number {
		const [oldest = Infinity] = this.underWay.values();
		return oldest + Math.max(leastPatience, 2 * this.slowest);
	}
}
