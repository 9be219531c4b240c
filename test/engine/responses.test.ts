import { runChat, runChatAt, openGateway } from '../support/chat';
import { completion, pause, sendJson, type Received, type Responder } from '../support/gateway';
import { answerTicket } from '../support/stream';
import { expectAnswersInOrder, perTicket, ticketOf, tickets } from '../support/tickets';

type Json = { [name: string]: unknown };

const only = 'This model is only supported in v1/responses and not in v1/chat/completions';
const missing = 'Invalid URL (POST /v1/responses)';

const refuse = (response: Parameters<Responder>[1], words: string, status = 404) =>
	sendJson(
		response,
		{ error: { message: words, type: 'invalid_request_error', param: 'model', code: null } },
		status,
	);

const answered = (text: string): Json => ({
	id: 'resp_1',
	object: 'response',
	status: 'completed',
	model: 'm',
	output: [
		{ id: 'msg_1', type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] },
	],
	usage: { input_tokens: 9, output_tokens: 3, total_tokens: 12 },
});

/** The same conversation in either dialect, so that what reads the ticket finds it. */
function inChat(request: Received): Received {
	const { input, ...rest } = request.body as Json;
	return { ...request, body: { ...rest, messages: input } };
}

const isThere = ({ path }: Received) => path === '/v1/responses';
const countThere = (requests: readonly Received[]) => requests.filter(isThere).length;

/** Has its model on /v1/responses only. */
const onlyThere: Responder = async (request, response) => {
	await pause(20);
	if (!isThere(request)) return refuse(response, only);
	return sendJson(response, answered(`Done ${ticketOf(inChat(request))}`));
};

test('items of a model that is only on /v1/responses cost one request more than there are items', async () => {
	const count = 300;
	const run = await runChat(onlyThere, { parameters: perTicket, items: tickets(count) });
	expectAnswersInOrder(run, count);
	expect(run.requests).toHaveLength(count + 1);
	expect(run.items[0]?.json.request).toMatchObject({ api: 'responses' });
	expect(run.hints.join(' ')).toContain('/v1/responses');
});

test('at a gateway without /v1/responses not one request more is sent', async () => {
	const run = await runChat(answerTicket, { parameters: perTicket, items: tickets(100) });
	expect(run.requests).toHaveLength(100);
	expect(countThere(run.requests)).toBe(0);
	expect(run.items[0]?.json.request).toMatchObject({ api: 'chatCompletions' });
});

test('where neither route takes a model every item says why, in the words of the first', async () => {
	const run = await runChat(
		(request, response) => refuse(response, isThere(request) ? missing : only),
		{ parameters: perTicket, items: tickets(20), onError: 'continueRegularOutput' },
	);
	for (const { json } of run.items)
		expect(json).toMatchObject({
			error: { kind: 'notFound' },
			message: expect.stringContaining(only),
		});
	expect(run.requests.length).toBeLessThanOrEqual(40);
});

test('a gateway that takes the route away is asked on the other one again', async () => {
	let isMoved = true;
	const gateway = await openGateway(async (request, response, position) => {
		if (isMoved) return await onlyThere(request, response, position);
		if (isThere(request)) return refuse(response, missing);
		return await answerTicket(request, response, position);
	});
	const run = async () => await runChatAt(gateway, { parameters: perTicket, items: tickets(20) });
	expectAnswersInOrder(await run(), 20);
	isMoved = false;
	const second = await run();
	expectAnswersInOrder(second, 20);
	const before = gateway.requests.length;
	expectAnswersInOrder(await run(), 20);
	expect(gateway.requests.length).toBe(before + 20);
});

test.each<[string, Responder]>([
	['an empty 404', (_request, response) => void response.writeHead(404).end()],
	[
		'words that deny it',
		(_request, response) => refuse(response, 'm is not supported with the Responses API.', 400),
	],
])('a gateway that no longer has the route says so by %s', async (_how, lack) => {
	let isMoved = true;
	const gateway = await openGateway(async (request, response, position) => {
		if (isMoved) return await onlyThere(request, response, position);
		if (isThere(request)) return lack(request, response, position);
		return await answerTicket(request, response, position);
	});
	const run = async () => await runChatAt(gateway, { parameters: perTicket, items: tickets(3) });
	expectAnswersInOrder(await run(), 3);
	isMoved = false;
	expectAnswersInOrder(await run(), 3);
});

