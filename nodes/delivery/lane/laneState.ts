import type { Call } from '../../api/call';
import type { Failure } from '../../api/failure';
import { forOthers } from '../forOthers';
import { DayLimit } from './dayLimit';
import { KeyRecord } from './doubt/keyRecord';
import { LaneDoubt } from './doubt/laneDoubt';
import { FirstAnswers } from './firstAnswers';
import type { Lane } from './lane';
import { Learned } from './adaptations/learned';
import { OpenEnds } from './openEnds';
import { RetryBudget } from './retryBudget';
import { Trouble } from './trouble/trouble';

/** By lane; when that is forgotten, so is its state. */
const states = new WeakMap<Lane, LaneState>();

/** How fast the learned ratio follows new answers, from 0 to 1. */
const learningRate = 0.1;

/** A lane that refuses for a limit, without one success since; instants on its clock, in milliseconds. */
export interface Refusing {
	/** The first refusal. */
	since: number;
	/** The last one. */
	last: number;
}

/** What is known of a lane besides its limit; shared by all runs of the process. */
export class LaneState {
	readonly retries = new RetryBudget();
	readonly dayLimit = new DayLimit();
	readonly learned: Learned;
	readonly firstAnswers = new FirstAnswers();
	readonly openEnds = new OpenEnds();
	/** Whether a refusal of the balance or the key is one for all. */
	readonly doubt: LaneDoubt;
	readonly trouble = new Trouble();
	/** Set from a refusal to the next success, of whatever run. */
	refusing: Refusing | undefined;
	/**
	 * Whether the gateway has refused for a limit in an answer that began as a good one: good headers tell nothing
	 * then.
	 */
	refusesLate = false;
	/** When the last request that was admitted had ended, on the lane's clock. */
	admittedAt: number | undefined;
	/** The last refusal for a limit: the failure of those that wait in vain. */
	lastRefusal: Failure | undefined;
	/** Tokens that answers used, over what was estimated for them. */
	private ratio = 1;

	/**
	 * @param key what is known of the key, on whatever lane
	 * @param name of the lane
	 */
	constructor(key: KeyRecord, name = '') {
		this.doubt = new LaneDoubt(key);
		this.learned = new Learned((adaptation) => key.announced.has(name, adaptation));
	}

	/** What is known of a lane of a key. */
	static of(lane: Lane, key: KeyRecord, name?: string): LaneState {
		const known = states.get(lane);
		if (known) return known;
		const state = new LaneState(key, name);
		states.set(lane, state);
		lane.guard(state.doubt);
		lane.guard(state.trouble);
		return state;
	}

	/** A request was refused for a limit. */
	refused(why: Failure, now: number): void {
		this.refusing = { since: this.refusing?.since ?? now, last: now };
		this.lastRefusal = forOthers(why);
		this.firstAnswers.show();
	}

	/** A request that went out at `sentAt` was admitted, whatever became of it then. */
	admitted(sentAt: number, now: number): void {
		this.refusing = undefined;
		this.admittedAt = now;
		this.dayLimit.admitted(sentAt);
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
