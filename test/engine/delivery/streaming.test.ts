import type { IDataObject } from 'n8n-workflow';
import { openGateway, runChat, runChatAt, type ChatRun } from '../../support/chat';
import { always, completion, sendJson, type Responder } from '../../support/gateway';
import {
	answer,
	answerTicket,
	beginStream,
	chunksOf,
	cutAfter,
	event,
	sendStream,
} from '../../support/stream';
import { expectAnswersInOrder, perTicket, ticketOf, tickets } from '../../support/tickets';

const calls = [
	{ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"上海"}' } },
	{ id: 'call_2', type: 'function', function: { name: 'time', arguments: '{"zone":"UTC+8"}' } },
];
const choice = (index: number, content: string | null, more = {}, finish_reason = 'stop') => ({
	index,
	message: { role: 'assistant', content, ...more },
	finish_reason,
});

/** The items of a run without what differs from run to run. */
const outputs = ({ items }: ChatRun) =>
	items.map(({ json: { request, ...json } }) => ({
		...json,
		request: { ...(request as IDataObject), duration_ms: 0, host: '' },
	}));

describe.each([true, false])('With Simplify %p', (simplify) => {
	test.each([
		['text', completion('Grüße aus 上海 🎈, in more than one piece')],
		[
			'tool calls',
			completion(null, { choices: [choice(0, null, { tool_calls: calls }, 'tool_calls')] }),
		],
		['two choices', completion('', { choices: [choice(0, 'First'), choice(1, 'Second')] })],
		['reasoning', completion('', { choices: [choice(0, '42', { reasoning_content: 'Hm' })] })],
		[
			'an answer that reached Max Tokens',
			completion('', { choices: [choice(0, 'Lo', {}, 'length')] }),
		],
	])('%s gives the same item streamed and unstreamed', async (_what, body) => {
		const respond: Responder = (request, response) => answer(request, response, body);
		const streamed = await runChat(respond, { parameters: { simplify } });
		const whole = await runChat(respond, { parameters: { simplify, options: { stream: false } } });
		expect(streamed.requests[0]?.body).toMatchObject({
			stream: true,
			stream_options: { include_usage: true },
		});
		expect(Object.keys(whole.requests[0]?.body)).toEqual(['model', 'messages', 'max_tokens']);
		expect(outputs(streamed)).toEqual(outputs(whole));
		expect(streamed.items[0]?.json.usage).toEqual(completion('').usage);
	});
});

test('JSON is read where a stream was asked for', async () => {
	const { items, requests } = await runChat(always(completion('Plain')));
	expect(requests[0]?.body.stream).toBe(true);
	expect(items[0]?.json).toMatchObject({ text: 'Plain', request: { attempts: 1 } });
});

describe('What a gateway does not take', () => {
	const all = { maxTokens: 5, options: { temperature: 1 } };

	test.each([
		[
			'stream',
			'This model does not support streaming.',
			['model', 'messages', 'max_tokens', 'temperature'],
			/asks for whole answers/,
		],
		[
			'stream_options',
			'Unrecognized request argument supplied: stream_options',
			['model', 'messages', 'max_tokens', 'temperature', 'stream'],
			/does not take stream_options/,
		],
		[
			'max_tokens',
			"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
			['model', 'messages', 'max_completion_tokens', 'temperature', 'stream', 'stream_options'],
			/max_completion_tokens/,
		],
		[
			'temperature',
			"Unsupported value: 'temperature' does not support 1 with this model. Only the default (1) value is supported.",
			['model', 'messages', 'max_tokens', 'stream', 'stream_options'],
			/does not take a temperature/,
		],
	])(
		'%s is left out or renamed, told once, and known from then on',
		async (name, message, taken, hint) => {
			const gateway = await openGateway((request, response, position) =>
				name in request.body
					? sendJson(response, { error: { message, type: 'invalid_request_error' } }, 400)
					: answerTicket(request, response, position),
			);
			const parameters = {
				...perTicket,
				...all,
				throughput: { maxAttempts: 1, maxConcurrency: 3 },
			};
			const first = await runChatAt(gateway, { parameters, items: tickets(12) });
			expectAnswersInOrder(first, 12);
			expect(first.requests.length).toBeLessThanOrEqual(12 + 3);
			expect(first.hints.filter((sentence) => hint.test(sentence))).toHaveLength(1);

			const next = await runChatAt(gateway, { parameters, items: tickets(3) });
			expectAnswersInOrder(next, 3);
			expect(next.requests.map(({ body }) => Object.keys(body))).toEqual(Array(3).fill(taken));
		},
	);

	test('several things one after the other are all left out', async () => {
		const unwanted = ['stream_options', 'temperature', 'max_tokens'];
		const run = await runChat(
			(request, response, position) => {
				const name = unwanted.find((member) => member in request.body);
				return name
					? sendJson(response, { error: { message: `Unsupported parameter: '${name}'` } }, 400)
					: answerTicket(request, response, position);
			},
			{ parameters: { ...perTicket, ...all }, items: tickets(1) },
		);
		expectAnswersInOrder(run, 1);
		expect(run.requests).toHaveLength(4);
		expect(run.hints).toHaveLength(4);
	});
});

