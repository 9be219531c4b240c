import { runChat } from '../../support/chat';
import { sendJson, type Responder } from '../../support/gateway';
import { refuse } from '../../support/limits';
import { answerTicket } from '../../support/stream';
import { perTicket, ticketOf, tickets } from '../../support/tickets';

/** Answers use 9 and 12 tokens. */
const perAnswer = { inputTokens: 9, outputTokens: 12 };

const failThird: Responder = (request, response, position) =>
	ticketOf(request) === 3
		? sendJson(response, { error: { message: 'No' } }, 400)
		: answerTicket(request, response, position);

test('one sentence above the output tells what the run did, and its metadata the tokens', async () => {
	const { hints, metadata } = await runChat(answerTicket, {
		parameters: perTicket,
		items: tickets(3),
	});
	expect(hints).toEqual([expect.stringMatching(/^3 answers in \d+\.\d s · 63 tokens$/)]);
	expect(metadata?.tokenUsage).toEqual({ inputTokens: 27, outputTokens: 36 });
});

test('refusals, repetitions and failed items are told', async () => {
	const { hints } = await runChat(
		(request, response, position) => {
			if (position === 0) return refuse(response);
			if (position === 1) return sendJson(response, { error: { message: 'Busy' } }, 500);
			return failThird(request, response, position);
		},
		{
			parameters: { ...perTicket, throughput: { maxConcurrency: 1 } },
			items: tickets(4),
			onError: 'continueRegularOutput',
		},
	);
	expect(hints).toEqual([
		expect.stringMatching(
			/^3 answers in \d+\.\d s · 1 failed: request refused · 1 refused, 2 sent again · 63 tokens$/,
		),
	]);
});

test('a run that fails has its tokens in the metadata as well', async () => {
	const { status, metadata } = await runChat(failThird, {
		parameters: { ...perTicket, throughput: { maxConcurrency: 1 } },
		items: tickets(5),
	});
	expect(status).toBe('error');
	expect(metadata?.tokenUsage).toEqual({
		inputTokens: 3 * perAnswer.inputTokens,
		outputTokens: 3 * perAnswer.outputTokens,
	});
});

test('a run that sends nothing says nothing', async () => {
	const { hints, metadata, requests } = await runChat(answerTicket, {
		parameters: { maxTokens: -1 },
		onError: 'continueRegularOutput',
	});
	expect(requests).toEqual([]);
	expect(hints).toEqual([]);
	expect(metadata?.tokenUsage).toBeUndefined();
});
