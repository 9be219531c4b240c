import type { Failure } from '../../../api/failure';
import type { Gate } from '../gate';
import type { Permit } from '../queue';
import { Evidence, type TroubleNews } from './evidence';
import { Probes } from './probes';

/**
 * Each good answer to a request from before it opened lets one more request go beside the probes, so that bad luck
 * costs no time; until so many of those have failed: a gateway that is being stopped finishes what it has, and takes
 * nothing new.
 */
const mostInVain = 2;

/**
 * A circuit breaker for outages: a few failures in a row open it; then one probe at a time goes, after ever longer
 * pauses, until the gateway answers. docs/limiter.md tells how.
 */
export class Trouble implements Gate {
	isOpen = false;
	private readonly evidence = new Evidence();
	private readonly probes = new Probes();
	private openedAt = -Infinity;
	/** Requests that may go beside the probes, and how many such have failed. */
	private released = 0;
	private inVain = 0;
	/** Closed on weak evidence: the next failure opens it again. */
	private isWary = false;
	/** Good headers were followed by trouble: only whole answers count. */
	private headsDeceive = false;

	/** The last failure of the present trouble. */
	get last(): Failure | undefined {
		return this.evidence.last;
	}

	/** When the present trouble began: the first failure since a good answer. */
	get since(): number | undefined {
		return this.evidence.since;
	}

	/** Whether the present trouble may be about the one call that has failed, and not about the gateway. */
	get mayBeOfOneCall(): boolean {
		return this.evidence.mayBeOfOneCall;
	}

	/** Whether the last request that failed did not even arrive: no model of the gateway can be asked then. */
	get isWithoutConnection(): boolean {
		return this.evidence.isWithoutConnection;
	}

	/** Whether the trouble is more than that of a few calls. */
	get isOfMany(): boolean {
		return this.evidence.isOfMany;
	}

	delay(now: number): number {
		if (!this.isOpen) return 0;
		if (this.probes.isSilent(now)) {
			this.close();
			this.isWary = true;
			return 0;
		}
		return this.released > 0 ? 0 : this.probes.delay(now);
	}

	sent(permit: Permit, now: number): void {
		if (!this.isOpen) return;
		if (this.released > 0) this.released--;
		else this.probes.sent(permit, now);
	}

	ended(permit: Permit, now: number): void {
		this.probes.ended(permit, now);
	}

	/**
	 * A request failed in a way that shows the gateway down.
	 *
	 * @param chance from 0 to 1
	 * @returns whether the lane waits for the gateway, so that the call need not count it
	 */
	failed(permit: Permit, news: TroubleNews, chance: number, now: number): boolean {
		const { hadGoodHead, sentAt } = news;
		const wasProbe = this.probes.take(permit);
		this.evidence.failed(news, now);
		this.probes.timed(now - sentAt);
		this.headsDeceive ||= hadGoodHead;
		if (this.isOpen && !wasProbe) {
			if (sentAt >= this.openedAt && ++this.inVain >= mostInVain) this.released = 0;
			return true;
		}
		if (!this.isOpen) {
			if (!this.isWary && !this.evidence.isEnough) return false;
			this.isOpen = true;
			this.openedAt = now;
		}
		this.probes.pause(wasProbe, chance, now);
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
		const isBesideOthers = !this.isOpen && !this.isWary && !this.evidence.isWithoutConnection;
		if (isBesideOthers) this.evidence.markOdd();
		this.close();
		this.isWary = this.headsDeceive = false;
		this.inVain = 0;
		this.evidence.clear();
		this.probes.clear();
	}

	private close(): void {
		this.isOpen = false;
		this.released = 0;
		this.probes.release();
	}
}
