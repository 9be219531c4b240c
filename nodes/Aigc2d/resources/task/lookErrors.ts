import type { Failure } from '../../../api/failure';
import { isNoTask } from '../../../api/task/queryCall';

/** How long a gateway may not know a task that it has just taken on, in milliseconds. */
const settling = 30_000;
/** Looks in a row that may be refused, or answered with a page: half a minute at the usual pauses. */
const mostRefused = 5;
/** Looks in a row that may be answered, whole, with something that is no task. */
const mostElse = 3;

/** Which failed looks at a task are trouble that passes. */
export class LookErrors {
	private refused = 0;
	private other = 0;
	private isSeen = false;

	/** @param isOwn whether the task was submitted just now, so that the key is good */
	constructor(private readonly isOwn: boolean) {}

	/** A look has shown the task. */
	reset(): void {
		this.isSeen = true;
		this.refused = 0;
		this.other = 0;
	}

	/**
	 * Whether another look is worth it after one that failed.
	 *
	 * @param elapsed since the wait began, in milliseconds
	 */
	isTemporary(why: Failure, elapsed: number): boolean {
		if (why.kind === 'cancelled') return false;
		if (isNoTask(why)) return ++this.other < mostElse;
		if (why.kind === 'notFound') {
			const isYoung = this.isOwn && elapsed < settling;
			return isYoung || (this.isSeen && ++this.refused < mostElse);
		}
		// A gateway that is away comes back.
		if (why.retryable) return true;
		return (this.isOwn || this.isSeen) && ++this.refused < mostRefused;
	}
}
