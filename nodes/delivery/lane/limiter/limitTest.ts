import type { LimitHints } from '../../../api/rateLimit/limitHints';
import type { Send } from './send';

/** Sends of a test. */
const sends = 3;
/** Refusals among them after which the verdict is clear. */
const enough = 2;
/** A test that lacks sends for so long, in milliseconds, is dropped. */
const longest = 2_000;

/**
 * A refusal may be a stray one: three requests that go at once tell. A limit refuses most of them, strays
 * refuse their share.
 */
export class LimitTest {
	left = sends;
	/** Refusals beside those of the test. */
	others = 0;
	/** After the one in doubt: how many were refused, and how many had been sent up to the last of those. */
	readonly later = { refused: 0, sent: 0 };
	refused = 0;
	private passed = 0;
	private readonly probes = new Set<Send>();

	/**
	 * @param send the one whose refusal is in doubt
	 * @param hints what that said
	 * @param lastAt when the test begins; from then on, when its last request was sent
	 */
	constructor(
		readonly send: Send,
		readonly hints: LimitHints,
		private lastAt: number,
	) {}

	sent(send: Send, now: number): void {
		this.left--;
		this.lastAt = now;
		this.probes.add(send);
	}

	has(send: Send): boolean {
		return this.probes.has(send);
	}

	/** A request that was sent after the last limit was refused. */
	refusedOne(send: Send): void {
		if (this.has(send)) this.refused++;
		else this.others++;
		const sent = send.seq - this.send.seq;
		if (sent <= 0) return;
		this.later.refused++;
		this.later.sent = Math.max(this.later.sent, sent);
	}

	/** One of its sends was admitted. */
	admitted(send: Send): void {
		if (this.has(send)) this.passed++;
	}

	/** One of its sends says nothing of a limit. */
	drop(send: Send): void {
		this.probes.delete(send);
	}

	/** Milliseconds until the verdict at the latest. */
	remaining(patience: number, now: number): number {
		return this.lastAt + patience - now;
	}

	isOver(patience: number, now: number): boolean {
		if (this.refused >= enough) return true;
		const isDecided = this.refused + this.passed >= this.probes.size;
		return this.left === 0 && (isDecided || this.remaining(patience, now) <= 0);
	}

	/**
	 * Whether it can have no verdict: too little was there to be sent since `since`, or all of that failed for
	 * itself.
	 */
	isVoid(since: number, now: number): boolean {
		if (this.left === 0) return this.probes.size === 0;
		return now - Math.max(this.lastAt, since) >= longest;
	}
}
