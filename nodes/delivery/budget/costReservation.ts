import type { Call, Request } from '../../api/call';
import type { Failure } from '../../api/failure';
import { amountOf, chargedTo } from '../../api/prices/charge';
import { mostCostOf } from '../../api/prices/mostCost';
import type { Prices } from '../../api/prices/prices';
import { mostTokensOfAny, type MostTokens } from '../../api/usage/mostTokens';
import type { Budget, Need } from './budget';
import { beyondCostBudget, withoutPrice } from './costSentences';
import { billionths } from './perUnit';
import type { Reserved } from './reserved';
import type { Spent } from './spent';

/**
 * What one call holds of the cost budget of its run: the most that its request can cost, until the attempt is settled by
 * what it did cost. What nobody knows counts as what was held.
 */
export class CostReservation implements Reserved {
	private held: number | undefined;
	private measured: Request['body'] | Request;
	private model: string | undefined;
	/** Absent: the model has no price. */
	private need: Need | undefined;

	constructor(
		private readonly budget: Budget,
		private readonly prices: Prices,
		private readonly mostTokens: Call<unknown>['mostTokens'],
	) {}

	get fits(): boolean {
		return this.need !== undefined && this.budget.roomFor(this.need) !== undefined;
	}

	measure(request: Request): void {
		const key = request.body ?? request;
		if (this.measured === key) return;
		this.measured = key;
		const { model } = chargedTo(request);
		this.model = model;
		const price = model === undefined ? undefined : this.prices.most(model);
		if (price === undefined) {
			this.need = undefined;
			return;
		}
		const most: MostTokens = (this.mostTokens ?? mostTokensOfAny)(request);
		const cost = mostCostOf(price, most);
		const need = { most: billionths(cost.most), least: billionths(cost.least) };
		this.need = most.answer === undefined ? need : { ...need, least: need.most };
	}

	refusal(before?: Failure): Failure | undefined {
		const { budget, need, prices, model } = this;
		if (need === undefined) return withoutPrice(model, budget, prices.unit);
		return budget.isTooSmallFor(need)
			? beyondCostBudget(need, budget, prices.unit, before)
			: undefined;
	}

	take(): void {
		const { need = { most: 0, least: 0 } } = this;
		this.held = this.budget.roomFor(need) ?? need.most;
		this.budget.reserve(this.held);
	}

	covers(request: Request): boolean {
		this.measure(request);
		const room = this.need && this.budget.roomFor(this.need, this.held);
		if (room === undefined) return false;
		this.budget.reserve(room, this.held);
		this.held = room;
		return true;
	}

	settle({ charge, isAll, tokens }: Spent): boolean {
		const { held } = this;
		if (held === undefined) return false;
		this.held = undefined;
		const amount = charge && amountOf(charge, this.prices);
		const nothing = charge === undefined && isAll && tokens === 0;
		const used = amount === undefined ? held : billionths(amount);
		this.budget.settle(held, nothing ? 0 : used);
		return true;
	}
}
