import { minute } from '../api/duration';
import { defaultMaxRateLimitWait } from '../api/limits';

/**
 * Longest wait of a run without an answer where the user sets none, in milliseconds: the key may be of no use at
 * all.
 */
const beforeFirstAnswer = 2 * minute;

/** The user's field Max Rate Limit Wait: how long a run waits for a limit of the gateway. Times in milliseconds. */
export class MaxWait {
	/** Whether the run has had an answer. */
	hasAnswer = false;
	/** The longest wait for a limit: that is also the longest that a gateway may ask for. */
	readonly longest: number;

	/** @param minutes as the user set it; undefined: not set */
	constructor(private readonly minutes?: number) {
		this.longest = (minutes ?? defaultMaxRateLimitWait) * minute;
	}

	/** The longest wait for a gateway that does not say how long to wait. */
	get unstated(): number {
		const isSure = this.minutes !== undefined || this.hasAnswer;
		return isSure ? this.longest : Math.min(this.longest, beforeFirstAnswer);
	}

	/**
	 * A stated wait beyond this ends the waits of all items. A run that does not wait at all takes the usual one: a
	 * short stated wait must not end all of it.
	 */
	get hopelessFrom(): number {
		return this.longest === 0 ? defaultMaxRateLimitWait * minute : this.longest;
	}
}
