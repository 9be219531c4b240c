import { chat, type Row } from './build';
import {
	bodyOf,
	call,
	chatUsage,
	here,
	json,
	message,
	thought,
	tools,
	usage,
	whole,
} from './responsesBodies';

const ask = here({ stream: false });
const asked = (...names: string[]) => here({ stream: false, options: tools(...names) });
const good = { requests: 1, output: 'success' as const };
const bad = { output: 'failure' as const };

/** Whole answers of POST /v1/responses. */
export const responsesWhole: readonly Row[] = [
	chat(
		'usage with details of every kind',
		whole([message('Hi')], {
			usage: {
				...usage,
				input_tokens_details: { cached_tokens: 3 },
				output_tokens_details: { reasoning_tokens: 7 },
			},
		}),
		{
			...good,
			usage: {
				...chatUsage,
				prompt_tokens_details: { cached_tokens: 3 },
				completion_tokens_details: { reasoning_tokens: 7 },
			},
		},
		ask,
	),
	chat(
		'several messages without phases are one text',
		whole([message('Hi'), message(' there')]),
		{ ...good, text: 'Hi there' },
		ask,
	),
	chat(
		'several parts of one message are one text',
		whole([
			message('', {
				content: [
					{ type: 'output_text', text: 'Hi' },
					{ type: 'output_text', text: ' you' },
				],
			}),
		]),
		{ ...good, text: 'Hi you' },
		ask,
	),
	chat(
		'a text in place of parts',
		whole([message('', { content: 'Hi' })]),
		{ ...good, text: 'Hi' },
		ask,
	),
	chat(
		'thoughts as content and not as summary',
		whole([
			thought('', { summary: [], content: [{ type: 'reasoning_text', text: 'so' }] }),
			message('Hi'),
		]),
		{ ...good, text: 'Hi', reasoning: 'so' },
		ask,
	),
	chat(
		'thoughts without words',
		whole([thought('', { summary: [] }), message('Hi')]),
		{ ...good, text: 'Hi', reasoning: null },
		ask,
	),
	chat(
		'a tool that the gateway has used is no answer',
		whole([{ id: 'ws_1', type: 'web_search_call', status: 'completed' }, message('Hi')]),
		{ ...good, text: 'Hi', finish_reason: 'stop' },
		ask,
	),
	chat(
		'an item of an unknown kind beside a message',
		whole([{ type: 'lamp_shop', note: 'new' }, message('Hi')]),
		{ ...good, text: 'Hi' },
		ask,
	),
	chat(
		'items of unknown kinds and nothing else',
		whole([{ type: 'lamp_shop', note: 'new' }]),
		{ ...bad, requests: 1 },
		ask,
	),
	chat('no items', whole([]), { ...bad, requests: 1 }, ask),
	chat(
		'no items, and the text where the SDK has it',
		whole([], { output_text: 'Hi' }),
		{ ...good, text: 'Hi' },
		ask,
	),
	chat(
		'cut at the limit of tokens',
		whole([message('Hi', { status: 'incomplete' })], {
			status: 'incomplete',
			incomplete_details: { reason: 'max_output_tokens' },
		}),
		{ ...good, text: 'Hi', truncated: true, finish_reason: 'length' },
		ask,
	),
	chat(
		'cut at the limit before the first word',
		whole([thought('so')], {
			status: 'incomplete',
			incomplete_details: { reason: 'max_output_tokens' },
		}),
		{ ...bad, kind: 'truncated', requests: 1 },
		ask,
	),
	chat(
		'withheld by a filter',
		whole([message('Hi')], {
			status: 'incomplete',
			incomplete_details: { reason: 'content_filter' },
		}),
		{ ...bad, kind: 'contentFilter', text: 'Hi', requests: 1 },
		ask,
	),
	chat(
		'a refusal in words',
		whole([message('', { content: [{ type: 'refusal', refusal: 'I will not' }] })]),
		{ ...bad, kind: 'contentFilter', words: 'I will not', requests: 1 },
		ask,
	),
	chat(
		'failed under 200',
		whole([], {
			status: 'failed',
			error: { code: 'rate_limit_exceeded', message: 'Too many lamps' },
		}),
		{ ...bad, kind: 'rateLimit', words: 'Too many lamps' },
		{ ...ask, throughput: { maxRateLimitWait: 0 } },
	),
	chat(
		'failed under 200, for the prompt',
		whole([], { status: 'failed', error: { code: 'invalid_prompt', message: 'Not this' } }),
		{ ...bad, kind: 'contentFilter', words: 'Not this', requests: 1 },
		ask,
	),
	chat(
		'not done yet',
		whole([], { status: 'queued' }),
		{ ...bad, kind: 'server' },
		{ ...ask, throughput: { maxAttempts: 1 } },
	),
	chat(
		'in progress with a part of the text',
		whole([message('Hi')], { status: 'in_progress' }),
		{ ...bad, text: 'Hi' },
		{ ...ask, throughput: { maxAttempts: 1 } },
	),
	chat(
		'cancelled',
		whole([message('Hi')], { status: 'cancelled' }),
		{ ...bad, text: 'Hi' },
		{ ...ask, throughput: { maxAttempts: 1 } },
	),
	chat(
		'no status',
		json({ ...bodyOf([message('Hi')]), status: undefined }),
		{ ...good, text: 'Hi' },
		ask,
	),
	chat(
		'an answer in an envelope',
		json({ code: 0, data: bodyOf([message('Hi')]) }),
		{ ...good, text: 'Hi' },
		ask,
	),
	chat(
		'an answer of chat',
		json({
			id: 'c',
			object: 'chat.completion',
			model: 'm-1',
			choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }],
			usage: chatUsage,
		}),
		{ ...good, text: 'Hi', usage: chatUsage },
		ask,
	),
	chat(
		'a call and a text',
		whole([message('One moment'), call('get', '{"a":1}')]),
		{ ...good, text: 'One moment', calls: [['get', { a: 1 }]], finish_reason: 'tool_calls' },
		asked('get'),
	),
	chat(
		'a call without call_id',
		whole([call('get', '{"a":1}', { call_id: undefined })]),
		{ ...good, calls: [['get', { a: 1 }]], ids: ['fc_get'] },
		asked('get'),
	),
	chat(
		'a call with arguments as an object',
		whole([call('get', '', { arguments: { a: 1 } })]),
		{ ...good, calls: [['get', { a: 1 }]] },
		asked('get'),
	),
	chat(
		'a call without a name',
		whole([call('get', '{"a":1}', { name: undefined })]),
		{ ...bad, requests: 1 },
		asked('get'),
	),
	chat(
		'a call with arguments that are no JSON',
		whole([call('get', '{"a":')]),
		{ ...good, calls: [['get', '{"a":']] },
		asked('get'),
	),
	chat(
		'failed under 200, and nobody says why',
		whole([message('Hi')], { status: 'failed' }),
		{ ...bad, text: 'Hi' },
		{ ...ask, throughput: { maxAttempts: 1 } },
	),
	chat(
		'the question once more, and then the answer',
		whole([
			message('', { role: 'user', content: [{ type: 'input_text', text: 'Hello' }] }),
			message('Hi'),
		]),
		{ ...good, text: 'Hi' },
		ask,
	),
	chat(
		'an empty list of choices beside the answer',
		whole([message('Hi')], { choices: [] }),
		{ ...good, text: 'Hi' },
		ask,
	),
	...[{}, null, 'Hi', 7, [null], [7], [[]]].map((output) =>
		chat(
			`no items but ${JSON.stringify(output)}`,
			json({ ...bodyOf([]), output }),
			{ ...bad, requests: 1 },
			ask,
		),
	),
	chat('no text but a number', whole([message('', { content: 7 })]), { ...bad, requests: 1 }, ask),
	...[null, {}, [], [null], [{ type: 'output_text', text: null }]].map((content) =>
		chat(
			`an empty text, as ${JSON.stringify(content)}`,
			whole([message('', { content })]),
			{ ...good, text: '', hint: true },
			ask,
		),
	),
	chat(
		'two calls with one ID',
		whole([call('get', '{"a":1}', { call_id: 'c' }), call('put', '{"a":2}', { call_id: 'c' })]),
		{
			...good,
			calls: [
				['get', { a: 1 }],
				['put', { a: 2 }],
			],
		},
		asked('get', 'put'),
	),
	chat(
		'a call whose name is empty beside a good one',
		whole([call('get', '{"a":1}'), call('', '{"a":2}')]),
		{ ...bad, requests: 1 },
		asked('get'),
	),
	chat(
		'OpenRouter does not understand the request',
		json({ error: { code: 'invalid_prompt', message: 'Invalid Responses API request' } }, 400),
		{ ...bad, kind: 'badRequest', words: 'Invalid Responses API request', requests: 1 },
		ask,
	),
	chat(
		'a refusal for the balance',
		json(
			{ error: { message: 'No credits', type: 'insufficient_quota', code: 'insufficient_quota' } },
			429,
		),
		{ ...bad, kind: 'quota', words: 'No credits', requests: 1 },
		ask,
	),
	chat(
		'LM Studio without the route',
		json({ error: 'Unexpected endpoint or method. (POST /v1/responses)' }),
		{ ...bad, kind: ['notFound', 'badRequest'], requests: 1 },
		ask,
	),
];
