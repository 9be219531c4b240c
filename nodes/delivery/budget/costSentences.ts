import type { Failure } from '../../api/failure';
import { overCostBudget } from '../../api/prices/advice';
import type { Budget, Need } from './budget';
import { notSent } from './notSent';
import { perUnit } from './perUnit';

/*
 * What the user is told of the cost budget, in failed items. Amounts are in billionths.
 */

/** The failure of a request that is not sent because of the budget. */
export function beyondCostBudget(
	{ most, least }: Need,
	{ left, limit }: Budget,
	unit: string,
	before?: Failure,
): Failure {
	const needed =
		most === least
			? `it may cost up to ${money(most, unit)}`
			: `it costs ${money(least, unit)} at least`;
	const why = `${needed}, and of the cost budget of ${money(limit, unit)} for this run ${money(left, unit)} is left`;
	return notSent(why, { description: overCostBudget, budget: 'cost' }, before);
}

/** The failure of a request of which nobody knows what it costs. */
export function withoutPrice(model: string | undefined, { limit }: Budget, unit: string): Failure {
	const what = model === undefined ? 'this request' : `the model "${model}"`;
	const why = `there is no price for ${what}, and the cost budget of ${money(limit, unit)} could not be kept`;
	const description = 'Add the model to the prices of the credential, or remove Cost Budget.';
	return notSent(why, { description, budget: 'cost' });
}

/** An amount in words, rounded to what is money. */
export function money(amount: number, unit: string): string {
	return `${Number((amount / perUnit).toPrecision(9))} ${unit}`;
}
