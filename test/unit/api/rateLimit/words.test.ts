import {
	asksTooMuch,
	countedInWords,
	limitInWords,
	wholeKeyWords,
} from '../../../../nodes/api/rateLimit/limitInWords';
import { limitPeriod } from '../../../../nodes/api/rateLimit/limitPeriod';
import { renewalInHeaders } from '../../../../nodes/api/rateLimit/renewal';
import { waitInWords } from '../../../../nodes/api/rateLimit/waitInWords';

const second = 1_000;
const minute = 60_000;
const hour = 3_600_000;
const day = 86_400_000;

test.each<[string, ReturnType<typeof limitInWords>]>([
	['on requests per min. Limit: 3 / min.', { of: 'requests', amount: 3, window: minute }],
	['on REQUESTS PER MIN (RPM): Limit 3, Used 3', { of: 'requests', amount: 3, window: minute }],
	['on tokens per day (TPD): Limit 100', { of: 'tokens', amount: 100, window: day }],
	['on tokens per hour: Limit: 100', { of: 'tokens', amount: 100, window: hour }],
	['on requests per second: Limit 5', { of: 'requests', amount: 5, window: second }],
	['on requests per min about 3', undefined],
	['15 requests per minute', { of: 'requests', amount: 15, window: minute }],
	['15 Requests Per Minute', { of: 'requests', amount: 15, window: minute }],
	['15 tokens/sec', { of: 'tokens', amount: 15, window: second }],
	['15 requests every hour', { of: 'requests', amount: 15, window: hour }],
	['15 tokens / day', { of: 'tokens', amount: 15, window: day }],
	['1分钟内最多请求600次', { of: 'requests', amount: 600, window: minute }],
	['2 小时内最多 60 次', { of: 'requests', amount: 60, window: 2 * hour }],
	['10秒内最多请求 5次', { of: 'requests', amount: 5, window: 10 * second }],
	['3 天内最多60次', { of: 'requests', amount: 60, window: 3 * day }],
	['at most 50 in-flight requests', { of: 'inFlight', amount: 50, window: 0 }],
	['at most 50 inflight requests', { of: 'inFlight', amount: 50, window: 0 }],
	['Limit: 1 concurrent requests', { of: 'inFlight', amount: 1, window: 0 }],
	['only 2 simultaneous requests', { of: 'inFlight', amount: 2, window: 0 }],
	['only 2 PARALLEL requests', { of: 'inFlight', amount: 2, window: 0 }],
	['0 concurrent requests', undefined],
	['15 apples per minute', undefined],
	['Too many requests', undefined],
])('the limit in "%s" is %j', (words, limit) => {
	expect(limitInWords(words)).toEqual(limit);
});

test.each<[string, ReturnType<typeof countedInWords>]>([
	['tokens per minute', 'tokens'],
	['token per minute', 'tokens'],
	['TPM limit', 'tokens'],
	['tpd', 'tokens'],
	['TPS', 'tokens'],
	['the token rate limit', 'tokens'],
	['requests per minute', 'requests'],
	['request per minute', 'requests'],
	['RPM limit', 'requests'],
	['rpd', 'requests'],
	['RPS', 'requests'],
	['您已达到请求数限制', 'requests'],
	['in-flight', 'inFlight'],
	['Inflight', 'inFlight'],
	['concurrency', 'inFlight'],
	['simultaneous', 'inFlight'],
	['并发过高', 'inFlight'],
	['TPX', undefined],
	['RPX', undefined],
	['a subtoken per word', undefined],
])('what "%s" counts is %s', (words, unit) => {
	expect(countedInWords(words)).toBe(unit);
});

test.each<[string, boolean]>([
	['您已达到限制', true],
	['总请求数', true],
	['该用户', true],
	['your account', true],
	['This account', true],
	['per user', true],
	['User limit', true],
	['the API key', true],
	['in total', true],
	['totally', false],
	['this model', false],
])('whether "%s" is said of the whole key: %s', (words, isOfKey) => {
	expect(wholeKeyWords.test(words)).toBe(isOfKey);
});

const limit = { of: 'tokens' as const, amount: 100, window: minute };

test.each<[string, typeof limit | undefined, boolean]>([
	['Request too large', undefined, true],
	['Requested 101', limit, true],
	['requested: 101', limit, true],
	['Requested101', limit, true],
	['Requested 100', limit, false],
	['Requested 101', undefined, false],
	['unrequested 101', limit, false],
	['Requested many', limit, false],
])('whether "%s" asks for too much, with limit %j: %s', (words, stated, isTooMuch) => {
	expect(asksTooMuch(words, stated)).toBe(isTooMuch);
});

test.each<[number | undefined, string[]]>([
	[second, ['per second', 'per-sec', 'persec', 'RPS', 'tps', 'qps', 'CPS', 'XPerSecondY', '每秒']],
	[minute, ['per minute', 'per_min', 'rpm', 'TPM', 'qpm', 'cpm', 'XPerMinuteY', '5/min', '每分钟']],
	[minute, ['5/ min', '5 /MIN']],
	[hour, ['per hour', 'per-hour', 'hourly', 'RPH', 'tph', 'qph', 'cph', 'XPerHourY', '每小时']],
	[day, ['per day', 'per_day', 'daily', 'RPD', 'tpd', 'qpd', 'cpd', 'XPerDayY', '5/day', '5/ day']],
	[day, ['24h', '24 hours', '24-hour', 'tomorrow', 'for today', 'of today', "today's", '24小时']],
	[day, ['24 小时', '每日', '每天', '当日', '今日', '本日', '单日', '今天', '明天', '明日']],
	[day, ['日限', '日配额', '日额度', '日请求', '日调用']],
	[7 * day, ['per week', 'weekly', '每周', '本周']],
	[30 * day, ['per month', 'per-month', 'monthly', '每月', '本月', '当月']],
	[undefined, ['paper second', 'rpsx', 'super minute', '5/days', '每次', '上月', '某日', '明年']],
	[undefined, ['Too many requests', 'today', '']],
])('a limit over %s ms is named by any of %j', (length, names) => {
	expect(names.map((name) => limitPeriod(name))).toEqual(names.map(() => length));
});

