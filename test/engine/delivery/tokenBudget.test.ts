import type { IDataObject } from 'n8n-workflow';
import { openGateway, runChat, runChatAt, type ChatRun, type ChatSetup } from '../../support/chat';
import { embedder } from '../../support/embeddings';
import { binary, png } from '../../support/files';
import { completion, sendJson, type Responder } from '../../support/gateway';
import { runOperation } from '../../support/operation';
import { answer, beginStream, chunksOf, cutAfter, event } from '../../support/stream';
import { failuresByKind, perTicket, ticketOf, tickets } from '../../support/tickets';

type Usage = { prompt_tokens: number; completion_tokens: number };

/** Answers with as many tokens as are allowed, up to so many, and adds up what they cost. */
function metered(tokens = Infinity, more: (usage: Usage) => object = (usage) => ({ usage })) {
	const spent = { tokens: 0 };
	const respond: Responder = (request, response) => {
		const { messages, max_tokens = tokens, max_completion_tokens = max_tokens } = request.body;
		const usage = {
			prompt_tokens: JSON.stringify(messages).length >> 2,
			completion_tokens: Math.min(tokens, Number(max_completion_tokens)),
		};
		spent.tokens += usage.prompt_tokens + usage.completion_tokens;
		answer(request, response, completion('Done', more(usage)));
	};
	return { spent, respond };
}

const withBudget = (tokenBudget: number, more: IDataObject = {}): ChatSetup => ({
	parameters: {
		...perTicket,
		maxTokens: 2000,
		throughput: { tokenBudget, maxAttempts: 1 },
		...more,
	},
	items: tickets(50),
	onError: 'continueRegularOutput',
});

const sentence = (run: ChatRun, about: RegExp) => run.hints.filter((hint) => about.test(hint));

test('after fifty short items of an earlier run, a budget of 10,000 lets no more through than in a new process', async () => {
	let most = 20;
	const { spent, respond } = metered(2_000);
	const gateway = await openGateway((request, response, position) =>
		most === 20
			? answer(request, response, completion('Short'))
			: respond(request, response, position),
	);
	await runChatAt(gateway, { parameters: { ...perTicket, maxTokens: 2000 }, items: tickets(50) });
	most = 2_000;
	const run = await runChatAt(gateway, { ...withBudget(10_000), items: tickets(200) });
	expect(spent.tokens).toBeLessThanOrEqual(10_000);
	expect(run.requests).toHaveLength(4);
	expect(failuresByKind(run)).toEqual({ budget: 196 });
	expect(run.hints).toContain(
		'Token Budget: 196 items were not sent: of the budget of 10,000 tokens 1,964 are left, and what an item may need at most must fit. Raise Token Budget, lower Max Tokens, or run these items later.',
	);
	expect(run.items[199]?.json).toEqual({
		error: expect.objectContaining({
			kind: 'budget',
			description: 'Raise Token Budget, lower Max Tokens, or run the remaining items later.',
		}),
		message: expect.stringMatching(
			/^Not sent: it may need up to 2,026 tokens \(26 for what is sent, 2,000 for the answer\), and of the token budget of 10,000 for this run 1,9\d\d are left \[Item 199\]$/,
		),
	});
});

test('the note comes also when nothing could be sent', async () => {
	const run = await runChat(metered().respond, withBudget(100));
	expect(run.requests).toEqual([]);
	expect(run.hints).toEqual([
		expect.stringMatching(/^No answer in 0\.\d s · 50 failed: budget · nothing sent$/),
		expect.stringMatching(
			/^Token Budget: 50 items were not sent: of the budget of 100 tokens 100 are left/,
		),
	]);
});

test('a run that stays below its budget says nothing of it', async () => {
	const run = await runChat(metered(10).respond, withBudget(1_000_000));
	expect(failuresByKind(run)).toEqual({});
	expect(sentence(run, /Token Budget/)).toEqual([]);
});

describe('without Max Tokens', () => {
	const unlimited = (tokenBudget: number) => withBudget(tokenBudget, { maxTokens: 0 });

	test('the request is sent as it is, one at a time where 16,384 are not left, and the note says what that means', async () => {
		const { spent, respond } = metered(400);
		const run = await runChat(respond, unlimited(4_000));
		expect(run.requests.every(({ body }) => !('max_tokens' in body))).toBe(true);
		expect(run.requests.length).toBeGreaterThanOrEqual(9);
		expect(spent.tokens).toBeLessThanOrEqual(4_000 + 400);
		expect(sentence(run, /do not limit their answer/)).toHaveLength(1);
	});

	test('one answer that is longer than what is left overruns it, no more is sent, and the note says so', async () => {
		const run = await runChat(metered(20_000).respond, unlimited(5_000));
		expect(run.requests).toHaveLength(1);
		expect(failuresByKind(run)).toEqual({ budget: 49 });
		expect(sentence(run, /tokens count against the budget of 5,000/)).toHaveLength(1);
	});
});

test('what files cost is called an estimate', async () => {
	const run = await runChat(metered(10).respond, {
		parameters: {
			messages: {
				values: [{ role: 'user', content: 'What is it?', binaryProperties: 'data' }],
			},
			maxTokens: 100,
			throughput: { tokenBudget: 10_000, maxAttempts: 1 },
		},
		items: [{ json: {}, binary: { data: binary(png(), 'image/png', 'a.png') } }],
	});
	expect(run.requests).toHaveLength(1);
	expect(sentence(run, /is an estimate/)).toHaveLength(1);
});

test('answers without usage count as the most that they may have used, and the note says so', async () => {
	const { respond } = metered(10, () => ({ usage: undefined }));
	const run = await runChat(respond, withBudget(10_000));
	expect(run.requests).toHaveLength(4);
	expect(sentence(run, /did not tell the usage/)).toHaveLength(1);
});

