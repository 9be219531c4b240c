import type { Decimal } from '../../api/prices/decimal';

/** A budget counts billionths of the unit of the prices: sums of them have no rest below nine million. */
export const perUnit = 1e9;
const perBillionth = 10n ** 9n;

/** An amount in billionths, rounded up, so that no sum is too small. */
export function billionths(amount: Decimal): number {
	return Number((amount + perBillionth - 1n) / perBillionth);
}
