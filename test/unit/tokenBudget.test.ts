import { estimateRequest, estimateTokens } from '../../nodes/api/tokens';
import { addUsage, tokensOf } from '../../nodes/api/usage';
import { TokenBudget } from '../../nodes/delivery/tokenBudget';

test('requests are let in until the budget is used up', () => {
	const budget = new TokenBudget(100);
	budget.reserve(60);
	budget.settle(60, 50);
	expect(budget.refusal(51)).toMatchObject({ kind: 'budget' });
	expect(budget.refusal(50)).toBeUndefined();
});

test('a request that might not fit waits for those in flight, which mostly use less', () => {
	const budget = new TokenBudget(100);
	budget.reserve(80);
	expect([budget.fits(80), budget.refusal(80)]).toEqual([false, undefined]);
	budget.settle(80, 10);
	expect(budget.fits(80)).toBe(true);
});

test('a request that waits is turned away when nothing is left to wait for', () => {
	const budget = new TokenBudget(100);
	budget.reserve(80);
	budget.settle(80, 70);
	expect(budget.refusal(80)?.message).toMatch(/budget of 100 /);
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
