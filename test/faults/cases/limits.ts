import type { Answer } from '../../support/wire/case';
import { fails, groups, notTried, recovered, type FaultCase, type OpensServer } from '../case';
import { inOrder, openGateway } from '../server';
import { good, image, onceEach, page, refusal, repeatable } from './answers';
import { faultIn } from './build';

const fault = faultIn(groups.H);
const words = 'Too many requests';

const limited = (headers: Answer['headers'] = {}, message = words): Answer =>
	refusal(429, message, { type: 'requests', code: 'rate_limit_exceeded' }, headers);

/**
 * Refuses for so many milliseconds after the first request, and answers all that come later.
 *
 * @param answer the refusal, when so many milliseconds are left
 */
const closedFor =
	(milliseconds: number, answer: (left: number) => Answer): OpensServer =>
	async () => {
		let since: number | undefined;
		const admit = inOrder(good);
		return await openGateway(async (request, response, position) => {
			since ??= performance.now();
			const left = since + milliseconds - performance.now();
			await (left <= 0 ? admit : inOrder(answer(left)))(request, response, position);
		});
	};

/** Admits so many requests in so many milliseconds; those that are refused count as well. */
const countsAll =
	(most: number, milliseconds: number): OpensServer =>
	async () => {
		let arrivals: number[] = [];
		const admit = inOrder(good);
		const refuse = inOrder(limited());
		return await openGateway(async (...request) => {
			const now = performance.now();
			arrivals = [...arrivals.filter((at) => now - at < milliseconds), now];
			await (arrivals.length > most ? refuse : admit)(...request);
		});
	};

/** Headers of a limit, whatever they say, beside good answers. */
const withHeaders = (headers: Answer['headers']): Answer => ({ ...good, headers });

/** A gateway that means what it says is asked too early a few times: strays are told apart so. */
const few = [4, 12] as const;
const inMinutes = (milliseconds: number): string =>
	`${Math.floor(milliseconds / 60_000)}m${Math.ceil((milliseconds % 60_000) / 1000)}s`;
const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toUTCString();