test('an answer cut in the middle counts as the most that it may have used, whatever usage it had told by then', async () => {
	const run = await runChat(
		(_request, response) => {
			const [first, ...others] = chunksOf(completion('Half an answer'));
			const usage = { prompt_tokens: 9, completion_tokens: 1 };
			beginStream(response);
			cutAfter(response, [{ ...first, usage }, ...others.slice(0, 2)].map(event).join(''));
		},
		withBudget(10_000, { throughput: { tokenBudget: 10_000, maxAttempts: 3, maxConcurrency: 1 } }),
	);
	// 2,026 each: four attempts fit, three for one item.
	expect(run.requests).toHaveLength(4);
	const again = run.items.find(({ json }) => String(json.message).startsWith('Not sent again'));
	expect(again?.json.error).toMatchObject({ kind: 'budget', text: expect.stringContaining('Hal') });
	expect(sentence(run, /1 item was sent in part and not finished/)).toHaveLength(1);
});

test('refusals count nothing, and the items that were refused are sent when others have settled', async () => {
	const { spent, respond } = metered(2_000);
	const refusedOnce = new Set<number>();
	const run = await runChat(
		(request, response, position) => {
			const ticket = ticketOf(request);
			if (refusedOnce.has(ticket)) return respond(request, response, position);
			refusedOnce.add(ticket);
			return sendJson(response, { error: { message: 'Not now' } }, 503);
		},
		{ ...withBudget(10_000, { throughput: { tokenBudget: 10_000 } }), items: tickets(4) },
	);
	expect(failuresByKind(run)).toEqual({});
	expect(spent.tokens).toBeGreaterThan(8_000);
});

test('every part of an answer that is continued has to fit', async () => {
	const { spent, respond } = metered(2_000, (usage) => ({
		usage,
		choices: [
			{ index: 0, message: { role: 'assistant', content: 'On and on' }, finish_reason: 'length' },
		],
	}));
	const run = await runChat(respond, {
		...withBudget(5_000, { options: { onTruncation: 'continue' } }),
		items: tickets(1),
	});
	expect(run.requests).toHaveLength(2);
	expect(spent.tokens).toBeLessThanOrEqual(5_000);
	expect(run.items[0]?.json.error).toMatchObject({ kind: 'budget', text: 'On and onOn and on' });
});

test('what is bought once for several items counts once', async () => {
	const { respond } = metered(2_000);
	const run = await runChat(respond, {
		...withBudget(5_000, { throughput: { tokenBudget: 5_000, deduplicate: true } }),
		items: [...tickets(2), ...tickets(2), ...tickets(2)],
	});
	expect(failuresByKind(run)).toEqual({});
	expect(run.requests).toHaveLength(2);
});

test("n8n's further tries of a run share its budget", async () => {
	const { spent, respond } = metered(2_000);
	const run = await runChat(respond, { ...withBudget(10_000), retryOnFail: true });
	expect(spent.tokens).toBeLessThanOrEqual(10_000);
	expect(failuresByKind(run)).toEqual({ budget: 46 });
});

test('of a batch of embeddings that is too dear as a whole, as many texts as fit are sent', async () => {
	const run = await runOperation(
		embedder(),
		'embedding.create',
		{
			model: { __rl: true, mode: 'id', value: 'm' },
			text: '=Text {{ $json.ticket }}',
			throughput: { tokenBudget: 110 },
		},
		{ items: tickets(16), onError: 'continueRegularOutput' },
	);
	const made = run.items.filter(({ json }) => Array.isArray(json.embedding));
	expect(made.length).toBeGreaterThanOrEqual(12);
	expect(made.length).toBeLessThan(16);
	expect(failuresByKind(run)).toEqual({ budget: 16 - made.length });
	expect(sentence(run, /in halves/)).toEqual([]);
});

test.each(['chat.complete', 'text.summarize', 'text.translate', 'claude.message', 'text.complete'])(
	'%s keeps to it',
	async (operation) => {
		const spent = { tokens: 0 };
		const run = await runOperation(
			(request, response) => {
				const { max_tokens, max_completion_tokens } = request.body;
				const used = Number(max_tokens ?? max_completion_tokens ?? 100);
				spent.tokens += used + 10;
				const usage = { prompt_tokens: 10, completion_tokens: used };
				if (operation === 'claude.message')
					return sendJson(response, {
						type: 'message',
						role: 'assistant',
						content: [{ type: 'text', text: 'Done' }],
						stop_reason: 'end_turn',
						usage: { input_tokens: 10, output_tokens: used },
					});
				if (operation === 'text.complete')
					return sendJson(response, {
						choices: [{ index: 0, text: 'Done', finish_reason: 'stop' }],
						usage,
					});
				return answer(request, response, completion('Done', { usage }));
			},
			operation as 'chat.complete',
			{
				model: { __rl: true, mode: 'id', value: 'test-model' },
				messages: { values: [{ role: 'user', content: 'Hello' }] },
				text: 'Hello',
				prompt: 'Hello',
				targetLanguage: { __rl: true, mode: 'id', value: 'de' },
				maxTokens: 500,
				options:
					operation.startsWith('text.s') || operation.startsWith('text.t')
						? { maxTokens: 500 }
						: {},
				throughput: { tokenBudget: 5_000 },
			},
			{ items: tickets(40), onError: 'continueRegularOutput' },
		);
		expect(spent.tokens).toBeGreaterThan(0);
		expect(spent.tokens).toBeLessThanOrEqual(5_000);
		expect(Object.keys(failuresByKind(run))).toEqual(['budget']);
	},
);
