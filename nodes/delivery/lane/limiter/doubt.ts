import type { LimitHints } from '../../../api/rateLimit/limitHints';
import { Belief } from './belief';
import { LimitTest } from './limitTest';
import type { Send } from './send';

/** Decides whether a refusal is taken for a limit: by what is believed, or by a test of three sends. */
export class Doubt {
	readonly belief = new Belief();
	private test: LimitTest | undefined;

	/** Whether the next request is one of a test. */
	get isTesting(): boolean {
		return this.test !== undefined && this.test.left > 0;
	}

	/**
	 * Milliseconds until the verdict, in which nothing goes; none where strays are usual, as that would cost too
	 * much.
	 */
	delay(patience: number, now: number): number {
		const isHeld = this.test?.left === 0 && !this.belief.isNoisy;
		return isHeld ? this.test!.remaining(patience, now) : 0;
	}

	sent(send: Send, isOpen: boolean, now: number): void {
		this.belief.sent();
		if (!isOpen && this.isTesting) this.test?.sent(send, now);
	}

	admitted(send: Send): void {
		this.test?.admitted(send);
	}

	/** A request says nothing of a limit. */
	drop(send: Send): void {
		this.test?.drop(send);
	}

	/**
	 * A refusal came that is neither that of a probe nor part of a limit that is known.
	 *
	 * @param since requests sent since the last limit, it included
	 * @returns whether it is a limit without a test
	 */
	refused(send: Send, hints: LimitHints, since: number, now: number): boolean {
		if (this.test) this.test.refusedOne(send);
		else if (!this.belief.trustsLimits) this.test = new LimitTest(send, hints, now);
		else {
			this.belief.untested(since);
			return true;
		}
		return false;
	}

	/**
	 * Ends a test that has its verdict. Returns what was refused for a limit, if it was one.
	 *
	 * @param since instant from which a request of the test might have gone
	 */
	verdict(patience: number, since: number, now: number): LimitTest | undefined {
		const { test, belief } = this;
		if (!test) return undefined;
		const isClear = belief.isClear(test.later);
		if (!isClear && !test.isVoid(since, now) && !test.isOver(patience, now)) return undefined;
		this.test = undefined;
		if (isClear) return test;
		const isLimit = !test.isVoid(since, now) && belief.tested(test.refused, test.others);
		return isLimit ? test : undefined;
	}
}
