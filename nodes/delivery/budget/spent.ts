import { neverArrived, isUndecided } from '../../api/arrival';
import type { Charge } from '../../api/prices/charge';
import type { Reading } from '../../api/readers/reader';
import { countTokens } from '../../api/usage/countTokens';
import type { Failure } from '../../api/failure';
import { isRefusal } from '../arrival';

/** What an attempt counts against budgets. */
export interface Spent {
	tokens: number;
	/** What it may have been charged for; absent: for nothing, or nobody knows. */
	charge?: Charge | undefined;
	/** Whether that is all; otherwise it counts as what was set aside, and at least as that. */
	isAll: boolean;
	/** Whether the gateway told only what was sent, or only what was answered. */
	isHalf?: boolean;
	/** Whether the attempt gave no value. */
	isFailed?: boolean;
}

/** How an answer came. */
interface Came {
	status: number;
	isStream: boolean;
	/** Whether all of it came, as far as its reader can tell before its end. */
	isComplete: boolean;
}

/** Nobody knows what was used. */
export const unknown: Spent = { tokens: 0, isAll: false, isFailed: true };
/** Nothing was used. */
export const nothing: Spent = { tokens: 0, isAll: true };

/**
 * What an attempt counts: the usage that its answer tells, or nothing where the gateway refused it or never got it.
 * One that began to answer, or vanished, may have used as much as it could: a usage in the middle of a stream only says
 * how far it had come.
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
	return isRefusal(why) && !hasBegun;
}
