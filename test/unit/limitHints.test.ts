import { allowances } from '../../nodes/api/allowances';
import { limitHints } from '../../nodes/api/limitHints';

const noon = Date.parse('2026-03-01T12:00:00Z');

function wait(headers: { [name: string]: string }): number | undefined {
	return limitHints({ status: 429, headers }, '', noon).wait;
}

function read(words: string) {
	return limitHints({ status: 429, headers: {} }, words, noon);
}

test.each([
	['2', 2_000],
	['1.5', 1_500],
	['0', 0],
	['3600', 3_600_000],
	['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
])('Retry-After: %s is a wait of %d ms', (given, milliseconds) => {
	expect(wait({ 'retry-after': given })).toBe(milliseconds);
});

test.each(['-1', 'NaN', 'Infinity', '3601', 'soon', '', ' ', 'Sun, 01 Mar 2026 11:59:30 GMT'])(
	'Retry-After: "%s" cannot be meant and is ignored',
	(given) => {
		expect(wait({ 'retry-after': given })).toBeUndefined();
	},
);

test('a date is compared with the clock of the gateway, if it tells it', () => {
	const headers = {
		'retry-after': 'Sun, 01 Mar 2026 15:00:10 GMT',
		date: 'Sun, 01 Mar 2026 15:00:00 GMT',
	};
	expect(wait(headers)).toBe(10_000);
});

test('retry-after-ms is more exact than retry-after, unless it makes no sense', () => {
	expect(wait({ 'retry-after-ms': '250', 'retry-after': '1' })).toBe(250);
	expect(wait({ 'retry-after-ms': '0' })).toBe(0);
	expect(wait({ 'retry-after-ms': '-5', 'retry-after': '1' })).toBe(1_000);
});

test("OpenAI's text tells what is limited, to how much and how long to wait", () => {
	const text =
		'Rate limit reached for gpt-4o in organization org-abc on tokens per min (TPM): Limit 10000, Used 8782, Requested 8172. Please try again in 41.724s. Visit https://platform.openai.com/account/rate-limits to learn more.';
	expect(read(text)).toEqual({
		wait: 41_724,
		about: 'tokens',
		limit: { of: 'tokens', amount: 10_000, window: 60_000 },
	});
});

test.each([
	['on requests per min (RPM): Limit 500, Used 500, Requested 1.', 'requests', 500, 60_000],
	['on requests per min. Limit: 3 / min. Please', 'requests', 3, 60_000],
	['on requests per day (RPD): Limit 200, Used 200, Requested 1.', 'requests', 200, 86_400_000],
	['on tokens per min. Limit: 10000 / min. Please', 'tokens', 10_000, 60_000],
	['You have reached the request rate limit: 15 requests per minute', 'requests', 15, 60_000],
	['您已达到请求数限制：1分钟内最多请求600次', 'requests', 600, 60_000],
	['您已达到请求数限制：3分钟内最多请求 15 次', 'requests', 15, 180_000],
	['Too many concurrent requests. Limit: 1 concurrent requests', 'inFlight', 1, 0],
	['you may have at most 50 in-flight requests', 'inFlight', 50, 0],
])('"%s" states a limit', (words, of, amount, window) => {
	expect(read(words)).toMatchObject({ about: of, limit: { of, amount, window } });
});

test.each([
	['Please try again in 6m0s.', 360_000],
	['Please try again in 20ms.', 20],
	['Please try again in 1h0m0s', 3_600_000],
	['Please try again in 7m12.5s', 432_500],
])('"%s" is a wait of %d ms', (words, milliseconds) => {
	expect(read(words).wait).toBe(milliseconds);
});

test('a wait of more than an hour is not a wait', () => {
	expect(read('Please try again in 3h12m.').wait).toBeUndefined();
	expect(read('Please try again in a few seconds.').wait).toBeUndefined();
});

test("new-api's limits are those of the user, whatever the model; OpenAI's are those of one model", () => {
	const total = '您已达到总请求数限制：1分钟内最多请求600次，包括失败次数，请检查您的请求是否正确';
	expect(read(total)).toEqual({
		about: 'requests',
		limit: { of: 'requests', amount: 600, window: 60_000 },
		wholeKey: true,
	});
	expect(
		read('Rate limit reached for gpt-4o in organization org-abc on total requests per min (RPM)'),
	).toEqual({ about: 'requests' });
});

test('a request that asks for more than the limit is told apart', () => {
	const text =
		'Request too large for gpt-4o in organization org-abc on tokens per min (TPM): Limit 30000, Requested 31538. The input or output tokens must be reduced in order to run successfully.';
	expect(read(text)).toMatchObject({ tooLarge: true, limit: { amount: 30_000 } });
	expect(read('on tokens per min (TPM): Limit 100, Used 99, Requested 100')).not.toHaveProperty(
		'tooLarge',
	);
});

test('words that say nothing give no hints', () => {
	expect(read('')).toEqual({});
	expect(read('Too many requests')).toEqual({});
	expect(read('Limit 0, Used 0. You ask at most 0 in-flight requests')).toEqual({
		about: 'inFlight',
	});
});

test('the headers of an answer tell what is left of requests and of tokens', () => {
	const headers = {
		'x-ratelimit-limit-requests': '600',
		'x-ratelimit-remaining-requests': '580',
		'x-ratelimit-reset-requests': '2s',
		'x-ratelimit-limit-tokens': '100000',
		'x-ratelimit-remaining-tokens': '0',
		'x-ratelimit-reset-tokens': '6m0.5s',
	};
	expect(allowances(headers)).toEqual({
		requests: { limit: 600, remaining: 580, reset: 2_000 },
		tokens: { limit: 100_000, remaining: 0, reset: 360_500 },
	});
});

test.each([
	['-1', '-1', '0'],
	['0', '0', '1s'],
	['600', '-1', '1s'],
	['600', '601', '1s'],
	['600', '5', '0'],
	['600', '5', '-1'],
	['600', '5', 'soon'],
	['600', '5', '1741305600000'],
	['many', '5', '1s'],
	['1e9', '5', '1s'],
])('limit %s, remaining %s, reset %s is nonsense and left out', (limit, remaining, reset) => {
	const headers = {
		'x-ratelimit-limit-requests': limit,
		'x-ratelimit-remaining-requests': remaining,
		'x-ratelimit-reset-requests': reset,
	};
	expect(allowances(headers)).toEqual({});
});

test.each([
	['1000', '400', '14h24m0s'],
	['14400', '14370', '43m12s'],
	['10000', '9999', '8.64s'],
	['200', '199', '7m12s'],
	['1000', '400', '600.001'],
])('limit %s, remaining %s, reset %s is of a day: it leads no pace', (limit, remaining, reset) => {
	const headers = {
		'x-ratelimit-limit': limit,
		'x-ratelimit-remaining': remaining,
		'x-ratelimit-reset': reset,
	};
	expect(allowances(headers)).toEqual({});
});
