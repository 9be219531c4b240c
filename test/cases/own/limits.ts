import type { Answer, Want } from '../../support/wire/case';
import { chat, then, json, events, type Row } from './build';
import { says, chunks, hello } from './chatBodies';

/** The limit is known for one: the request comes again, and that costs nothing. */
const comesAgain: Want = { requests: 2, output: 'success', text: 'Hello' };

const limited = (title: string, answer: Answer): Row => then(title, [answer, hello], comesAgain);

const perMinute = (message: string, details: object[] = []): object => ({
	error: { code: 429, message, status: 'RESOURCE_EXHAUSTED', details },
});

const plan = 'You exceeded your current quota, please check your plan and billing details.';

/** A limit is one at whatever status; a stated wait or a metric per minute beats words of money. */
export const limits: readonly Row[] = [
	limited(
		'a limit under 403',
		json(
			{ error: { message: 'Slow down, please', type: 'requests', code: 'rate_limit_exceeded' } },
			403,
		),
	),
	limited(
		'Baidu: QPS under 200',
		json({ error_code: 18, error_msg: 'Open api qps request limit reached' }),
	),
	limited(
		'MiniMax: RPM under 200',
		json({ base_resp: { status_code: 1002, status_msg: 'rate limit exceeded(RPM)' } }),
	),
	limited(
		'Spark: 秒级流控 under 200',
		json({ code: 11202, message: '授权限流：秒级流控超限', sid: 'cha1' }),
	),
	limited(
		'QPS words under 403',
		json({ code: 'Forbidden', message: 'The QPS of this key is used up' }, 403),
	),
	limited(
		'DashScope: Throttling under 400',
		json({ code: 'Throttling.RateQuota', message: 'Requests are throttled, come again.' }, 400),
	),
	limited(
		'a limit as an event',
		chunks({ error: { message: 'Too many requests', code: 'rate_limit_exceeded' } }),
	),
	limited(
		'Zhipu: code 1302 as an event',
		events([{ error: { code: '1302', message: '您当前使用该API的并发数过高' } }]),
	),
	limited(
		'Gemini: words of money with a stated wait',
		json(perMinute(`${plan}\nPlease retry in 0.2s.`), 429),
	),
	limited(
		'Gemini: words of money with a wait in the details',
		json(
			perMinute(plan, [
				{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '0.2s' },
			]),
			429,
		),
	),
	limited(
		'Gemini: words of money with a metric per minute, in a list',
		json(
			[
				perMinute(plan, [
					{
						'@type': 'type.googleapis.com/google.rpc.QuotaFailure',
						violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier' }],
					},
				]),
			],
			429,
		),
	),
	limited(
		'Gemini: words of money, and Retry-After in the header',
		json(perMinute(plan), 429, { 'retry-after': '0.2' }),
	),
	limited(
		'Gemini behind a gateway: its JSON is the message',
		json(
			{ error: { code: 429, message: JSON.stringify(perMinute(`${plan} Please retry in 0.2s.`)) } },
			429,
		),
	),
	limited(
		'words of billing in a limit per minute',
		json(
			{
				error: {
					message:
						'Rate limit reached on requests per min. Limit: 20 / min. Please add a payment method, see billing.',
					type: 'requests',
				},
			},
			429,
		),
	),
	// The other way round: what costs money stays what it is.
	chat(
		'an empty account under 429 that also says how many requests',
		json({ error: { message: 'Insufficient balance. Requests so far: 600.', type: 'quota' } }, 429),
		{ requests: 1, output: 'failure', kind: 'quota', words: 'Insufficient balance' },
	),
	then(
		'a limit once, then a whole answer',
		[json({ error: 'busy' }, 429), says('Hello')],
		comesAgain,
	),
];
