import { SlowestRefusal } from '../slowestRefusal';
import type { Send } from './send';

/** Longest first pause and longest of all, in milliseconds. */
const longestFirst = 4_000;
const longest = 15_000;
/** Shortest time, in milliseconds, after which silence means anything: two ticks of n8n's clock. */
const least = 50;

/**
 * A circuit breaker: closed while the gateway admits. A limit opens it; then it is half-open for one probe
 * at a time, after ever longer pauses, until one is admitted. Blocked windows are waited out, not hammered.
 */
export class Breaker {
	isOpen = false;
	/** Refused probes of the present block, the first refusal included. */
	attempts = 0;
	/** The last refusal that opened it: when it came, and how many requests had been sent by then. */
	lastTrip = { at: -Infinity, seq: 0 };
	private trippedAt = 0;
	/** Until when it keeps a wait that the gateway stated. */
	statedUntil = -Infinity;
	private opensAt = -Infinity;
	private probe: Send | undefined;
	private readonly refusals = new SlowestRefusal(least);

	/** A request that is not refused within this time, in milliseconds, is admitted. */
	get patience(): number {
		return this.refusals.patience;
	}

	/** Since when no probe was admitted; undefined while it is closed. */
	get openSince(): number | undefined {
		return this.isOpen ? this.trippedAt : undefined;
	}

	/** Until when nothing goes; with a probe under way that is not known. */
	get shutUntil(): number {
		return this.probe ? -Infinity : this.opensAt;
	}

	/** Milliseconds until the next probe may go, or the present one is admitted by silence. */
	delay(now: number): number {
		if (this.probe) return this.probe.at + this.patience - now;
		return Math.max(0, this.opensAt - now);
	}

	/** Whether the probe is admitted by silence. */
	isSilent(now: number): boolean {
		return this.probe !== undefined && this.probe.at + this.patience <= now;
	}

	isProbe(send: Send): boolean {
		return this.probe === send;
	}

	/** Whether a refusal tells something new: what was sent before the last trip belongs to that. */
	isFresh({ at }: Send): boolean {
		return !this.isOpen && at > this.lastTrip.at;
	}

	/** A request goes out; through an open breaker it is the probe. */
	sent(send: Send): void {
		if (this.isOpen) this.probe = send;
	}

	/** The probe showed nothing: another one may go. */
	drop(send: Send): void {
		if (this.probe === send) this.probe = undefined;
	}

	/** How long a refusal took. */
	timed({ at }: Send, now: number): void {
		this.refusals.took(now - at);
	}

	/**
	 * Opens, or stays open after a refused probe.
	 *
	 * @param pause milliseconds until the first probe; doubles with every further one
	 * @param probe a request that is under way and may do as the first probe
	 * @param seq requests sent so far
	 */
	trip(pause: number, probe: Send | undefined, seq: number, now: number): void {
		if (!this.isOpen) {
			this.isOpen = true;
			this.trippedAt = now;
			this.attempts = 0;
		}
		const backoff = Math.min(longestFirst, pause) * 2 ** this.attempts++;
		this.opensAt = now + Math.min(longest, backoff);
		this.probe = this.attempts === 1 ? probe : undefined;
		this.lastTrip = { at: now, seq };
	}

	/** Lets nothing go for so many milliseconds. */
	hold(wait: number, now: number): void {
		this.opensAt = Math.max(this.opensAt, now + wait);
		if (wait > 0) this.statedUntil = Math.max(this.statedUntil, now + wait);
	}

	/** The probe was admitted. Returns how long it was open, in milliseconds. */
	close(now: number): number {
		this.isOpen = false;
		this.probe = undefined;
		this.opensAt = now;
		this.statedUntil = -Infinity;
		return now - this.trippedAt;
	}
}
