import type { LimitHints } from '../../../api/limitHints';
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
	refused = 0;
	private readonly probes = new Set<Send>();
	private lastAt: number;

	/**
	 * @param send the one whose refusal is in doubt
	 * @param hints what that said
	 */
	constructor(
		readonly send: Send,
		readonly hints: LimitHints,
		private readonly begunAt: number,
	) {
		this.lastAt = begunAt;
	}

	sent(send: Send, now: number): void {
		this.left--;
		this.lastAt = now;
		this.probes.add(send);
	}

	has(send: Send): boolean {
		return this.probes.has(send);
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
		return this.refused >= enough || (this.left === 0 && this.remaining(patience, now) <= 0);
	}

	/** Whether there was not enough to send. */
	isStarved(now: number): boolean {
		return this.left > 0 && now - this.begunAt >= longest;
	}
}
