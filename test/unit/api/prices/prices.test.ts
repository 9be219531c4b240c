import { aigc2d2023 } from '../../../../nodes/api/prices/aigc2d2023';
import { toNumber } from '../../../../nodes/api/prices/decimal';
import { pricesOfGateway } from '../../../../nodes/api/prices/gatewayPrices';
import { costAt, type Used } from '../../../../nodes/api/prices/price';
import type { Prices } from '../../../../nodes/api/prices/prices';
import { pricesOfTable } from '../../../../nodes/api/prices/table';
import { usageParts } from '../../../../nodes/api/prices/usageParts';

/** What an answer costs, as a number; undefined where that is not known. */
function cost(prices: Prices, model: string, used: Used, group?: string): number | undefined {
	const price = prices.of(model, group);
	const amount = price && costAt(price, used);
	return amount === undefined ? undefined : toNumber(amount);
}

const tokens = (input: number, output: number): Used => ({
	parts: usageParts({ prompt_tokens: input, completion_tokens: output }),
});

describe("the user's table", () => {
	const table = (value: unknown) => {
		const prices = pricesOfTable(value, 'CNY');
		if ('fault' in prices) throw new Error(prices.fault);
		return prices;
	};

	test('has prices for a million tokens, a call and a picture', () => {
		const prices = table({
			small: { in: 0.15, out: '0.60', cached: 0.075 },
			search: { in: 1, out: 2, call: 0.01 },
			draw: { picture: 0.04 },
			'GPT-5*': { in: 1, out: 10 },
			'gpt-5-mini*': { in: 0.25, out: 2 },
		});
		expect(prices.unit).toBe('CNY');
		expect(cost(prices, 'small', tokens(1_000, 100))).toBe(0.00021);
		expect(cost(prices, 'search', tokens(100, 10))).toBe(0.01012);
		expect(cost(prices, 'draw', { pictures: 3 })).toBe(0.12);
		expect(cost(prices, 'gpt-5-2026', tokens(1_000_000, 0))).toBe(1);
		expect(cost(prices, 'gpt-5-mini-2026', tokens(1_000_000, 0))).toBe(0.25);
		const cached = usageParts({
			prompt_tokens: 1_000,
			prompt_tokens_details: { cached_tokens: 400 },
			completion_tokens: 0,
		});
		expect(cost(prices, 'small', { parts: cached })).toBe(0.00012);
	});

	test('says nothing of a model that it does not have, or of an answer without usage', () => {
		const prices = table({ small: { in: 1, out: 1 }, draw: { picture: 1 } });
		expect(cost(prices, 'large', tokens(1, 1))).toBeUndefined();
		expect(cost(prices, 'small', {})).toBeUndefined();
		expect(cost(prices, 'draw', tokens(1, 1))).toBeUndefined();
	});

	test.each<[unknown, RegExp]>([
		['{"a"', /is no JSON object/],
		[[], /is no JSON object/],
		[{}, /has no model in it/],
		[{ a: 3 }, /has no prices for a/],
		[{ a: {} }, /has no price for a/],
		[{ a: { in: 'free', out: 1 } }, /has "free" as "in" of a/],
		[{ a: { in: -1, out: 1 } }, /has -1 as "in" of a/],
		[{ a: { in: null, out: 1 } }, /has null as "in" of a/],
		[{ a: { in: 1 } }, /has no "out" for a/],
		[{ a: { out: 1 } }, /has no "in" for a/],
		[{ a: { in: 1, out: 1, token: 2 } }, /has "token" for a/],
	])('%j is refused with a sentence', (value, sentence) => {
		const prices = pricesOfTable(value, 'CNY');
		expect('fault' in prices ? prices.fault : '').toMatch(sentence);
		expect('fault' in prices ? prices.remedy : '').toMatch(/^[A-Z].*\.$/);
	});
});

