import { neverArrived } from '../../../api/arrival';
import type { Failure } from '../../../api/failure';

/**
 * Failures in a row, without a good answer between, that open the breaker: where a fifth fails at random, one request
 * of 3,000 does. Of one call three are enough: with the usual five attempts it has some left by then.
 */
const enough = 5;
const enoughOfOne = 3;
/** As many different calls must have failed where it may be about what each asks for. */
const several = 3;
/** As many where those have failed beside others that were answered: what fails for so many is not about them. */
const many = 5;

/** A failure that shows the gateway down. */
export interface TroubleNews {
	why: Failure;
	/** Identifies the call: the same object for each of its attempts. */
	call: object;
	/** Whether it may be about what was asked, and not about the gateway. */
	mayBeOfCall: boolean;
	/** Whether the headers of a good answer had come. */
	hadGoodHead: boolean;
	/** When the request went out, on the lane's clock. */
	sentAt: number;
}

/** What failed since the last good answer, and whether that is the gateway or only what some calls ask for. */
export class Evidence {
	/** The last failure of the present trouble. */
	last: Failure | undefined;
	/** When the present trouble began: the first failure since a good answer. */
	since: number | undefined;
	private inARow = 0;
	/** Of those, the ones that cannot be about one call. */
	private ofEveryone = 0;
	/** Failures of each call in the present trouble; of no more calls than matter. */
	private readonly calls = new Map<object, number>();
	/** Calls that failed while others were answered: it may be what they ask for. */
	private readonly odd = new WeakSet<object>();
	/** Whether one of those has failed in the present trouble. */
	private hasOdd = false;

	/** Whether the present trouble may be about the one call that has failed, and not about the gateway. */
	get mayBeOfOneCall(): boolean {
		return this.calls.size === 1 && !this.isWithoutConnection;
	}

	/** Whether the trouble is more than that of a few calls. */
	get isOfMany(): boolean {
		return this.calls.size >= many || this.isWithoutConnection;
	}

	/** Whether the last request that failed did not even arrive. */
	get isWithoutConnection(): boolean {
		return this.last !== undefined && neverArrived(this.last);
	}

	/** Whether so much failed that it must be the gateway. */
	get isEnough(): boolean {
		const ofOne = this.hasOdd ? 0 : Math.max(...this.calls.values());
		if (ofOne >= enoughOfOne && this.ofEveryone >= enoughOfOne) return true;
		const isOfEveryone = this.ofEveryone >= enough && !this.hasOdd;
		const different = isOfEveryone ? 1 : this.hasOdd ? many : several;
		return this.inARow >= enough && this.calls.size >= different;
	}

	failed({ why, call, mayBeOfCall }: TroubleNews, now: number): void {
		this.since ??= now;
		this.last = why;
		this.inARow++;
		if (this.odd.has(call) && !neverArrived(why)) this.hasOdd = true;
		else if (!mayBeOfCall) this.ofEveryone++;
		const times = this.calls.get(call) ?? 0;
		if (times > 0 || this.calls.size < many) this.calls.set(call, times + 1);
	}

	/** Others were answered while these calls failed. */
	markOdd(): void {
		for (const call of this.calls.keys()) this.odd.add(call);
	}

	/** A good answer came: the trouble is over. */
	clear(): void {
		this.since = this.last = undefined;
		this.inARow = this.ofEveryone = 0;
		this.hasOdd = false;
		if (this.calls.size > 0) this.calls.clear();
	}
}
