import type { LimitUnit } from '../../../api/rateLimit/limitInWords';
import { Levels } from './levels';
import { Pacer, type Noise } from './pacer';
import type { Send } from './send';
import { Window } from './window';

/** Requests per second at which an unknown rate of requests begins. */
const slowStart = 50;
/** After so many sends a rate can be measured. Until then it is the window again that is to blame, down to this size. */
const measurable = 200;
const leastLevel = 6;

/** What can be turned down: requests in flight, requests per second, tokens per second; and which one is to blame. */
export class Knobs {
	readonly window = new Window();
	readonly requests: Pacer;
	private readonly tokens: Pacer;
	private readonly levels = new Levels();
	private blamed: Window | Pacer | undefined;

	constructor(belief: Noise, now: number) {
		this.requests = new Pacer(slowStart, belief, now);
		this.tokens = new Pacer(Infinity, belief, now);
	}

	/** Milliseconds until the pace lets the next request go. */
	delay(now: number): number {
		return Math.max(this.requests.delay(now), this.tokens.delay(now));
	}

	/** Instant from which the user's own limits let the next request go. */
	get userLimitFrom(): number {
		return Math.max(this.requests.userLimitFrom, this.tokens.userLimitFrom);
	}

	/** Instant from which the pace that was found lets the next request go, where that is what keeps it back. */
	get pacedUntil(): number {
		const from = Math.max(this.requests.pacedUntil, this.tokens.pacedUntil);
		return from <= this.userLimitFrom ? -Infinity : from;
	}

	spend(send: Send, now: number): void {
		this.requests.spend(1, now);
		this.tokens.spend(send.tokens, now);
		this.levels.sent(send);
	}

	/** It was refused, or failed for itself. */
	giveBack(send: Send, now: number): void {
		send.wasRefused = true;
		this.requests.giveBack(1, now);
		this.tokens.giveBack(send.tokens, now);
	}

	/** An admitted request took so many tokens. */
	used({ tokens, wasRefused }: Send, used: number, now: number): void {
		if (!wasRefused) this.tokens.giveBack(tokens - used, now);
	}

	/** Keeps to limits that the user states, per minute; infinite: none. */
	setUserLimits(requestsPerMinute: number, tokensPerMinute: number): void {
		this.requests.setUserLimit(requestsPerMinute);
		this.tokens.setUserLimit(tokensPerMinute);
	}

	/**
	 * A limit was met: turns down the knob that is to blame when a block begins, and in a block the rate instead
	 * when the window was blamed and a probe that kept to it is refused.
	 *
	 * @param about what the limit counts, if the gateway says so
	 */
	blame(send: Send, about: LimitUnit | undefined, isOpen: boolean, now: number): void {
		const isOfLevel = this.levels.met(send, now) || this.isUnmeasured(send);
		const pacer = about === 'tokens' && send.tokens > 0 ? this.tokens : this.requests;
		if (!isOpen && (about === 'inFlight' || (about === undefined && isOfLevel))) {
			this.blamed = this.window;
			this.window.cut(send.level, now);
		} else if (!isOpen || this.isAcquitted(send, about)) {
			if (isOpen) this.window.uncut();
			this.blamed = pacer;
			pacer.cut(now);
		}
	}

	/**
	 * A block is over.
	 *
	 * @param block how long it was, in milliseconds
	 */
	reopen(block: number, now: number): void {
		if (this.blamed instanceof Pacer) this.blamed.reopen(block, now);
		else this.requests.resume(block, now);
	}

	/**
	 * A request under way of which nothing is known yet, sent after a refused one.
	 *
	 * @param isLast only the very last one
	 */
	underWay(send: Send, isLast: boolean): Send | undefined {
		return this.levels.underWay(send, isLast);
	}

	/** Whether too little was sent for a rate to be measured: then it is the window again that is too large. */
	private isUnmeasured({ seq, level }: Send): boolean {
		const isHigh = level >= leastLevel && !this.window.hasRoomFor(level + 1);
		return seq < measurable && isHigh && this.requests.isUnknown;
	}

	private isAcquitted({ level }: Send, about: LimitUnit | undefined): boolean {
		return this.blamed === this.window && about !== 'inFlight' && this.window.hasRoomFor(level);
	}
}
