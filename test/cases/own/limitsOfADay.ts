import type { Answer, Want } from '../../support/wire/case';
import { chat, json, type Row } from './build';

const limit = (message: string): Answer =>
	json({ error: { message, type: 'requests', code: 'rate_limit_exceeded' } }, 429);

/** Known at once, or after one probe that is refused in the same way; the words stay. */
const ofTheDay = (words: string): Want => ({
	atMostRequests: 3,
	output: 'failure',
	kind: 'rateLimit',
	words,
});

const tomorrow = String(Date.now() + 40_000_000);

/** A limit of the day ends the wait at once; the words stay. */
export const limitsOfADay: readonly Row[] = [
	chat(
		'requests per day',
		limit('Rate limit reached on requests per day (RPD): Limit 200, Used 200. Try again in 7m12s.'),
		ofTheDay('requests per day'),
	),
	chat(
		'tokens per day',
		limit('Rate limit reached on tokens per day (TPD): Limit 100000, Used 99990, Requested 500.'),
		ofTheDay('tokens per day'),
	),
	chat(
		'OpenRouter: per-day, with headers',
		json({ error: { message: 'Rate limit exceeded: free-models-per-day', code: 429 } }, 429, {
			'x-ratelimit-limit': '50',
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': tomorrow,
		}),
		ofTheDay('per-day'),
	),
	chat(
		'Gemini: a metric per day',
		json(
			{
				error: {
					code: 429,
					message: 'You exceeded your current quota.',
					status: 'RESOURCE_EXHAUSTED',
					details: [
						{ violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }] },
					],
				},
			},
			429,
		),
		{ ...ofTheDay('current quota'), kind: ['rateLimit', 'quota'] },
	),
	chat(
		'nothing left until tomorrow, in headers',
		json({ error: { message: 'No more for now', code: 'rate_limit_exceeded' } }, 429, {
			'x-ratelimit-remaining-requests': '0',
			'x-ratelimit-reset-requests': '14h24m0s',
		}),
		ofTheDay('No more for now'),
	),
	chat(
		'Baidu: a limit of the day under 200',
		json({ error_code: 17, error_msg: 'Open api daily request limit reached' }),
		ofTheDay('daily request limit'),
	),
	chat('今日 under 429', limit('今日请求次数已达上限'), ofTheDay('今日请求次数已达上限')),
];
