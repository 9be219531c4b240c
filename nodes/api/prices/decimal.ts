/** Places after the point that are kept: a token at a millionth of a dollar, shared out, has 12. */
const places = 18;
const one = 10n ** BigInt(places);

/** An amount of money, as a whole number of 10^-18: sums of binary fractions have a rest (0.1 + 0.2). */
export type Decimal = bigint;

/** How a number may be written: in JSON, or by a person, who leaves out the zero before the point. */
const written = /^(\d{0,15})(?:\.(\d*))?(?:e([+-]?\d{1,2}))?$/i;

/**
 * The number that is meant, from 0; undefined where it is none.
 *
 * @param value a number, or a text of one such as "2.50"
 */
export function decimal(value: unknown): Decimal | undefined {
	if (typeof value !== 'number' && typeof value !== 'string') return undefined;
	const [match, whole = '', fraction = '', exponent = '0'] =
		written.exec(String(value).trim()) ?? [];
	if (match === undefined || whole + fraction === '') return undefined;
	const shift = places + Number(exponent) - fraction.length;
	const digits = BigInt(whole + fraction);
	return shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
}

/** Two of them multiplied; what is beyond the last place is dropped. */
export function times(left: Decimal, right: Decimal): Decimal {
	return (left * right) / one;
}

/** So many thousandths, millionths … of an amount: `count` of what costs `amount` per `per`. */
export function share(amount: Decimal, count: number, per: number): Decimal {
	return (amount * BigInt(Math.ceil(count))) / BigInt(per);
}

/** The largest of some. */
export function largest(amounts: readonly Decimal[]): Decimal {
	return amounts.reduce((most, amount) => (amount > most ? amount : most), 0n);
}

/** Places that an amount is shown with: less than that is no money anywhere. */
const shown = 12;
const half = 10n ** BigInt(places - shown) / 2n;

/** As a number whose digits are those of the amount, rounded to 12 places. */
export function toNumber(amount: Decimal): number {
	const rounded = ((amount + half) / (2n * half)).toString().padStart(shown + 1, '0');
	return Number(`${rounded.slice(0, -shown)}.${rounded.slice(-shown)}`);
}
