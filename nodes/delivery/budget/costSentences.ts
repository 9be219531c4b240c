import { failure, type Failure } from '../../api/failure';
import { overCostBudget } from '../../api/prices/advice';
import { withOwn } from '../forOthers';
import type { Budget, Need } from './budget';
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
	const not = before ? 'Not sent again' : 'Not sent';
	const message = `${not}: ${needed}, and of the cost budget of ${money(limit, unit)} for this run ${money(left, unit)} is left`;
	if (before === undefined)
		return failure('budget', { message, description: overCostBudget, budget: 'cost' });
	const ended = `. The attempt before it ended with: ${before.message}`;
	const { status, code, type, request_id } = before;
	const told = { message: message + ended, description: overCostBudget };
	const facts = { status, code, type, request_id, ...told };
	return withOwn(failure('budget', { ...facts, budget: 'cost' }), before);
}

/** The failure of a request of which nobody knows what it costs. */
export function withoutPrice(model: string | undefined, { limit }: Budget, unit: string): Failure {
	const what = model === undefined ? 'this request' : `the model "${model}"`;
	return failure('budget', {
		message: `Not sent: there is no price for ${what}, and the cost budget of ${money(limit, unit)} could not be kept`,
		description: 'Add the model to the prices of the credential, or remove Cost Budget.',
		budget: 'cost',
	});
}

/** An amount in words, rounded to what is money. */
export function money(amount: number, unit: string): string {
	return `${Number((amount / perUnit).toPrecision(9))} ${unit}`;
}
