import type { IDataObject } from 'n8n-workflow';
import { openGateway, runChat, runChatAt, type ChatRun } from '../../support/chat';
import { sendJson, type Responder } from '../../support/gateway';
import { refuse } from '../../support/limits';
import { answerTicket } from '../../support/stream';
import { expectAnswersInOrder, failuresByKind, perTicket, tickets } from '../../support/tickets';

/** Requests that go out before anything is known of a gateway. */
const firstInFlight = 16;

const day: [string, IDataObject, Record<string, string>] = [
	'words',
	{
		message:
			'Rate limit reached on requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.',
		type: 'requests',
		code: 'rate_limit_exceeded',
	},
	{ 'x-request-id': 'req-7' },
];

const run = (respond: Responder, items: number, options: IDataObject = {}): Promise<ChatRun> =>
	runChat(respond, {
		parameters: { ...perTicket, options, throughput: {} },
		items: tickets(items),
		onError: 'continueRegularOutput',
	});

test.each([
	day,
	['OpenRouter’s name of the limit', { message: 'Rate limit exceeded: free-models-per-day.' }, {}],
	['its code', { message: 'Too many requests', code: 'daily_limit_exceeded' }, {}],
	['Chinese words', { message: '今日请求次数已达上限，请明天再试' }, {}],
	['a stated wait', { message: 'Too many requests' }, { 'retry-after': '3599' }],
	['a wait of a day in words', { message: 'Please retry after 86400 seconds.' }, {}],
	[
		'headers',
		{ message: 'Too many requests' },
		{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '14h24m0s' },
	],
] as Array<typeof day>)(
	'a limit of the day, told by %s, ends a run in a moment, with the words of the gateway',
	async (_how, error, headers) => {
		const respond: Responder = (_request, response) => sendJson(response, { error }, 429, headers);
		// Streams of an unknown lane would not go together.
		const many = await run(respond, 100, { stream: false });
		expect(failuresByKind(many)).toEqual({ rateLimit: 100 });
		expect(many.requests.length).toBeLessThanOrEqual(firstInFlight + 2);
		for (const position of [0, 99]) {
			expect(many.items[position]?.json.message).toBe(
				`${String(error.message)} [Item ${position}]`,
			);
			expect(many.items[position]?.json.error).toMatchObject({ status: 429 });
		}

		const one = await run(respond, 1);
		expect(one.requests).toHaveLength(2);
		expect(one.items[0]?.json.error).toMatchObject({
			kind: 'rateLimit',
			attempts: 2,
			description: expect.stringMatching(/use another key or model/),
		});
	},
);

test('the failure says how long the gateway asks to wait', async () => {
	const { items } = await run(
		(_request, response) => refuse(response, { 'retry-after': '51840' }),
		1,
	);
	expect((items[0]?.json.error as IDataObject).description).toMatch('asks to wait 14 h 24 min.');
});

test('what was answered before the limit of the day was reached is kept', async () => {
	const [, error] = day;
	const { items } = await run(
		(request, response, position) =>
			position < 30
				? answerTicket(request, response, position)
				: sendJson(response, { error }, 429),
		60,
	);
	const texts = items.filter(({ json }) => typeof json.text === 'string');
	expect(texts).toHaveLength(30);
	expect(items).toHaveLength(60);
}, 20_000);

test('one of ten keys whose day is over costs no item', async () => {
	const [, error] = day;
	const done = await run(
		(request, response, position) =>
			position % 10 === 3
				? sendJson(response, { error }, 429, { 'retry-after': '40000' })
				: answerTicket(request, response, position),
		60,
	);
	expectAnswersInOrder(done, 60);
}, 30_000);

// A second is the least that can be said: more probes go meanwhile.
test.each([
	['1', 900, 9],
	['2', 1_900, 7],
])(
	'a short wait of %s s beside the words may be the truth: who ignored it gives no verdict',
	async (seconds, refusesFor, most) => {
		const [, error] = day;
		const begin = performance.now();
		const { items, requests } = await run((request, response, position) => {
			return performance.now() - begin < refusesFor
				? sendJson(response, { error }, 429, { 'retry-after': seconds })
				: answerTicket(request, response, position);
		}, 1);
		expect(items[0]?.json.text).toBe('Done 0');
		expect(requests.length).toBeLessThanOrEqual(most);
		expect(performance.now() - begin).toBeLessThan(refusesFor + 2_100);
	},
);

test('a limit of the day does not shut the lane for a later run', async () => {
	const [, error] = day;
	let isOver = false;
	const gateway = await openGateway((request, response, position) =>
		isOver
			? answerTicket(request, response, position)
			: sendJson(response, { error }, 429, { 'retry-after': '3599' }),
	);
	const setup = {
		parameters: { ...perTicket, throughput: {} },
		items: tickets(20),
		onError: 'continueRegularOutput' as const,
	};
	expect(failuresByKind(await runChatAt(gateway, setup))).toEqual({ rateLimit: 20 });
	isOver = true;
	expectAnswersInOrder(await runChatAt(gateway, setup), 20);
}, 30_000);

test('a wait that is stated with trouble and is longer than a run waits ends the item, and no other', async () => {
	const done = await run(
		(request, response, position) =>
			position === 0
				? sendJson(response, { error: { message: 'Down for maintenance' } }, 503, {
						'retry-after': '3599',
					})
				: answerTicket(request, response, position),
		3,
	);
	expect(failuresByKind(done)).toEqual({ server: 1 });
	const failed = done.items.find(({ json }) => json.error !== undefined);
	expect(failed?.json.message).toMatch('Down for maintenance');
	expect((failed?.json.error as IDataObject).description).toMatch('asks to wait 59 min 59 s.');
	expect(done.requests).toHaveLength(3);
});