test('a model that only streams answers also where Stream is off', async () => {
	const message =
		'This model only support stream mode, please enable the stream parameter to access the model. ';
	const run = await runChat(
		(request, response, position) =>
			request.body.stream === true
				? answerTicket(request, response, position)
				: sendJson(response, { error: { message, code: 'invalid_parameter_error' } }, 400),
		{
			parameters: { ...perTicket, options: { stream: false }, throughput: { maxConcurrency: 1 } },
			items: tickets(5),
		},
	);
	expectAnswersInOrder(run, 5);
	expect(run.requests).toHaveLength(6);
	expect(run.items[4]?.json).toMatchObject({ usage: { total_tokens: 21 } });
	expect(run.hints[1]).toMatch(/answers only as a stream/);
});

test('a fault that speaks of a stream does not end streaming', async () => {
	const run = await runChat(
		(request, response, position) =>
			position === 0
				? sendJson(response, { error: { message: 'unexpected end of stream' } }, 500)
				: answerTicket(request, response, position),
		{ parameters: { ...perTicket, throughput: {} }, items: tickets(5) },
	);
	expectAnswersInOrder(run, 5);
	expect(run.requests.every(({ body }) => body.stream === true)).toBe(true);
	expect(run.hints).toHaveLength(1);
});

test('after two complete streams without usage, answers are asked for whole: usage counts more', async () => {
	const gateway = await openGateway((request, response, position) => {
		if (!request.body.stream) return answerTicket(request, response, position);
		const text = `Done ${ticketOf(request)}`;
		return sendStream(response, completion(text, { usage: undefined }));
	});
	const parameters = { ...perTicket, throughput: { maxConcurrency: 1 } };
	const run = await runChatAt(gateway, { parameters, items: tickets(5) });
	expectAnswersInOrder(run, 5);
	expect(run.requests.map(({ body }) => body.stream)).toEqual([
		true,
		true,
		undefined,
		undefined,
		undefined,
	]);
	expect(run.items.map(({ json }) => json.usage === null)).toEqual([
		true,
		true,
		false,
		false,
		false,
	]);
	expect(run.hints[1]).toMatch(/asks for whole answers/);
});

const half = chunksOf(completion('Half of an answer', { usage: undefined }))
	.slice(0, 3)
	.map(event)
	.join('');
const usage = event({
	choices: [],
	usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 },
});
const cuts: Array<[string, (response: Parameters<Responder>[1]) => void]> = [
	['a connection that is cut', (response) => cutAfter(response, half + usage)],
	['an end without a reason', (response) => void response.end(half + usage)],
	['[DONE] without a reason', (response) => void response.end(half + usage + event('[DONE]'))],
	[
		'a failure in the middle',
		(response) =>
			void response.end(
				`${half + usage}event: error\n${event({ error: { message: 'Overloaded', type: 'server_error' } })}`,
			),
	],
];

test.each(cuts)('a stream that ends with %s is asked for again', async (_how, cut) => {
	const run = await runChat(
		(request, response, position) => {
			if (position > 0) return answerTicket(request, response, position);
			beginStream(response);
			return cut(response);
		},
		{ parameters: { ...perTicket, throughput: {} }, items: tickets(1) },
	);
	expectAnswersInOrder(run, 1);
	expect(run.items[0]?.json.request).toMatchObject({ sent: 1, attempts: 2 });
});

test.each(cuts)(
	'when no attempt is left after %s, the failed item keeps text and usage',
	async (_how, cut) => {
		const { items } = await runChat(
			(_request, response) => {
				beginStream(response);
				cut(response);
			},
			{
				parameters: { options: { stream: true }, throughput: { maxAttempts: 1 } },
				onError: 'continueRegularOutput',
			},
		);
		expect(items[0]?.json.error).toMatchObject({
			kind: expect.stringMatching(/^(network|malformed|server)$/),
			text: 'Half o',
			usage: { total_tokens: 11 },
		});
	},
);

const finished = chunksOf(completion('Done 0')).map(event);
const lateEnds: Array<[string, (response: Parameters<Responder>[1]) => void]> = [
	['a reset', (response) => cutAfter(response, finished.join(''))],
	['a reset before the usage', (response) => cutAfter(response, finished.slice(0, -1).join(''))],
	['half of an event', (response) => cutAfter(response, finished.join('').slice(0, -20))],
	['silence', (response) => void response.write(finished.join(''))],
];

test.each(lateEnds)(
	'once every choice has said why it ended, %s is a good end, and nothing is bought again',
	async (_how, end) => {
		const begin = performance.now();
		const run = await runChat(
			(_request, response) => {
				beginStream(response);
				end(response);
			},
			{ parameters: { ...perTicket, throughput: {} }, items: tickets(1) },
		);
		expectAnswersInOrder(run, 1);
		expect(run.requests).toHaveLength(1);
		expect(performance.now() - begin).toBeLessThan(4_000);
	},
);

test('a whole answer whose connection breaks behind its last brace is not bought again', async () => {
	const run = await runChat(
		(_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9999' });
			cutAfter(response, JSON.stringify(completion('Done 0')));
		},
		{
			parameters: { ...perTicket, options: { stream: false }, throughput: {} },
			items: tickets(1),
		},
	);
	expectAnswersInOrder(run, 1);
	expect(run.requests).toHaveLength(1);
});
