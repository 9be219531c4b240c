/** What a lane must know of a request. The same object is handed in when the request goes again. */
export interface Load {
	/** Estimated tokens of the request and its answer; 0 when nothing is known. */
	readonly tokens: number;
}

/**
 * Tells a request that no limit can ever hold from one that came at a bad time: it is refused again
 * although others were admitted meanwhile, and it is larger than all that ever were.
 */
export class Misfits {
	private admissions = 0;
	private largest = 0;
	/** Admissions before a request was refused. */
	private readonly refusals = new WeakMap<Load, number>();

	admitted(load: Load): void {
		this.admissions++;
		this.largest = Math.max(this.largest, load.tokens);
	}

	/** Whether a request that was just refused is one. */
	refused(load: Load): boolean {
		const before = this.refusals.get(load);
		this.refusals.set(load, this.admissions);
		return before !== undefined && before < this.admissions && load.tokens > this.largest;
	}
}
