import type { Allowances } from '../../api/allowances';
import type { LimitHints } from '../../api/limitHints';
import { Gate } from './gate';
import { Offer } from './offer';
import { Pace } from './pace';
import { Window } from './window';

/** A request on its way, as the limiter remembers it. */
export interface Sent {
	/** When it was sent, in milliseconds. */
	readonly at: number;
	/** How many were in flight, this one included. */
	readonly level: number;
	/** Estimated tokens. */
	readonly tokens: number;
	/** Everything that had been sent by then. */
	readonly before: { requests: number; tokens: number };
	wasRefused?: true;
}

/**
 * Finds and follows the limits of a gateway, whatever they count, from nothing but its own sends, the
 * answers and the refusals. Two knobs: a window (requests in flight) and a pace (requests, and likewise
 * tokens, per second). A refusal shuts the gate, blames one knob and turns it down a little; when a
 * probe is admitted the gate opens and the knob creeps up again.
 *
 * Pure: the time comes in and a delay goes out, all in milliseconds; no timers, no chance of its own.
 */
export class Limiter {
	private readonly window = new Window();
	private readonly gate = new Gate();
	private readonly requests: Pace;
	private readonly tokens: Pace;
	private readonly offers = { requests: new Offer(), tokens: new Offer() };
	private blamed: Window | Pace | undefined;

	constructor(now: number) {
		this.requests = new Pace(now);
		this.tokens = new Pace(now);
	}

	/** Whether only one probe at a time may go. */
	get isShut(): boolean {
		return this.gate.isShut;
	}

	/** Milliseconds until the next request may go; infinite: when another one ends. */
	delay(now: number): number {
		if (this.gate.isSilent(now)) this.reopen(now);
		const pause = this.gate.delay(now);
		if (pause > 0) return pause;
		if (this.window.isFull(now)) return Infinity;
		if (this.gate.isShut) return 0;
		return Math.max(this.requests.delay(now), this.tokens.delay(now));
	}

	/** A request goes out. */
	send(tokens: number, now: number): Sent {
		const before = { requests: this.requests.admitted.total, tokens: this.tokens.admitted.total };
		const sent = { at: now, level: ++this.window.inFlight, tokens, before };
		this.requests.spend(1, now);
		this.tokens.spend(tokens, now);
		this.gate.pass(sent);
		return sent;
	}

	/** The status line of a good answer is here. */
	admitted(sent: Sent, offered: Allowances, now: number): void {
		this.window.admitted(sent.level, this.gate.patience, now);
		if (this.gate.isProbe(sent)) this.reopen(now);
		this.steer('requests', sent, offered, now);
		this.steer('tokens', sent, offered, now);
	}

	/**
	 * The request was refused for a limit (status 429).
	 *
	 * @param chance from 0 to 1
	 */
	refused(sent: Sent, hints: LimitHints, chance: number, now: number): void {
		this.gate.note(sent, now);
		if (this.gate.isNews(sent)) this.react(sent, hints, now);
		this.obey(hints, chance, now);
		this.takeBack(sent, now);
	}

	/** The gateway had no room for so much at once, though it does not call that a limit. */
	crowded(sent: Sent, now: number): void {
		if (this.gate.isProbe(sent)) this.gate.dropProbe();
		// Those that went out together with one that was refused are the same piece of news.
		if (sent.level <= this.window.limit) this.window.halve(sent.level, now);
		this.takeBack(sent, now);
	}

	/** The request was refused for what it is, not for the limit: that says nothing of the lane. */
	rejectedForSize(sent: Sent, now: number): void {
		if (this.gate.isProbe(sent)) this.gate.dropProbe();
		this.takeBack(sent, now);
	}

	/** Keeps to a limit and a wait that the gateway states, here or to another lane of the key. */
	obey({ wait, limit }: LimitHints, chance: number, now: number): void {
		if (limit?.of === 'inFlight') this.window.believe(limit.amount);
		else if (limit) this[limit.of].believe(limit.amount, limit.window, now);
		if (wait !== undefined) this.gate.hold(wait, chance, now);
	}

	/** Nothing more comes of the request; `used`: tokens that it took in the end. */
	ended(sent: Sent, used: number | undefined, now: number): void {
		this.window.inFlight--;
		if (this.gate.isProbe(sent)) this.gate.dropProbe();
		if (used !== undefined && !sent.wasRefused) this.tokens.giveBack(sent.tokens - used, now);
	}

	/** Keeps to limits that the user states, per minute; infinite: none. */
	keep(requestsPerMinute: number, tokensPerMinute: number): void {
		this.requests.keep(requestsPerMinute);
		this.tokens.keep(tokensPerMinute);
	}

	/** Blames a knob for a block that begins, or the pace instead when a probe is refused as well. */
	private react({ level, tokens }: Sent, { about }: LimitHints, now: number): void {
		const of = about === 'tokens' && tokens > 0 ? 'tokens' : 'requests';
		const isWindow =
			about === 'inFlight' ||
			(!this.gate.isShut && about === undefined && this.window.isNew(level));
		if (!this.gate.isShut && isWindow) {
			this.blamed = this.window;
			this.window.blame(level, now);
			this.requests.goGently(now);
		} else if (!this.gate.isShut || (this.blamed === this.window && !isWindow)) {
			if (this.gate.isShut) this.window.acquit();
			this.blamed = this[of];
			this[of].blame(now);
			this.offers[of].refused(now);
		}
		const rate = this.requests.rate(now);
		this.gate.shut(rate < Infinity ? rate : this.requests.admitted.rate(now), now);
	}

	private reopen(now: number): void {
		const wasShort = this.gate.open(now);
		if (this.blamed instanceof Pace) this.blamed.reopen(wasShort, now);
	}

	private takeBack(sent: Sent, now: number): void {
		sent.wasRefused = true;
		this.requests.giveBack(1, now);
		this.tokens.giveBack(sent.tokens, now);
	}

	/** Lets true headers lead the pace, so that it never has to be refused to learn. */
	private steer(of: 'requests' | 'tokens', sent: Sent, offered: Allowances, now: number): void {
		const told = offered[of];
		if (!told) return;
		const pace = this[of];
		const stamp = { at: sent.at, total: sent.before[of] };
		const perSecond = this.offers[of].hear(told, stamp, pace.admitted.rate(now), now);
		if (perSecond !== undefined) pace.approach(perSecond, now);
	}
}
