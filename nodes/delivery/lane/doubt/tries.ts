import type { RequestSize } from '../oversize';

/** Refusals after which an item fails alone. */
const most = 4;
/** The same where others as large were admitted: then it was bad luck, as where one of ten channels refuses. */
const mostOfUnlucky = 8;
/** How long an item steps back after each refusal, in milliseconds; the last one again for all further. */
const steps = [300, 1_040, 3_600] as const;
/** What the largest admitted request keeps with every further one: a balance shrinks. */
const fading = 0.98;

interface Tried {
	refusals: number;
	/** Admissions on the lane before the first refusal. */
	admissions: number;
}

/** How an item fails alone: after how many refusals, and whether others were admitted meanwhile. */
export interface Alone {
	refusals: number;
	wereOthersAdmitted: boolean;
}

/** How often each item was refused, and whether it can be the item's own fault. */
export class Tries {
	private admissions = 0;
	/** Tokens of the largest request that was admitted lately. */
	private largest = 0;
	/** By the size of a request, which is the same object whenever it goes again. */
	private readonly tried = new WeakMap<RequestSize, Tried>();

	admitted({ tokens }: RequestSize): void {
		this.admissions++;
		this.largest = Math.max(fading * this.largest, tokens);
	}

	/** Whether an item was never refused. */
	isFirst(size: RequestSize): boolean {
		return !this.tried.has(size);
	}

	/**
	 * An item was refused.
	 *
	 * @param counts whether the refusal may be about the item; not where many are refused beside each other
	 * @param isOfKey whether the key was refused, for which the item can do nothing
	 * @returns how long it steps back, in milliseconds, or how it fails
	 */
	refused(size: RequestSize, counts: boolean, isOfKey: boolean): number | Alone {
		const tried = this.tried.get(size) ?? { refusals: 0, admissions: this.admissions };
		this.tried.set(size, tried);
		if (counts) tried.refusals++;
		const { refusals } = tried;
		const wereOthersAdmitted = this.admissions > tried.admissions;
		const isUnlucky = isOfKey || (size.tokens > 0 && size.tokens <= this.largest);
		if (refusals >= (wereOthersAdmitted && isUnlucky ? mostOfUnlucky : most))
			return { refusals, wereOthersAdmitted };
		return steps[Math.min(Math.max(refusals, 1), steps.length) - 1] ?? 0;
	}
}
