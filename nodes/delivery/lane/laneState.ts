import type { Call } from '../../api/call';
import type { Failure } from '../../api/failure';
import { DayLimit } from './dayLimit';
import { FirstAnswer } from './firstAnswer';
import type { Lane } from './lane';
import { Learned } from './learned';
import { OpenEnds } from './openEnds';
import { RetryBudget } from './retryBudget';

/** Goes with its lane: when that is forgotten, so is this. */
const states = new WeakMap<Lane, LaneState>();

/** How fast the learned ratio follows new answers, from 0 to 1. */
const learningRate = 0.1;

/** What is known of a lane besides its limit; shared by all runs of the process. */
export class LaneState {
	readonly retries = new RetryBudget();
	readonly dayLimit = new DayLimit();
	readonly learned = new Learned();
	readonly firstAnswer = new FirstAnswer();
	readonly openEnds = new OpenEnds();
	/** The last refusal for a limit: what whoever waits in vain is told. */
	lastRefusal: Failure | undefined;
	/** When an answer last came, on the lane's clock. */
	lastSuccess = -Infinity;
	private refusedAt = -Infinity;
	/** Tokens that answers used, over what was estimated for them. */
	private ratio = 1;

	/** What is known of a lane. */
	static of(lane: Lane): LaneState {
		const known = states.get(lane) ?? new LaneState();
		states.set(lane, known);
		return known;
	}

	/** Whether the lane refused last, and has answered nothing since. */
	get isRefusing(): boolean {
		return this.refusedAt > this.lastSuccess;
	}

	/** A request was refused for a limit. */
	refused(why: Failure, now: number): void {
		this.lastRefusal = why;
		this.refusedAt = now;
		this.firstAnswer.show();
	}

	/** The estimate of a call's tokens, corrected by what earlier ones really used. */
	estimate(call: Call<unknown>): number {
		return Math.ceil((call.tokens ?? 0) * this.ratio);
	}

	/** An answer used so many tokens. */
	learn(call: Call<unknown>, used: number): void {
		if (!call.tokens) return;
		this.ratio += learningRate * (used / call.tokens - this.ratio);
	}
}
