import { neverArrived, isUndecided } from '../../api/arrival';
import type { Reading } from '../../api/readers/reader';
import { countTokens } from '../../api/usage/countTokens';
import type { Failure, FailureKind } from '../../api/failure';

/** What an attempt counts against budgets. */
export interface Spent {
	tokens: number;
	/** Whether that is all; otherwise it counts as what was set aside, and at least as that. */
	isAll: boolean;
	/** Only what was sent is told, or only what was answered. */
	isHalf?: boolean;
	/** Whether the attempt gave no value. */
	isFailed?: boolean;
}

/** How an answer came. */
export interface Came {
	status: number;
	isStream: boolean;
	/** Whether all of it came, as far as its reader can tell before its end. */
	isComplete: boolean;
}

/** Nobody knows what was used. */
export const unknown: Spent = { tokens: 0, isAll: false, isFailed: true };
/** Nothing was used. */
export const nothing: Spent = { tokens: 0, isAll: true };

/** With these the gateway says that it did not begin, whatever the status. */
const refusals: readonly FailureKind[] = ['auth', 'quota', 'rateLimit', 'badRequest', 'notFound'];

/**
 * What an attempt counts: what its answer tells, or nothing where the gateway refused it or never got it. What began
 * to answer, or vanished, may have used as much as it could: a usage told in the middle of a stream only says how far
 * it had come.
 *
 * @param came absent when there was no answer
 */
export function spentOn({ failure: why, usage }: Reading<unknown>, came?: Came): Spent {
	const counted = countTokens(usage ?? why?.usage);
	if (why === undefined) return told(counted) ?? { tokens: counted?.tokens ?? 0, isAll: false };
	const isCut = came?.isStream === true && !came.isComplete;
	if (counted !== undefined) {
		const isAll = !isCut && counted.isWhole;
		return { tokens: counted.tokens, isAll, isHalf: !isCut, isFailed: true };
	}
	return isRefused(why, came) ? nothing : unknown;
}

function told(counted: ReturnType<typeof countTokens>): Spent | undefined {
	return counted && { tokens: counted.tokens, isAll: counted.isWhole, isHalf: true };
}

function isRefused(why: Failure, came: Came | undefined): boolean {
	if (came === undefined) return neverArrived(why) || !isUndecided(why);
	if (came.status >= 300) return true;
	const hasBegun = why.text !== undefined || why.reasoning !== undefined;
	return refusals.includes(why.kind) && !hasBegun;
}
