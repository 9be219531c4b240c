import type { Want } from '../../support/wire/case';
import { chat, json, then, type Row } from './build';
import { chunks, hello } from './chatBodies';
import { apigee, tencent, volcengine } from './cloudBodies';

/** The limit is known for one: the request comes again, and that costs nothing. */
const comesAgain: Want = { requests: 2, output: 'success', text: 'Hello' };

const limits: ReadonlyArray<[what: string, status: number, body: object]> = [
	['AWS: __type', 400, { __type: 'ThrottlingException', message: 'Rate exceeded' }],
	['AWS: Message in capitals', 400, { __type: 'ThrottlingException', Message: 'Not so many' }],
	['Apigee', 500, apigee('Spike arrest', 'policies.ratelimit.SpikeArrestViolation')],
	[
		'Alibaba',
		400,
		{ Code: 'Throttling.RateQuota', Message: 'Come again later.', RequestId: 'ali-1' },
	],
	['Azure API Management', 429, { statusCode: 429, message: 'Try again in 0.2 seconds.' }],
	['Tencent', 200, tencent('RequestLimitExceeded', 'That was more than 20.')],
	['Volcengine', 429, volcengine('FlowLimitExceeded', 'Too fast for this account.')],
	['Volcengine: a burst', 400, volcengine('RequestBurstTooFast', 'It came up too steeply.')],
	['Kong', 429, { message: 'API rate limit exceeded', request_id: 'kong-1' }],
	['Cloudflare', 429, { success: false, errors: [{ code: 2_003, message: 'Rate limited' }] }],
	['Vertex', 429, [{ error: { code: 429, message: 'Exhausted.', status: 'RESOURCE_EXHAUSTED' } }]],
];

/** Limits that last longer than a run waits: the words stay. */
const longLimits: readonly Row[] = [
	[
		'Azure API Management: days',
		'Out of call volume quota. Quota will be replenished in 5.03:23:11.',
	],
	[
		'Azure API Management: hours',
		'Out of call volume quota. Quota will be replenished in 03:23:11.',
	],
].map(([what = '', message = '']) =>
	chat(what, json({ statusCode: 403, message }, 403), {
		atMostRequests: 3,
		output: 'failure',
		kind: 'rateLimit',
		words: 'replenished',
		advice: 'Max Rate Limit Wait',
	}),
);
const freePart = {
	success: false,
	errors: [
		{ code: 4_006, message: 'you have used up your daily free allocation of 10,000 neurons' },
	],
};

/** Limits in the forms of the clouds that stand in front of models. */
export const cloudLimits: readonly Row[] = [
	...limits.flatMap(([what, status, body]) => [
		then(`a limit, ${what}`, [json(body, status), hello], comesAgain),
		...(status === 200
			? []
			: [then(`a limit, ${what}, under 200`, [json(body), hello], comesAgain)]),
		then(`a limit, ${what}, as an event`, [chunks(body), hello], comesAgain),
	]),
	then(
		'a limit, AWS: a header',
		[json({ message: 'Not so many' }, 400, { 'x-amzn-errortype': 'ThrottlingException:' }), hello],
		comesAgain,
	),
	...longLimits,
	...[json(freePart, 429), json(freePart)].map((answer) =>
		chat('Cloudflare: nothing left of the day', answer, {
			atMostRequests: 3,
			output: 'failure',
			kind: 'rateLimit',
			words: 'daily free allocation',
		}),
	),
];
