import { neverArrived } from '../../api/arrival';
import type { Failure } from '../../api/failure';
import type { Gate } from './gate';
import type { Permit } from './queue';

/**
 * Failures in a row, without a good answer between, that open the breaker: where a fifth fails at random, one request
 * of 3,000 does. Of one call three are enough: with the usual five attempts it has some left by then.
 */
const enough = 5;
const enoughOfOne = 3;
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
/**
 * Answers that were under way when it opened let one more request go each, so that bad luck costs no time; until so
 * many of those have failed: a gateway that is being stopped finishes what it has, and takes nothing new.
 */
const mostInVain = 2;
/** As many different calls must have failed where it may be about what each asks for. */
const several = 3;
/** As many where those have failed beside others that were answered: what fails for so many is not about them. */
const many = 5;

/** A failure that shows the gateway down. */
export interface TroubleNews {
	why: Failure;
	/** Identifies the call: the same object for each of its attempts. */
	call: object;
	/** Whether it may be about what was asked, and not about the gateway. */
	mayBeOfCall: boolean;
	/** Whether the headers of a good answer had come. */
	hadGoodHead: boolean;
	/** When the request went out, on the lane's clock. */
	sentAt: number;
}

/**
 * A circuit breaker for outages: a few failures in a row open it; then one probe at a time goes, after ever longer
 * pauses, until the gateway answers. docs/limiter.md tells how.
 */
export class Trouble implements Gate {
	isOpen = false;
	/** The last failure of the present trouble. */
	last: Failure | undefined;
	/** When the present trouble began: the first failure since a good answer. */
	since: number | undefined;
	private inARow = 0;
	/** Of those, the ones that cannot be about one call. */
	private ofEveryone = 0;
	/** Calls that have failed in the present trouble; no more than matter. */
	private readonly calls = new Map<object, number>();
	/** Calls that failed while others were answered: it may be what they ask for. */
	private readonly odd = new WeakSet<object>();
	/** Whether one of those has failed in the present trouble. */
	private hasOdd = false;
	/** Probes under way, and when they went out. */
	private readonly probes = new Map<Permit, number>();
	private probesFailed = 0;
	private opensAt = -Infinity;
	private slowest = 0;
	private openedAt = -Infinity;
	/** Requests that may go beside the probes, and how many such have failed. */
	private released = 0;
	private inVain = 0;
	/** Closed on weak evidence: the next failure opens it again. */
	private isWary = false;
	/** Good headers were followed by trouble: only whole answers count. */
	private headsDeceive = false;

	/** Whether the present trouble may be about the one call that has failed, and not about the gateway. */
	get mayBeOfOneCall(): boolean {
		return this.calls.size === 1 && !this.isWithoutConnection;
	}

	/** Whether the trouble is more than that of a few calls. */
	get isOfMany(): boolean {
		return this.calls.size >= many || this.isWithoutConnection;
	}

	delay(now: number): number {
		if (!this.isOpen) return 0;
		const [oldest] = this.probes.values();
		const seemsGood = (oldest ?? Infinity) + this.patience;
		if (seemsGood <= now) {
			this.closeWarily();
			return 0;
		}
		if (this.released > 0) return 0;
		const latest = Math.max(-Infinity, ...this.probes.values());
		const next = Math.max(this.opensAt, latest + besides);
		return next <= now ? 0 : Math.max(1, Math.min(next, seemsGood) - now);
	}

	sent(permit: Permit, now: number): void {
		if (!this.isOpen) return;
		if (this.released > 0) this.released--;
		else this.probes.set(permit, now);
	}

	ended(permit: Permit, now: number): void {
		// A probe that showed nothing; what showed something was taken out before.
		if (this.probes.delete(permit)) this.opensAt = Math.max(this.opensAt, now + firstPause);
	}

	/**
	 * A request failed in a way that shows the gateway down.
	 *
	 * @param chance from 0 to 1
	 * @returns whether the lane waits for the gateway, so that the call need not count it
	 */
	failed(permit: Permit, news: TroubleNews, chance: number, now: number): boolean {
		const { why, call, mayBeOfCall, hadGoodHead, sentAt } = news;
		const wasProbe = this.probes.delete(permit);
		this.since ??= now;
		this.last = why;
		this.headsDeceive ||= hadGoodHead;
		this.slowest = Math.max(fading * this.slowest, now - sentAt);
		this.inARow++;
		if (this.odd.has(call) && !neverArrived(why)) this.hasOdd = true;
		else if (!mayBeOfCall) this.ofEveryone++;
		const times = this.calls.get(call) ?? 0;
		if (times > 0 || this.calls.size < many) this.calls.set(call, times + 1);
		if (this.isOpen) {
			if (sentAt >= this.openedAt && !wasProbe && ++this.inVain >= mostInVain) this.released = 0;
			if (!wasProbe) return true;
			this.probesFailed++;
		} else if (!this.isEnough) return false;
		if (!this.isOpen) this.openedAt = now;
		this.isOpen = true;
		const pause = Math.min(longestPause, firstPause * 2 ** this.probesFailed);
		this.opensAt = now + pause * (1 - spread * chance);
		return true;
	}

	/** The headers of a good answer are here, and its content follows. */
	begun(permit: Permit, sentAt: number): void {
		if (!this.headsDeceive) this.answered(permit, sentAt);
	}

	/** An answer has ended whose headers had been reported, if they were. */
	ends(permit: Permit, sentAt: number, wasBegun: boolean): void {
		if (!wasBegun || this.headsDeceive) this.answered(permit, sentAt);
	}

	private answered(permit: Permit, sentAt: number): void {
		const isSince = this.probes.has(permit) || sentAt >= (this.since ?? -Infinity);
		// What was under way before may be finished by a gateway that takes nothing new.
		if (!isSince && this.isOpen) {
			if (this.inVain < mostInVain) this.released++;
			return;
		}
		if (!isSince && this.isWary) return;
		const isBesideOthers = !this.isOpen && !this.isWary && !this.isWithoutConnection;
		if (isBesideOthers) for (const call of this.calls.keys()) this.odd.add(call);
		this.close();
		this.isWary = this.headsDeceive = this.hasOdd = false;
		this.since = this.last = undefined;
		this.inARow = this.ofEveryone = this.probesFailed = this.slowest = this.inVain = 0;
		// To clear a map makes a new one, and this is done for every answer.
		if (this.calls.size > 0) this.calls.clear();
	}

	private closeWarily(): void {
		this.close();
		this.isWary = true;
	}

	private close(): void {
		this.isOpen = false;
		this.released = 0;
		if (this.probes.size > 0) this.probes.clear();
	}

	private get isEnough(): boolean {
		if (this.isWary) return true;
		const ofOne = this.hasOdd ? 0 : Math.max(...this.calls.values());
		if (ofOne >= enoughOfOne && this.ofEveryone >= enoughOfOne) return true;
		const isOfEveryone = this.ofEveryone >= enough && !this.hasOdd;
		const different = isOfEveryone ? 1 : this.hasOdd ? many : several;
		return this.inARow >= enough && this.calls.size >= different;
	}

	private get isWithoutConnection(): boolean {
		return this.last !== undefined && neverArrived(this.last);
	}

	private get patience(): number {
		return Math.max(leastPatience, 2 * this.slowest);
	}
}
