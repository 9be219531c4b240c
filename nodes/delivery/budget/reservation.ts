import type { Call, Request } from '../../api/call';
import type { Failure } from '../../api/failure';
import { unlimitedAnswer, type MostTokens } from '../../api/usage/mostTokens';
import type { Budget, Need } from './budget';
import type { Reserved } from './reserved';
import { overBudget, withFiles, withoutLimit, withoutUsage } from './sentences';
import type { Spent } from './spent';

/**
 * What one call holds of the token budget of its run. Every attempt holds what the request that goes out then may
 * need at most, never what such requests needed on average, and is settled by itself; between two attempts the call
 * holds nothing.
 */
export class Reservation implements Reserved {
	private held: number | undefined;
	private measured: Request['body'] | Request;
	private most: MostTokens = { prompt: 0 };
	private need: Need = { most: 0, least: 0 };

	/** @param hint told what the user should know of how well the budget is kept */
	constructor(
		private readonly budget: Budget,
		private readonly mostTokens: NonNullable<Call<unknown>['mostTokens']>,
		private readonly hint: (sentence: string) => void,
	) {}

	/** Whether it could be taken now. */
	get fits(): boolean {
		return this.budget.roomFor(this.need) !== undefined;
	}

	/** Looks how much a request may need, as it would go out now; before it waits for its turn. */
	measure(request: Request): void {
		const key = request.body ?? request;
		if (this.measured === key) return;
		this.measured = key;
		this.most = this.mostTokens(request);
		const { prompt, answer, answers = 1 } = this.most;
		const most = prompt + (answer ?? unlimitedAnswer * answers);
		this.need = { most, least: answer === undefined ? prompt + 1 : most };
	}

	/** Why the request is not to be sent, if it will never fit. */
	refusal(before?: Failure): Failure | undefined {
		const { budget, need, most } = this;
		if (!budget.isTooSmallFor(need)) return undefined;
		return overBudget(need, most, budget, before);
	}

	/** It has its turn. */
	take(): void {
		this.held = this.budget.roomFor(this.need) ?? this.need.most;
		this.budget.reserve(this.held);
	}

	/**
	 * Whether what is held covers the request as it really goes out: what its lane is known to need may have changed
	 * since it was measured. Takes more for it where there is more.
	 */
	covers(request: Request): boolean {
		this.measure(request);
		const room = this.budget.roomFor(this.need, this.held);
		if (room === undefined) return false;
		this.budget.reserve(room, this.held);
		this.held = room;
		if (this.most.answer === undefined) this.hint(withoutLimit);
		if (this.most.hasFiles) this.hint(withFiles);
		return true;
	}

	/** The attempt is over. Returns whether anything was held for it. */
	settle(spent: Spent): boolean {
		const { held } = this;
		if (held === undefined) return false;
		this.held = undefined;
		const isAll = spent.isAll || (spent.isHalf === true && this.most.answer === 0);
		if (!isAll && !spent.isFailed) this.hint(withoutUsage);
		this.budget.settle(held, isAll ? spent.tokens : Math.max(held, spent.tokens));
		return true;
	}
}
