import fc from 'fast-check';
import { decimal, share, times, toNumber } from '../../../../nodes/api/prices/decimal';

test.each<[unknown, number]>([
	[0, 0],
	[0.1, 0.1],
	['2.50', 2.5],
	['.5', 0.5],
	['5.', 5],
	[1e-7, 1e-7],
	['1E-9', 1e-9],
	[15, 15],
	['120', 120],
])('%p is the amount %p', (written, amount) => {
	expect(toNumber(decimal(written)!)).toBe(amount);
});

test.each<[unknown]>([
	[-1],
	['-0.5'],
	['free'],
	[''],
	['.'],
	['1,50'],
	['$2'],
	[NaN],
	[Infinity],
	[null],
	[undefined],
	[[1]],
	[true],
	['1e400'],
])('%p is no amount', (written) => {
	expect(decimal(written)).toBeUndefined();
});

test('a sum has no rest of binary fractions', () => {
	expect(toNumber(decimal(0.1)! + decimal(0.2)!)).toBe(0.3);
	expect(toNumber(times(decimal(0.059)!, decimal(2.5)!))).toBe(0.1475);
	expect(toNumber(share(decimal(0.15)!, 3, 1_000_000))).toBe(0.00000045);
});

test('amounts of money with up to nine places stay what they are, and so do their sums', () => {
	const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { maxLength: 50 });
	fc.assert(
		fc.property(amounts, (billionths) => {
			const written = billionths.map((part) => `0.${String(part).padStart(9, '0')}`);
			const exact = billionths.filter((part) => part < 1_000_000_000);
			const sum = exact.reduce((total, part) => total + part, 0);
			const added = exact
				.map((part) => decimal(`0.${String(part).padStart(9, '0')}`)!)
				.reduce((total, part) => total + part, 0n);
			expect(toNumber(added)).toBe(
				Number(`${Math.floor(sum / 1e9)}.${String(sum % 1e9).padStart(9, '0')}`),
			);
			expect(written).toHaveLength(billionths.length);
		}),
	);
});
