import { memoryOf } from '../api/memoryOf';
import type { Call } from '../api/call';
import type { Failure } from '../api/failure';
import type { Reading } from '../api/readers/reader';
import { notSentAgain } from './arrival';
import type { Memo } from './memo';
import { nameOf } from './requestName';

/** What is done where an answer is there already, and where it is not. */
interface Ways<T> {
	/**
	 * Buys the answer.
	 *
	 * @param onMayBeCharged told of a call that must not be sent again, because it may have been done without an answer
	 */
	buy(onMayBeCharged: (why: Failure) => void): Promise<Reading<T>>;
	/** Nothing is bought: an earlier try of the run has the answer, or another item has it or buys it just now. */
	onShared(from: 'earlierTry' | 'otherItem'): void;
}

/** Buys the same answer only once: within a run, and over the tries of n8n's Retry On Fail. */
export class SharedAnswers {
	/** Answers that are bought or being bought, by the name of their request. */
	private readonly bought = new Map<string, Promise<Reading<unknown>>>();

	/**
	 * @param memo answers of an earlier try; absent when n8n will not try again
	 * @param deduplicate whether items of the run share answers
	 */
	constructor(
		private readonly memo: Memo | undefined,
		private readonly deduplicate: boolean,
	) {}

	/**
	 * Remembers an answer for the next try. Where other models were asked in vain before, that tells it of their failures:
	 * to ask them again might buy a second answer.
	 */
	private keep(call: Call<unknown>, name: string, value: unknown): void {
		const { memo } = this;
		if (memo === undefined) return;
		memo.keep(name, { value }, memoryOf(value));
		for (const { call: before, why } of call.insteadOf?.calls ?? [])
			memo.keep(nameOf(before), { failure: why }, memoryOf(why));
	}

	/** The answer to a call. */
	async answerTo<T>(call: Call<T>, { buy, onShared }: Ways<T>): Promise<Reading<T>> {
		const { memo, bought, deduplicate } = this;
		if (call.repeat === 'free' || (!memo && !deduplicate)) return await buy(() => {});
		const name = nameOf(call);
		const recalled = memo?.recall(name) as Reading<T> | undefined;
		if (recalled !== undefined) {
			onShared('earlierTry');
			memo?.keep(name, recalled, memoryOf(recalled.value));
			return recalled;
		}
		const earlier = bought.get(name) as Promise<Reading<T>> | undefined;
		if (earlier !== undefined) {
			onShared('otherItem');
			return await earlier;
		}
		const buying = buy((why) => {
			const refusal = notSentAgain(why);
			memo?.keep(name, { failure: refusal }, memoryOf(refusal));
		});
		if (deduplicate) bought.set(name, buying);
		const reading = await buying;
		const { failure, value } = reading;
		if (failure === undefined) this.keep(call, name, value);
		return reading;
	}
}
