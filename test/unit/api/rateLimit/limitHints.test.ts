import { limitHints } from '../../../../nodes/api/rateLimit/limitHints';
import { processorTime } from '../../../support/processorTime';

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
	['86400', 86_400_000],
	['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
])('Retry-After: %s is a wait of %d ms', (given, milliseconds) => {
	expect(wait({ 'retry-after': given })).toBe(milliseconds);
});

test.each([
	'-1',
	'NaN',
	'Infinity',
	'1741305600',
	'soon',
	'',
	' ',
	'Sun, 01 Mar 2026 11:59:30 GMT',
])('Retry-After: "%s" cannot be meant and is ignored', (given) => {
	expect(wait({ 'retry-after': given })).toBeUndefined();
});

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
	});
});

test.each([
	['on requests per min (RPM): Limit 500, Used 500, Requested 1.', { about: 'requests' }],
	['on requests per min. Limit: 3 / min. Please', { about: 'requests' }],
	['on requests per day (RPD): Limit 200, Used 200, Requested 1.', { about: 'requests' }],
	['on tokens per min. Limit: 10000 / min. Please', { about: 'tokens' }],
	['You have reached the request rate limit: 15 requests per minute', { about: 'requests' }],
	['您已达到请求数限制：1分钟内最多请求600次', { about: 'requests' }],
	['您已达到请求数限制：3分钟内最多请求 15 次', { about: 'requests' }],
	[
		'Too many concurrent requests. Limit: 1 concurrent requests',
		{ about: 'inFlight', inFlight: 1 },
	],
	['you may have at most 50 in-flight requests', { about: 'inFlight', inFlight: 50 }],
])('"%s" tells %o', (words, told) => {
	expect(read(words)).toMatchObject(told);
});

test.each([
	['Please try again in 6m0s.', 360_000],
	['Please try again in 20ms.', 20],
	['Please try again in 1h0m0s', 3_600_000],
	['Please try again in 7m12.5s', 432_500],
])('"%s" is a wait of %d ms', (words, milliseconds) => {
	expect(read(words).wait).toBe(milliseconds);
});

test.each([
	// Azure
	[
		'exceeded call rate limit of your current tier. Please retry after 3 seconds. Please go here',
		3_000,
	],
	['token rate limit of your current tier. Please retry after 86400 seconds.', 86_400_000],
	// Gemini, and its other clients
	['limit: 20, model: gemini\nPlease retry in 36.429760048s.', 36_429.760048],
	['Your quota will reset after 4h28m20s. (HTTP 429)', 16_100_000],
	['{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"18s"}', 18_000],
	// Groq, Moonshot
	['Requested 9855. Please try again in 1.984999999s. Need more tokens?', 1_984.999999],
	['max request per minute reached: 3, please try again after 1 seconds', 1_000],
	// Django, Discord, proxies
	['Request was throttled. Expected available in 34 seconds.', 34_000],
	['{"message": "You are being rate limited.", "retry_after": 1.5, "global": false}', 1_500],
	['Too many requests (Retry-After: 3)', 3_000],
	['retry-after: 2 minutes', 120_000],
	['retry in: 1m30s', 90_000],
	['rate limited, retry_after_ms=750', 750],
	['Please wait 30s before retrying', 30_000],
	['Please wait approximately 86460 seconds', 86_460_000],
	['Slow down and retry your request in about 2 minutes', 120_000],
	['try again in 1 minute 30 seconds', 90_000],
	['try again in 1 minute and 30 seconds', 90_000],
	['Try again in 1 hr, 5 mins', 3_900_000],
	['Retrying in 20.387 second(s)...', 20_387],
	['please retry in 250 ms', 250],
	['Retry after 500 milliseconds', 500],
	['Limit resets in: 1,200 seconds', 1_200_000],
	['try again in a minute', 60_000],
	['The limit will be available again in one hour', 3_600_000],
	['Rate limit will reset at 2026-03-01T12:00:45Z', 45_000],
	['Quota will be replenished in 00:05:10.', 310_000],
	['Quota will be replenished in 5.03:23:11.', 444_191_000],
	['Try again after 2026-03-01 20:01:00 +08:00.', 60_000],
	['请求过于频繁，请在30秒后重试', 30_000],
	['请 20 秒后再试', 20_000],
	['请求超限，1分钟后重试', 60_000],
	['请于 1分30秒 之后再试', 90_000],
	['触发限流，请等待 45 秒', 45_000],
	['额度将在2小时后恢复', 7_200_000],
	['请一分钟后再试', 60_000],
	['限流中，剩余 500 毫秒', 500],
	['Please try again in 3h12m.', 11_520_000],
])('"%s" is a wait of %d ms', (words, milliseconds) => {
	expect(read(words).wait).toBeCloseTo(milliseconds, 3);
});

