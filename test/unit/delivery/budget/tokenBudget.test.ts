import { estimateRequest, estimateTokens } from '../../../../nodes/api/usage/estimate';
import { addUsage, tokensOf } from '../../../../nodes/api/usage/usage';
import { Budget } from '../../../../nodes/delivery/budget/budget';

const exactly = (tokens: number) => ({ most: tokens, least: tokens });

test('requests are let in until the budget is used up', () => {
	const budget = new Budget(100);
	budget.reserve(60);
	budget.settle(60, 50);
	expect([51, 50].map((tokens) => budget.isTooSmallFor(exactly(tokens)))).toEqual([true, false]);
	expect([51, 50].map((tokens) => budget.roomFor(exactly(tokens)))).toEqual([undefined, 50]);
});

test('a request that might not fit waits for those in flight, which mostly use less', () => {
	const budget = new Budget(100);
	budget.reserve(80);
	expect(budget.roomFor(exactly(80))).toBeUndefined();
	expect(budget.isTooSmallFor(exactly(80))).toBe(false);
	budget.settle(80, 10);
	expect(budget.roomFor(exactly(80))).toBe(80);
});

test('a request whose answer has no bound may have all that is left, but only alone', () => {
	const budget = new Budget(1_000);
	const unbound = { most: 16_484, least: 101 };
	expect(budget.roomFor(unbound)).toBe(1_000);
	budget.reserve(10);
	expect(budget.roomFor(unbound)).toBeUndefined();
	budget.settle(10, 900);
	expect(budget.isTooSmallFor(unbound)).toBe(true);
});

test('fractions leave no rest that others would wait for', () => {
	const budget = new Budget(1);
	for (const amount of [0.1, 0.2, 0.3]) budget.reserve(amount);
	for (const amount of [0.1, 0.2, 0.3]) budget.settle(amount, 0);
	expect(budget.roomFor({ most: 2, least: 0.5 })).toBe(1);
});

test.each([
	['', 0],
	['Hello world!', 3],
	['你好世界', 4],
	['Hi 你好', 3],
])('%j is about %s tokens', (text, tokens) => {
	expect(estimateTokens(text)).toBe(tokens);
});

test('a picture counts as a picture, however long its data', () => {
	const url = `data:image/png;base64,${'A'.repeat(100_000)}`;
	expect(estimateRequest([{ role: 'user', content: [{ image_url: { url } }] }])).toBeLessThan(1100);
});

test.each([
	[
		{ prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
		{ input: 3, output: 4 },
	],
	[
		{ input_tokens: 3, output_tokens: 4 },
		{ input: 3, output: 4 },
	],
	[{ total_tokens: 7 }, { input: 7, output: 0 }],
	[
		{ completion_tokens: 4, total_tokens: 7 },
		{ input: 3, output: 4 },
	],
	[{ prompt_tokens: -1 }, undefined],
	[{}, undefined],
	[null, undefined],
])('usage %j is read as %j', (usage, tokens) => {
	expect(tokensOf(usage)).toEqual(tokens);
});

test('usages add up member by member; what is unknown makes the sum unknown', () => {
	const one = { total_tokens: 1, details: { cached: 1 }, tier: 'a' };
	const other = { total_tokens: 2, details: { cached: 3, audio: 1 }, tier: 'a' };
	expect(addUsage(one, other)).toEqual({
		total_tokens: 3,
		details: { cached: 4, audio: 1 },
		tier: 'a',
	});
	expect(addUsage(one, null)).toBeNull();
});
