import { minute } from '../api/duration';
import { defaultMaxRateLimitWait } from '../api/limits';

/** How long a run waits before its first success where the user does not say, in milliseconds: the key may be of no use at all. */
const beforeSuccess = 2 * minute;

/** How long a run waits for a gateway that lets nothing through. Times in milliseconds. */
export class MaxWait {
	/** Whether an answer has come in this run. */
	hasAnswer = false;
	/** The longest wait for a limit: that is also the longest that a gateway may ask for. */
	readonly longest: number;

	/** @param minutes the user's field Max Rate Limit Wait; undefined: not set */
	constructor(private readonly minutes?: number) {
		this.longest = (minutes ?? defaultMaxRateLimitWait) * minute;
	}

	/** The longest wait for a gateway that does not say how long to wait. */
	get unstated(): number {
		const isSure = this.minutes !== undefined || this.hasAnswer;
		return isSure ? this.longest : Math.min(this.longest, beforeSuccess);
	}

	/** A stated wait beyond this ends the waits of all items. Who does not wait at all gives up no more than others do. */
	get hopelessFrom(): number {
		return this.longest === 0 ? defaultMaxRateLimitWait * minute : this.longest;
	}
}