test.each([
	'Please try again in a few seconds.',
	'Please try again later',
	'You may send 10 requests in 1 minute',
	'Please wait before you send more than 3 requests every 60 seconds',
	'The limit resets every 60 seconds',
	'1分钟内最多请求600次，请稍后再试',
	'Retry failed after 30 seconds',
	'Wait timeout: 30 seconds',
	'model gpt-4 is rate limited, retry 3 times',
	'Rate limit will reset at 2025-01-01T00:00:00Z',
	'Limits reset at 00:05:10 every day',
	'retry after 9999999999 seconds',
])('"%s" states no wait', (words) => {
	expect(read(words).wait).toBeUndefined();
});

test('words without end are read in no time', () => {
	for (const piece of ['1', 'try ', 'again in 1', '分钟', 'a ', 'retry after: ', 'wait '])
		expect(processorTime(() => read(piece.repeat(100_000 / piece.length)))).toBeLessThan(500);
});

test.each([
	'Rate limit reached for m on requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.',
	'on tokens per day (TPD): Limit 100000, Used 97050, Requested 3619. Please try again in 9m38.016s',
	'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day',
	'Rate limit exceeded: free-models-per-day-high-balance.',
	'Quota exceeded: GenerateRequestsPerDayPerProjectPerModel-FreeTier',
	'Daily request 200 limit exceeded. Please try again tomorrow.',
	'You have reached your daily limit',
	'RPD limit of the key reached',
	'You have used all your requests for today',
	'50 requests/day',
	'Weekly limit reached',
	'daily_limit_exceeded',
	'requests_per_day',
	'免费API Key限制200请求/24小时',
	'今日请求次数已达上限',
	'已超过每日调用次数限制',
	'当日额度已用完，请明天再试',
	'单日请求数超限',
	'1天内最多请求 200 次',
	'24小时内最多请求 200 次',
])('"%s" is a limit of the day', (words) => {
	expect(read(words).perDay).toBe(true);
});

test.each([
	'Rate limit reached on tokens per minute (TPM): Limit 12000. Need more tokens? Upgrade to Dev Tier today at https://console.test',
	'Rate limit exceeded: free-models-per-min. Add 10 credits to unlock 1000 free model requests per day',
	'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
	'您已达到请求数限制：1分钟内最多请求600次',
	'Too many requests, have a nice day',
	'You may send 5 requests per second and 1000 per day',
	'QPM limit exceeded, daily report at https://gateway.test',
])('"%s" is none', (words) => {
	expect(read(words)).not.toHaveProperty('perDay');
});

const inHeaders = (headers: { [name: string]: string }) =>
	limitHints({ status: 429, headers }, 'Too many requests', noon);

test.each([
	['-requests', '0', '14h24m0s', 51_840_000],
	['-tokens', '0', '3h', 10_800_000],
	['', '0', String(noon + 7_200_000), 7_200_000],
	['', '0', String((noon + 7_200_000) / 1000), 7_200_000],
	['-requests-day', '0', '33011.38', 33_011_380],
	['', '0', '2026-03-01T15:00:00Z', 10_800_000],
])('nothing left of x-ratelimit%s with reset %s is a wait', (kind, remaining, reset, wait) => {
	const headers = {
		[`x-ratelimit-remaining${kind}`]: remaining,
		[`x-ratelimit-reset${kind}`]: reset,
	};
	expect(inHeaders(headers).wait).toBeCloseTo(wait);
	expect(inHeaders({ ...headers, 'retry-after': '7' }).wait).toBe(7_000);
	expect(inHeaders({ ...headers, [`x-ratelimit-remaining${kind}`]: '3' })).toEqual({});
});

test('Anthropic names the limit first', () => {
	const headers = {
		'anthropic-ratelimit-requests-remaining': '0',
		'anthropic-ratelimit-requests-reset': '2026-03-01T14:00:00Z',
	};
	expect(inHeaders(headers).wait).toBe(7_200_000);
});

test('what comes back within minutes is for the limiter to find out', () => {
	const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9m' };
	expect(inHeaders(headers)).toEqual({});
});

test("new-api's limits are those of the user, whatever the model; OpenAI's are those of one model", () => {
	const total = '您已达到总请求数限制：1分钟内最多请求600次，包括失败次数，请检查您的请求是否正确';
	expect(read(total)).toEqual({
		about: 'requests',
		wholeKey: true,
	});
	expect(
		read('Rate limit reached for gpt-4o in organization org-abc on total requests per min (RPM)'),
	).toEqual({ about: 'requests' });
});

test('a request that asks for more than the limit is told apart', () => {
	const text =
		'Request too large for gpt-4o in organization org-abc on tokens per min (TPM): Limit 30000, Requested 31538. The input or output tokens must be reduced in order to run successfully.';
	expect(read(text)).toMatchObject({ tooLarge: true, about: 'tokens' });
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

test('a limit that is renewed in years cannot be meant', () => {
	const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9999999999' };
	expect(wait(headers)).toBeUndefined();
});