test('one accident does not take a request back that the other route has answered', async () => {
	const run = await runChat(
		async (request, response, position) => {
			if (position === 10 && isThere(request)) return refuse(response, missing);
			if (!isThere(request) && position > 10)
				return await answerTicket(request, response, position);
			return await onlyThere(request, response, position);
		},
		{ parameters: { ...perTicket, throughput: { maxConcurrency: 1 } }, items: tickets(30) },
	);
	expectAnswersInOrder(run, 30);
	expect(countThere(run.requests)).toBe(30);
});

test('several answers are several requests there, with their usage added up', async () => {
	const run = await runChat(onlyThere, {
		parameters: { ...perTicket, options: { n: 3, stream: false } },
		items: tickets(1),
	});
	expect(run.requests).toHaveLength(4);
	expect(run.items[0]?.json.choices).toHaveLength(3);
	expect(run.items[0]?.json.usage).toEqual({
		prompt_tokens: 27,
		completion_tokens: 9,
		total_tokens: 36,
	});
});

test('settings that the route does not have are left out, and the run says which', async () => {
	const run = await runChat(onlyThere, {
		parameters: { ...perTicket, options: { api: 'responses', seed: 7, stop: ['END'] } },
		items: tickets(1),
	});
	expect(run.hints.join(' ')).toMatch(/no place for Stop Sequences, Seed/);
	const body = run.requests[0]?.body as Json;
	expect(Object.keys(body)).not.toContain('seed');
	expect(body).toMatchObject({ store: false, include: ['reasoning.encrypted_content'] });
});

test('thoughts that the gateway cannot read are left out, and the request goes once more', async () => {
	const thought = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'sealed' };
	const messages = [
		{ role: 'user', content: 'Hi' },
		{
			role: 'assistant',
			content: null,
			reasoning_items: [thought],
			tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{}' } }],
		},
		{ role: 'tool', tool_call_id: 'c1', content: 'blue' },
	];
	const run = await runChat(
		({ body }, response, position) =>
			position === 0
				? refuse(
						response,
						'The encrypted content could not be verified. (invalid_encrypted_content)',
						400,
					)
				: sendJson(response, answered(JSON.stringify((body as { input: Json[] }).input.length))),
		{
			parameters: {
				messageSource: 'json',
				messagesJson: JSON.stringify(messages),
				options: { api: 'responses' },
			},
		},
	);
	expect((run.requests[0]?.body as { input: Json[] }).input[1]).toMatchObject(thought);
	expect(run.items[0]?.json.text).toBe('3');
});

test('sound has no form there: it stays on Chat Completions, and is refused where the route is chosen', async () => {
	const messages = [
		{
			role: 'user',
			content: [{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }],
		},
	];
	const parameters = { messageSource: 'json', messagesJson: JSON.stringify(messages) };
	const setup = { onError: 'continueRegularOutput' as const };
	const automatic = await runChat((_request, response) => refuse(response, only), {
		...setup,
		parameters,
	});
	expect(automatic.requests).toHaveLength(1);
	const chosen = await runChat((_request, response) => sendJson(response, completion('x')), {
		...setup,
		parameters: { ...parameters, options: { api: 'responses' } },
	});
	expect(chosen.requests).toHaveLength(0);
	expect(chosen.items[0]?.json.message).toMatch(/sound.*\/v1\/responses/);
});

test('requests with tools that are only taken there show the way to each other, and not to those without', async () => {
	const tools = [{ type: 'function', function: { name: 'look' } }];
	const items = tickets(60).map(({ ticket }) => ({
		ticket,
		more: Number(ticket) % 2 === 0 ? {} : { tools },
	}));
	const run = await runChat(
		async (request, response, position) => {
			await pause(20);
			const { tools: given = [] } = request.body as { tools?: unknown[] };
			if (isThere(request) || given.length === 0)
				return isThere(request)
					? await onlyThere(request, response, position)
					: await answerTicket(request, response, position);
			return refuse(
				response,
				'Function tools are not supported. Please use /v1/responses instead.',
				400,
			);
		},
		{ parameters: { ...perTicket, options: { extraBody: '={{ $json.more }}' } }, items },
	);
	expect(run.error).toBeUndefined();
	expectAnswersInOrder(run, 60);
	expect(countThere(run.requests)).toBe(30);
	expect(run.requests).toHaveLength(61);
});
