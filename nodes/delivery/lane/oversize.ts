import type { Reserved } from '../budget/reserved';

/** What a lane must know of a request. The same object is handed in when the request goes again. */
export interface RequestSize {
	/** Estimated tokens of the request and its answer; 0 when nothing is known. */
	readonly tokens: number;
	/** What it holds of the run's budgets; absent where none counts it. */
	readonly reservation?: Reserved;
}

/**
 * Refusals of one request, each with others admitted since the one before, after which it is no longer bad luck.
 * While the limit is still being found, half of all requests may be refused.
 */
const enough = 5;

/**
 * Tells a request that no limit can ever hold from one that came at a bad time: it is refused again and
 * again although others were admitted meanwhile, and it is larger than all that ever were.
 */
export class OversizeDetector {
	private admissions = 0;
	private largest = 0;
	private readonly refusals = new WeakMap<RequestSize, { count: number; admissions: number }>();

	admitted(size: RequestSize): void {
		this.admissions++;
		this.largest = Math.max(this.largest, size.tokens);
	}

	/** A request was refused for a limit. Returns whether no limit can ever hold it. */
	refused(size: RequestSize): boolean {
		const { admissions } = this;
		const before = this.refusals.get(size);
		const isNext = before === undefined || before.admissions < admissions;
		const count = (before?.count ?? 0) + (isNext ? 1 : 0);
		this.refusals.set(size, { count, admissions });
		return count >= enough && size.tokens > this.largest;
	}
}
