import { isObject, type JsonObject } from '../json';

/**
 * Shares the usage of one request out over the items that it was made for. Whole numbers are shared as
 * whole numbers that add up exactly to what was sent; fractions (prices) in proportion; other members
 * are the same for every item.
 *
 * @param usage as sent, or null when it was not
 * @param weights one for each item, such as its estimated tokens; from 0
 * @returns one usage for each item; null for all when there is none to share
 */
export function shareUsage(
	usage: JsonObject | null,
	weights: readonly number[],
): Array<JsonObject | null> {
	if (usage === null) return weights.map(() => null);
	const shares: JsonObject[] = weights.map(() => ({}));
	for (const [name, value] of Object.entries(usage)) {
		const parts = sharesOf(value, weights);
		shares.forEach((share, position) => (share[name] = parts[position]));
	}
	return shares;
}

function sharesOf(value: unknown, weights: readonly number[]): unknown[] {
	if (isObject(value)) return shareUsage(value, weights);
	if (typeof value !== 'number' || !Number.isFinite(value)) return weights.map(() => value);
	const exact = proportionalShares(value, weights);
	return Number.isSafeInteger(value) && value >= 0 ? wholeShares(value, exact) : exact;
}

function proportionalShares(amount: number, weights: readonly number[]): number[] {
	const sum = weights.reduce((total, weight) => total + weight, 0);
	return weights.map((weight) => (sum > 0 ? (amount * weight) / sum : amount / weights.length));
}

/** Largest remainder: everyone gets the whole part, what is left goes to the largest fractions. */
function wholeShares(amount: number, exact: readonly number[]): number[] {
	const whole = exact.map(Math.floor);
	const left = amount - whole.reduce((total, share) => total + share, 0);
	const byRemainder = exact
		.map((share, position) => ({ position, remainder: share % 1 }))
		.sort((one, other) => other.remainder - one.remainder || one.position - other.position);
	for (const { position } of byRemainder.slice(0, left))
		whole[position] = (whole[position] ?? 0) + 1;
	return whole;
}
