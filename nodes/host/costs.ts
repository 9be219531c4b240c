import { isObject } from '../api/json';
import type { Cost } from '../api/output';
import { amountOf, type Charge } from '../api/prices/charge';
import { toNumber, type Decimal } from '../api/prices/decimal';
import type { Prices } from '../api/prices/prices';
import { tokensOf } from '../api/usage/usage';
import type { Outcome } from './outcome';

/** What was paid in a run: sums by unit, and models whose price is not known. */
export class RunCosts {
	private readonly sums = new Map<string, Decimal>();
	private readonly unknown = new Map<string, number>();

	/**
	 * What each outcome of a unit cost, in the order of the outcomes; null where that is not known. What a unit of several
	 * items cost is shared out by their tokens.
	 */
	of(
		outcomes: readonly Outcome[],
		charges: readonly Charge[],
		prices: Prices,
	): Array<Cost | null | undefined> {
		const sum = this.sumOf(charges, prices);
		const shares = sharesOf(sum, outcomes.map(weightOf));
		return outcomes.map(({ output, failure }, position) => {
			const task = output?.json.task;
			if (isObject(task)) return this.costOfTask(task.points);
			if (failure !== undefined && charges.length === 0) return undefined;
			const share = shares[position];
			return share === undefined ? null : { amount: toNumber(share), unit: prices.unit };
		});
	}

	/** The sum of all that is known, such as "0.012 USD"; empty where nothing was paid. */
	inWords(): string {
		const paid = [...this.sums].filter(([, amount]) => amount > 0n);
		return paid.map(([unit, amount]) => `${toNumber(amount)} ${unit}`).join(', ');
	}

	/** The sum, where all is known and in one unit. */
	get total(): number | undefined {
		const [only, ...others] = this.sums.values();
		if (only === undefined || others.length > 0 || this.unknown.size > 0) return undefined;
		return toNumber(only);
	}

	/** What the user is told of costs that are not known; undefined where all are. */
	unknownInWords(): string | undefined {
		if (this.unknown.size === 0) return undefined;
		const models = [...this.unknown].map(([model, count]) => `${model} (${count})`);
		return `Cost: not known for some requests, by model: ${models.join(', ')}. Either there is no price for the model, or the gateway did not tell the usage or the group that answered. Those items have the cost null.`;
	}

	private sumOf(charges: readonly Charge[], prices: Prices): Decimal | undefined {
		let sum: Decimal | undefined = 0n;
		for (const charge of charges) {
			const amount = amountOf(charge, prices);
			if (amount === undefined) {
				const { model } = charge;
				if (model !== undefined) this.unknown.set(model, (this.unknown.get(model) ?? 0) + 1);
				sum = undefined;
			} else {
				this.add(prices.unit, amount);
				if (sum !== undefined) sum += amount;
			}
		}
		return sum;
	}

	/** Tasks are paid in points, which the gateway tells with the task. */
	private costOfTask(points: unknown): Cost | null {
		if (typeof points !== 'number') return null;
		return { amount: points, unit: 'points' };
	}

	private add(unit: string, amount: Decimal): void {
		this.sums.set(unit, (this.sums.get(unit) ?? 0n) + amount);
	}
}

/** What requests cost together, null where that is not known; undefined without prices. */
export function costOf(
	charges: readonly Charge[],
	prices: Prices | undefined,
): Cost | null | undefined {
	if (prices === undefined) return undefined;
	let sum: Decimal = 0n;
	for (const charge of charges) {
		const amount = amountOf(charge, prices);
		if (amount === undefined) return null;
		sum += amount;
	}
	return { amount: toNumber(sum), unit: prices.unit };
}

/** Tokens of an outcome, by which it takes its share. */
function weightOf({ output, failure }: Outcome): bigint {
	const used = tokensOf(output?.json.usage ?? failure?.usage);
	return BigInt(Math.ceil(used ? used.input + used.output : 0));
}

/** Shares an amount out; all shares together are the amount. */
function sharesOf(
	sum: Decimal | undefined,
	weights: readonly bigint[],
): Array<Decimal | undefined> {
	if (sum === undefined) return weights.map(() => undefined);
	const all = weights.reduce((total, weight) => total + weight, 0n);
	const count = BigInt(weights.length);
	let left = sum;
	return weights.map((weight, position) => {
		if (position === weights.length - 1) return left;
		const share = all > 0n ? (sum * weight) / all : sum / count;
		left -= share;
		return share;
	});
}
