import { shareUsage } from '../../../../nodes/api/usage/shareUsage';
import { randomNumbers } from '../../../support/randomNumbers';

const sum = (values: readonly unknown[]) =>
	values.reduce<number>((all, one) => all + Number(one), 0);

test('whole numbers are shared in proportion, and add up to what was sent', () => {
	const shares = shareUsage({ prompt_tokens: 10, total_tokens: 10 }, [1, 1, 1]);
	expect(shares).toEqual([
		{ prompt_tokens: 4, total_tokens: 4 },
		{ prompt_tokens: 3, total_tokens: 3 },
		{ prompt_tokens: 3, total_tokens: 3 },
	]);
});

test('what is left over goes to the largest fractions', () => {
	// 7/10 of each weight: 0.7, 2.1, 4.2.
	expect(shareUsage({ total_tokens: 7 }, [1, 3, 6])).toEqual([
		{ total_tokens: 1 },
		{ total_tokens: 2 },
		{ total_tokens: 4 },
	]);
});

test('members within members are shared, fractions in proportion, others are the same for all', () => {
	const usage = {
		prompt_tokens: 3,
		prompt_tokens_details: { cached_tokens: 1, audio_tokens: 0 },
		cost: 0.5,
		tier: 'default',
		points: null,
	};
	expect(shareUsage(usage, [1, 1])).toEqual([
		{
			prompt_tokens: 2,
			prompt_tokens_details: { cached_tokens: 1, audio_tokens: 0 },
			cost: 0.25,
			tier: 'default',
			points: null,
		},
		{
			prompt_tokens: 1,
			prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
			cost: 0.25,
			tier: 'default',
			points: null,
		},
	]);
});

test('usage that was not sent is null for every item', () => {
	expect(shareUsage(null, [1, 2])).toEqual([null, null]);
});

test('items without weight share alike', () => {
	expect(shareUsage({ total_tokens: 3 }, [0, 0])).toEqual([
		{ total_tokens: 2 },
		{ total_tokens: 1 },
	]);
});

test.each<[unknown, unknown[]]>([
	[-3, [-1, -2]],
	[0, [0, 0]],
	['3', ['3', '3']],
	[Infinity, [Infinity, Infinity]],
	[5, [2, 3]],
	[{ tokens: 0.5 }, [{ tokens: 0.5 / 3 }, { tokens: 1 / 3 }]],
])('of %j, one item with twice the weight of the other gets %j', (amount, shares) => {
	const parts = shareUsage({ amount }, [1, 2]).map((share) => share?.amount);
	parts.forEach((part, position) => {
		const wanted = shares[position];
		if (typeof wanted === 'number' && Number.isFinite(wanted)) expect(part).toBeCloseTo(wanted, 9);
		else expect(part).toEqual(wanted);
	});
});

test('where two are as close to a further one, the first gets it', () => {
	expect(shareUsage({ amount: 3 }, [1, 1]).map((share) => share?.amount)).toEqual([2, 1]);
	expect(shareUsage({ amount: 1 }, [1, 2, 2]).map((share) => share?.amount)).toEqual([0, 1, 0]);
});

test('one item gets all of it', () => {
	const usage = { total_tokens: 7, cost: 0.1 };
	expect(shareUsage(usage, [5])).toEqual([usage]);
});

test('whatever the amount and the weights, the sum is exact and no share is a token off', () => {
	const random = randomNumbers(1);
	for (let round = 0; round < 500; round++) {
		const weights = Array.from({ length: 1 + (random() % 50) }, () => random() % 1000);
		const amount = random() % 100_000;
		const parts = shareUsage({ amount }, weights).map((share) => share?.amount as number);
		expect(sum(parts)).toBe(amount);
		const all = sum(weights);
		parts.forEach((part, position) => {
			const exact = all === 0 ? amount / weights.length : (amount * (weights[position] ?? 0)) / all;
			expect(Math.abs(part - exact)).toBeLessThan(1);
		});
	}
});