/** Limits of the gateway. */
export const limits: readonly FaultCase[] = [
	...fault('429 once', ...onceEach(limited(), [...repeatable, image])),
	...fault('429 with Retry-After in seconds', {
		pace: 'slow',
		server: closedFor(1_000, () => limited({ 'retry-after': '1' })),
		outcome: recovered(few),
	}),
	...fault('429 with Retry-After in fractions of a second', {
		server: closedFor(300, () => limited({ 'retry-after': '0.3' })),
		outcome: recovered(few),
	}),
	...fault(
		'429 with Retry-After as a date',
		{
			form: 'to come',
			pace: 'slow',
			server: closedFor(1_500, () => limited({ 'retry-after': inSeconds(2) })),
			outcome: recovered(few),
		},
		{
			form: 'in the past',
			server: [limited({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), good],
			outcome: recovered(4),
		},
	),
	...fault(
		'429 with retry-after-ms',
		{
			form: '0',
			server: [limited({ 'retry-after-ms': '0' }), good],
			outcome: recovered(4),
		},
		{
			form: '300',
			server: closedFor(300, () => limited({ 'retry-after-ms': '300' })),
			outcome: recovered(few),
		},
		{
			form: 'beside another Retry-After',
			server: [limited({ 'retry-after-ms': '50', 'retry-after': '86400' }), good],
			outcome: recovered(4),
		},
	),
	...fault(
		'429 with a Retry-After that cannot be meant',
		...['-5', 'NaN', 'soon', '', '99999999999', '1e999', '0x10', '1,5', '5; comment'].map(
			(value) => ({
				form: value === '' ? 'empty' : value,
				server: [limited({ 'retry-after': value }), good],
				outcome: recovered(4),
			}),
		),
	),
	...fault(
		'429 that says nothing of the wait',
		{ form: 'empty body', server: [{ status: 429, body: '' }, good], outcome: recovered(4) },
		{ form: 'a page', server: [page(429, 'Too Many Requests'), good], outcome: recovered(4) },
		{
			form: 'closed for a while',
			pace: 'slow',
			server: closedFor(1_500, () => limited()),
			outcome: recovered([4, 20]),
		},
	),
	...fault('429 for ever', {
		pace: 'hurried',
		server: limited(),
		outcome: fails('rateLimit', words, [3, 60]),
	}),
	...fault('429 whose Retry-After is longer than a run waits', {
		form: 'a day',
		server: limited({ 'retry-after': '86400' }),
		outcome: fails('rateLimit', words, [1, 9]),
	}),
	...fault('429 whose rejections count', {
		form: '5 requests a second, 20 items',
		pace: 'slow',
		ask: { items: 20 },
		server: countsAll(5, 1_000),
		outcome: recovered([20, 60]),
	}),
	...fault(
		'429 for an empty account',
		{
			form: 'insufficient_quota',
			server: refusal(429, 'You exceeded your current quota', {
				type: 'insufficient_quota',
				code: 'insufficient_quota',
			}),
			outcome: fails('quota', 'You exceeded your current quota', [1, 12]),
		},
		{
			form: 'new-api',
			server: refusal(429, '用户额度不足，剩余额度: ＄-0.01', { code: 'insufficient_user_quota' }),
			outcome: fails('quota', '用户额度不足，剩余额度: ＄-0.01', [1, 12]),
		},
	),
	...fault(
		'429 whose words state the wait',
		{
			form: 'try again in 0m2s, and it is true',
			pace: 'slow',
			server: closedFor(2_000, (left) =>
				limited({}, `Rate limit reached. Please try again in ${inMinutes(left)}.`),
			),
			outcome: recovered([4, 20]),
		},
		{
			form: 'try again in 6m0s, and it is true',
			outcome: notTried(
				'it takes six minutes, and where time goes faster a busy machine decides; the same with two seconds is above',
			),
		},
		{
			form: 'try again in 6m0s, and it is not true',
			server: [limited({}, 'Rate limit reached. Please try again in 6m0s.'), good],
			outcome: recovered(4),
		},
		{
			form: 'try again in 20ms',
			server: [limited({}, 'Rate limit reached. Please try again in 20ms.'), good],
			outcome: recovered(4),
		},
	),
	...fault(
		'a limit under another status',
		...[200, 400, 403, 500, 503].map((status) => ({
			form: String(status),
			server: [refusal(status, words, { code: 'rate_limit_exceeded' }), good],
			outcome: recovered(4),
		})),
	),
	...fault(
		'rate-limit headers that lie beside good answers',
		...Object.entries<{ [name: string]: string }>({
			'nothing remains, for an hour': {
				'x-ratelimit-remaining-requests': '0',
				'x-ratelimit-limit-requests': '10',
				'x-ratelimit-reset-requests': '1h0m0s',
			},
			'-1': {
				'x-ratelimit-remaining-requests': '-1',
				'x-ratelimit-limit-requests': '-1',
				'x-ratelimit-reset-requests': '-1',
				'x-ratelimit-remaining-tokens': '-1',
				'x-ratelimit-reset-tokens': '-1s',
			},
			'no numbers': {
				'x-ratelimit-remaining-requests': 'many',
				'x-ratelimit-limit-requests': '{"a":1}',
				'x-ratelimit-reset-requests': 'NaN',
			},
			'no end': {
				'x-ratelimit-remaining-requests': '1e999',
				'x-ratelimit-limit-requests': '1e999',
				'x-ratelimit-reset-requests': '99999999999999999999d',
			},
			'a limit of 0': {
				'x-ratelimit-remaining-requests': '0',
				'x-ratelimit-limit-requests': '0',
				'x-ratelimit-reset-requests': '0',
			},
		}).map(([form, headers]) => ({
			form,
			ask: { items: 12 },
			server: withHeaders(headers),
			outcome: recovered(12),
		})),
	),
	...fault('rate-limit headers that jump between keys', {
		ask: { items: 12 },
		server: [
			['1000', '999'],
			['3', '1'],
			['60', '0'],
			['1000', '500'],
			['3', '2'],
		].map(([limit = '', remaining = '']) =>
			withHeaders({
				'x-ratelimit-limit-requests': limit,
				'x-ratelimit-remaining-requests': remaining,
				'x-ratelimit-reset-requests': '20ms',
			}),
		),
		outcome: recovered(12),
	}),
	...fault('rate-limit headers that promise more than the gateway gives', {
		server: [
			limited({
				'x-ratelimit-limit-requests': '1000',
				'x-ratelimit-remaining-requests': '999',
				'x-ratelimit-reset-requests': '1ms',
			}),
			good,
		],
		outcome: recovered(4),
	}),
	...fault('a limit that many processes share', {
		outcome: notTried(
			'one process has to do here; `npm run sim` has 1, 4 and 16 of them in virtual time',
		),
	}),
];
