/** What a lane must know of a request. The same object is handed in when the request goes again. */
export interface Load {
	/** Estimated tokens of the request and its answer; 0 when nothing is known. */
	readonly tokens: number;
}

/**
 * Refusals, each with others admitted since the one before, after which it is no longer bad luck. While the
 * limit is still being found, half of all requests may be refused.
 */
const enough = 5;

/**
 * Tells a request that no limit can ever hold from one that came at a bad time: it is refused again and
 * again although others were admitted meanwhile, and it is larger than all that ever were.
 */
export class Misfits {
	private admissions = 0;
	private largest = 0;
	private readonly refusals = new WeakMap<Load, { count: number; admissions: number }>();

	admitted(load: Load): void {
		this.admissions++;
		this.largest = Math.max(this.largest, load.tokens);
	}

	/** Whether a request that was just refused is one. */
	refused(load: Load): boolean {
		const { admissions } = this;
		const before = this.refusals.get(load);
		const isNext = before === undefined || before.admissions < admissions;
		const count = (before?.count ?? 0) + (isNext ? 1 : 0);
		this.refusals.set(load, { count, admissions });
		return count >= enough && load.tokens > this.largest;
	}
}
