/** Half of the time over which requests are counted, in milliseconds. */
const half = 30_000;
/** Repetitions that are always allowed in all that time: small runs are no burden to anyone. */
const always = 10;

/**
 * Bounds repetitions so that a gateway in trouble is not buried under them: half of all requests while
 * most first tries succeed, a tenth otherwise. When nothing is left, failures go straight to their items.
 */
export class RetryBudget {
	private older = new Counts();
	private newer = new Counts();
	private since = 0;

	/** A request goes out; `again` when it is a repetition. */
	sent(now: number, again: boolean): void {
		this.rotate(now);
		if (again) this.newer.again++;
		else this.newer.first++;
	}

	/** A first try is over. What is still on its way says nothing of the gateway, good or bad. */
	tried(now: number, succeeded: boolean): void {
		this.rotate(now);
		if (succeeded) this.newer.good++;
		else this.newer.bad++;
	}

	/** Whether one more repetition may go out. */
	allows(now: number): boolean {
		this.rotate(now);
		const first = this.older.first + this.newer.first;
		const again = this.older.again + this.newer.again;
		const good = this.older.good + this.newer.good;
		const bad = this.older.bad + this.newer.bad;
		const share = good >= bad ? 0.5 : 0.1;
		return again < Math.max(always, share * (first + again));
	}

	private rotate(now: number): void {
		if (now - this.since < half) return;
		this.older = now - this.since < 2 * half ? this.newer : new Counts();
		this.newer = new Counts();
		this.since = now;
	}
}

class Counts {
	first = 0;
	again = 0;
	good = 0;
	bad = 0;
}
