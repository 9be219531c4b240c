import type { LimitHints } from '../../../api/rateLimit/limitHints';
import { Breaker } from './breaker';
import { Doubt } from './doubt';
import { Knobs } from './knobs';
import type { Send } from './send';
import { staggered, StatedWaits, withoutLeastWait } from './statedWaits';

/** Slots of the pace that pass before the first probe. */
const firstSlots = 2;
/** Refusals are fast when silence for so many milliseconds tells: then the last request under way is the best probe. */
const fast = 500;

/**
 * Finds and follows the limits of a gateway, whatever they count, from nothing but its own sends, the
 * answers and the refusals; docs/limiter.md tells how. A refusal is believed to be a limit or tested; a
 * limit trips the breaker and blames the window (requests in flight) or a pacer (requests or tokens a
 * second), which is turned down a little and creeps up again once a probe is admitted.
 *
 * Pure: the time comes in and a delay goes out, all in milliseconds; no timers, no chance of its own.
 */
export class Limiter {
	private readonly doubt = new Doubt();
	private readonly breaker = new Breaker();
	private readonly waits = new StatedWaits();
	private readonly knobs: Knobs;
	private seq = 0;

	constructor(now: number) {
		this.knobs = new Knobs(this.doubt.belief, now);
	}

	/** Whether only one probe at a time may go. */
	get isOpen(): boolean {
		return this.breaker.isOpen;
	}

	/** Until which instants a stated wait, the breaker and the pace hold the lane, and since when the breaker is open. */
	get holds(): { stated: number; block: number; paced: number; openSince: number | undefined } {
		const { statedUntil: stated, shutUntil: block, openSince } = this.breaker;
		return { stated, block, openSince, paced: this.knobs.pacedUntil };
	}

	/** Milliseconds until the next request may go, 0 or at least 1; infinite: when another one ends. */
	delay(now: number): number {
		this.judge(now);
		if (this.breaker.isSilent(now)) this.close(now);
		const delay = this.pause(now);
		return delay > 0 ? Math.max(1, delay) : 0;
	}

	/** A request goes out. */
	send(tokens: number, now: number): Send {
		this.knobs.window.inFlight++;
		const send: Send = { at: now, seq: ++this.seq, level: this.knobs.window.inFlight, tokens };
		this.knobs.spend(send, now);
		this.breaker.sent(send);
		this.doubt.sent(send, this.breaker.isOpen, now);
		return send;
	}

	/** The status line of a good answer is here. */
	admitted(send: Send, now: number): void {
		send.wasAdmitted = true;
		this.knobs.window.admitted(send.level, this.breaker.patience, now);
		if (this.breaker.isProbe(send)) this.close(now);
		this.doubt.admitted(send);
	}

	/**
	 * The request was refused for a limit (status 429).
	 *
	 * @param chance from 0 to 1
	 * @returns what holds for the other lanes of the key as well, if the limit is that of the key
	 */
	refused(send: Send, told: LimitHints, chance: number, now: number): LimitHints {
		const hints = withoutLeastWait(told);
		this.knobs.giveBack(send, now);
		this.breaker.timed(send, now);
		const since = send.seq - this.breaker.lastTrip.seq;
		const isLimit =
			this.breaker.isProbe(send) ||
			(this.breaker.isFresh(send) && this.doubt.refused(send, hints, since, now));
		if (isLimit) this.trip(send, hints, now);
		this.judge(now);
		if (hints.wait !== undefined && this.breaker.isOpen) this.wait(hints.wait, chance, now);
		this.believe(hints);
		return this.breaker.isOpen && this.waits.areHonest ? hints : { ...hints, wait: undefined };
	}

	/** The gateway had no room for so much at once, though it does not call that a limit. */
	crowded(send: Send, now: number): void {
		this.knobs.window.halve(send.level, now);
		this.unjudged(send, now);
	}

	/** It had room after all: what `crowded` took off the window is given back. */
	uncrowded(): void {
		this.knobs.window.unhalve();
	}

	/** The request failed for what it is or by bad luck: that says nothing of a limit. */
	unjudged(send: Send, now: number): void {
		this.knobs.giveBack(send, now);
		this.breaker.drop(send);
		this.doubt.drop(send);
	}

	/**
	 * Keeps to what the gateway stated to another lane of the key.
	 *
	 * @param chance from 0 to 1
	 */
	obey(hints: LimitHints, chance: number, now: number): void {
		this.believe(hints);
		if (hints.wait !== undefined) this.breaker.hold(staggered(hints.wait, chance), now);
	}

	/** Nothing more comes of the request; `used`: tokens that it took in the end. */
	ended(send: Send, used: number | undefined, now: number): void {
		this.knobs.window.inFlight--;
		if (!send.wasAdmitted && !send.wasRefused) this.unjudged(send, now);
		this.breaker.drop(send);
		if (used !== undefined) this.knobs.used(send, used, now);
	}

	/** Keeps to limits that the user states, per minute; infinite: none. */
	setUserLimits(requestsPerMinute: number, tokensPerMinute: number): void {
		this.knobs.setUserLimits(requestsPerMinute, tokensPerMinute);
	}

	private pause(now: number): number {
		const { breaker, doubt, knobs } = this;
		const pause = breaker.delay(now) || doubt.delay(breaker.patience, now);
		if (pause > 0) return pause;
		const { isTesting } = doubt;
		if (isTesting ? knobs.window.isAtBound : knobs.window.isFull(now)) return Infinity;
		return isTesting || breaker.isOpen ? knobs.userLimitFrom - now : knobs.delay(now);
	}

	/** A test may have its verdict. */
	private judge(now: number): void {
		const limit = this.doubt.verdict(this.breaker.patience, this.knobs.userLimitFrom, now);
		if (limit) this.trip(limit.send, limit.hints, now);
	}

	private trip(send: Send, { about }: LimitHints, now: number): void {
		this.knobs.blame(send, about, this.breaker.isOpen, now);
		const pause = firstSlots * this.knobs.requests.slot(1);
		const probe = this.knobs.underWay(send, this.breaker.patience <= fast);
		this.breaker.trip(pause, probe, this.seq, now);
	}

	private close(now: number): void {
		const block = this.breaker.close(now);
		this.waits.admitted();
		this.knobs.reopen(block, now);
	}

	private wait(stated: number, chance: number, now: number): void {
		const { attempts } = this.breaker;
		this.breaker.hold(this.waits.judge(stated, attempts, this.breaker.delay(now), chance), now);
	}

	private believe({ inFlight }: LimitHints): void {
		if (inFlight !== undefined) this.knobs.window.setBound(inFlight);
	}
}