test('the period that is named first counts', () => {
	expect(limitPeriod('5 per second, 9 per day')).toBe(second);
	expect(limitPeriod('9 per day, 5 per second')).toBe(day);
});

const noon = Date.parse('2026-03-01T12:00:00Z');
const renewal = (reset: string, remaining = '0', kind = 'x-ratelimit-remaining') =>
	renewalInHeaders({ [kind]: remaining, [kind.replace('remaining', 'reset')]: reset }, noon);

test.each<[string, number | undefined]>([
	['7', 7 * second],
	['1h', hour],
	[' 1h ', hour],
	['999999999', undefined],
	[String(noon / second + 5), 5 * second],
	[String(noon + 5_000), 5 * second],
	[String(noon - 5_000), 0],
	['1000000000', 0],
	['1000000000000', 0],
	['2026-03-01T12:00:05Z', 5 * second],
	['2026-03-01T11:00:00Z', 0],
	['Sun, 01 Mar 2026 12:00:05 GMT', 5 * second],
	['at 2026-03-01T12:00:05Z', undefined],
	['Sun, 01 Mar 2026 12:00:05 GMT+01', undefined],
	['2026-99-99', undefined],
	['soon', undefined],
	['', undefined],
])('a limit that resets at "%s" is renewed in %s ms', (reset, wait) => {
	expect(renewal(reset)).toBe(wait);
});

test.each<[string, boolean]>([
	['0', true],
	[' 0 ', true],
	['0.0', true],
	['0.00', true],
	['10', false],
	['0.5', false],
	['0x', false],
	['-0', false],
])('whether nothing is left where %j remains: %s', (remaining, isEmpty) => {
	expect(renewal('7', remaining)).toBe(isEmpty ? 7 * second : undefined);
});

test.each<[string, boolean]>([
	['x-ratelimit-remaining', true],
	['x-rate-limit-remaining', true],
	['anthropic-ratelimit-requests-remaining', true],
	['x-budget-remaining', false],
	['x-ratelimit-used', false],
])('whether the header %s tells what is left: %s', (kind, isTold) => {
	expect(renewal('7', '0', kind)).toBe(isTold ? 7 * second : undefined);
});

test('of several limits that are used up, the one that is renewed last counts', () => {
	const headers = {
		'x-ratelimit-remaining-requests': '0',
		'x-ratelimit-reset-requests': '5',
		'x-ratelimit-remaining-tokens': '0',
		'x-ratelimit-reset-tokens': '9',
		'x-ratelimit-remaining-days': '0',
	};
	expect(renewalInHeaders(headers, noon)).toBe(9 * second);
	expect(renewalInHeaders({ 'x-ratelimit-remaining': '0' }, noon)).toBeUndefined();
});

test.each<[string, number | undefined]>([
	['retry_after=3', 3 * second],
	['RetryAfter: 3', 3 * second],
	['retry delay : "3"', 3 * second],
	["retry-in: '3'", 3 * second],
	['retry_after  =  3', 3 * second],
	['retry_afterms=3', 3],
	['retry_after_millis=3', 3],
	['retry_after_milliseconds=3', 3],
	['retry_after_s=3', 3 * second],
	['retry_after_sec=3', 3 * second],
	['retry_after_secs=3', 3 * second],
	['retry_after_second=3', 3 * second],
	['retry_after_seconds=3.25', 3_250],
	['retry_after=2026-03-01', undefined],
	['retry_after=12:30', undefined],
	['retry 3', undefined],
	['reset at 2026-03-01T12:00:05Z', 5 * second],
	['reset at 2026-03-01 12:00:05 UTC', 5 * second],
	['until 2026-03-01 12:01 GMT', minute],
	['after about 2026-03-01T12:00:05.5Z', 5_500],
	['"retryAt":"2026-03-01T12:00:05Z"', 5 * second],
	['on 2026-03-01T13:00:05+01:00', 5 * second],
	['on 2026-03-01T13:00:05+0100', 5 * second],
	['on 2026-03-01T11:00:05-01:00', 5 * second],
	['at 2026-03-01T12:00:00Z', 0],
	['at 2026-03-01T11:59:59Z', undefined],
	['at 2026-03-01T12:00:05', undefined],
	['at 2026-13-41T99:00:05Z', undefined],
	['2026-03-01T12:00:05Z', undefined],
	['try again in an hour', hour],
	['try again in one day', day],
	['请两分钟后再试', 2 * minute],
	['请一 分后再试', minute],
	['请等待 5 S', 5 * second],
	['5 MIN 后', 5 * minute],
	['AVAILABLE AGAIN IN 00:00:05', 5 * second],
	['Available in 01:02:03', hour + 2 * minute + 3 * second],
	['available in 2.01:00:00', 2 * day + hour],
	['稍等 5 秒', 5 * second],
	['请等5秒', 5 * second],
	['冷却 5 秒', 5 * second],
	['还需 5 秒', 5 * second],
	['重置时间 5 秒', 5 * second],
	['5秒之后', 5 * second],
	['5秒以后', 5 * second],
	['5秒再试', 5 * second],
	['等待 5 秒内', undefined],
])('the wait in "%s" is %s ms', (words, wait) => {
	expect(waitInWords(words, noon)).toBe(wait);
});