describe("AIGC2D's list of 2023", () => {
	test.each<[string, number, number, number | undefined]>([
		['gpt-3.5-turbo', 1_000, 500, 10],
		['gpt-3.5-turbo-16k', 1_000, 1_000, 28],
		['gpt-4', 500, 100, 84],
		['gpt-4-0613', 500, 100, 84],
		['ernie-bot-4', 1_000, 0, 6],
		['ERNIE-Bot', 1_000, 0, 6],
		['text-embedding-ada-002', 5_000, 0, 0.05],
		['text-embedding-ada-002', 10, 0, 0.01],
		['gpt-3.5-turbo', 1, 0, 0.01],
		['gpt-4o', 1, 1, undefined],
		['gpt-4-turbo', 1, 1, undefined],
	])('%s: %i tokens sent and %i answered are %p points', (model, input, output, points) => {
		expect(cost(aigc2d2023, model, tokens(input, output))).toBe(points);
	});
});

describe("New-API's list", () => {
	const list = {
		data: [
			{
				model_name: 'gpt-4o-mini',
				quota_type: 0,
				model_ratio: 0.075,
				model_price: 0,
				completion_ratio: 4,
				cache_ratio: 0.5,
				audio_ratio: 10,
				audio_completion_ratio: 2,
				enable_groups: ['default', 'cheap'],
			},
			{ model_name: 'draw', quota_type: 1, model_price: 0.04, enable_groups: ['default'] },
			{ model_name: 'both', quota_type: 1, model_price: 1, enable_groups: ['cheap', 'also cheap'] },
			{ model_name: 'tiered', quota_type: 0, model_ratio: 1, billing_mode: 'tiered_expr' },
			{
				model_name: 'anywhere',
				quota_type: 0,
				model_ratio: 1,
				completion_ratio: 1,
				enable_groups: ['all'],
			},
		],
		group_ratio: { default: 1, cheap: 0.059, 'also cheap': 0.059 },
		usable_group: { default: 'The usual one', cheap: '', 'also cheap': '' },
	};
	const prices = pricesOfGateway(list)!;

	test('is in dollars, by the ratios of model, answer and group', () => {
		expect(prices.unit).toBe('USD');
		expect(cost(prices, 'gpt-4o-mini', tokens(1_000_000, 0), 'default')).toBe(0.15);
		expect(cost(prices, 'gpt-4o-mini', tokens(0, 1_000_000), 'default')).toBe(0.6);
		expect(cost(prices, 'gpt-4o-mini', tokens(1_000, 100), 'cheap')).toBe(0.00001239);
		expect(cost(prices, 'draw', {}, 'default')).toBe(0.04);
	});

	test('counts cached tokens and sound by their own ratios', () => {
		const used = (usage: object) => ({ parts: usageParts(usage) });
		const million = 1_000_000;
		const sent = { prompt_tokens: million, completion_tokens: 0 };
		const cached = { ...sent, prompt_tokens_details: { cached_tokens: million } };
		expect(cost(prices, 'gpt-4o-mini', used(cached), 'default')).toBe(0.075);
		const heard = { ...sent, prompt_tokens_details: { audio_tokens: million } };
		expect(cost(prices, 'gpt-4o-mini', used(heard), 'default')).toBe(1.5);
		const spoken = {
			prompt_tokens: 0,
			completion_tokens: million,
			completion_tokens_details: { audio_tokens: million },
		};
		expect(cost(prices, 'gpt-4o-mini', used(spoken), 'default')).toBe(3);
	});

	test('without a group it is known only where all groups of the model cost the same', () => {
		expect(cost(prices, 'gpt-4o-mini', tokens(1, 1))).toBeUndefined();
		expect(cost(prices, 'both', {})).toBe(0.059);
		expect(cost(prices, 'draw', {})).toBe(0.04);
		expect(cost(prices, 'anywhere', tokens(1, 1))).toBeUndefined();
		expect(cost(prices, 'gpt-4o-mini', tokens(1, 1), 'unheard of')).toBeUndefined();
	});

	test('has no price for what is priced by rules, or is not in it', () => {
		expect(cost(prices, 'tiered', tokens(1, 1), 'default')).toBeUndefined();
		expect(cost(prices, 'unknown', tokens(1, 1), 'default')).toBeUndefined();
	});

	test.each<[unknown]>([
		['<html>'],
		[null],
		[{}],
		[{ data: [] }],
		[{ data: {} }],
		[{ data: [null, 3, { model_name: 5 }, { model_name: 'a', model_ratio: 'dear' }] }],
	])('%j is none', (body) => {
		expect(pricesOfGateway(body)).toBeUndefined();
	});
});
