import type { Call, Request } from '../api/call';
import { chargedTo, type Charge } from '../api/prices/charge';
import { usageParts } from '../api/prices/usageParts';
import type { Reading } from '../api/readers/reader';
import { defined } from '../api/defined';
import type { Spent } from './budget/spent';
import type { Answer } from './transport';

/** Whether a call costs nothing: lists, looks at tasks, files from elsewhere. */
export function isFree({ repeat, request }: Call<unknown>): boolean {
	return repeat === 'free' || request.path === undefined;
}

/** What came of a request that was sent. */
interface Came<T> {
	reading: Reading<T>;
	/** Undefined: no headers came. */
	answer: Answer | undefined;
	spent: Spent;
}

/** What a request may have been charged for; undefined where it costs nothing, was refused or never arrived. */
export function chargeOf<T>(
	call: Call<T>,
	request: Request,
	{ reading, answer, spent }: Came<T>,
): Charge | undefined {
	if (isFree(call)) return undefined;
	if (spent.isAll && spent.tokens === 0) return undefined;
	const why = reading.failure;
	const told = usageParts(reading.usage ?? why?.usage);
	// What was sent is all there is of vectors; of other answers half a usage tells nothing.
	const isAll = spent.isAll || (spent.isHalf === true && call.mostTokens?.(request).answer === 0);
	const parts = isAll ? told : undefined;
	const pictures = why === undefined ? call.pictures?.(reading.value as T) : undefined;
	const isUnknown = spent.isFailed === true && !spent.isAll;
	return {
		...chargedTo(request, answer?.headers),
		used: defined({ parts, pictures }),
		...(isUnknown ? { isUnknown } : {}),
	};
}
