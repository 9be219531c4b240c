import { chat, type Row } from './build';
import {
	added,
	args,
	bodyOf,
	call,
	chatUsage,
	completed,
	created,
	delta,
	done,
	event,
	events,
	here,
	message,
	thought,
	tools,
} from './responsesBodies';

const ask = here({ stream: true });
const asked = (...names: string[]) => here({ stream: true, options: tools(...names) });
const once = { ...ask, throughput: { maxAttempts: 1 } };
const good = { requests: 1, output: 'success' as const };
const bad = { output: 'failure' as const };
const opened = message('', { status: 'in_progress', content: [] });
const openedCall = (name: string, more = {}) => call(name, '', { status: 'in_progress', ...more });

/** Streamed answers of POST /v1/responses. */
export const responsesStreams: readonly Row[] = [
	chat(
		'deltas, and the whole once more at the end',
		events(
			created,
			added(opened),
			delta('Hi'),
			delta(' there'),
			done(message('Hi there')),
			completed([message('Hi there')]),
		),
		{ ...good, text: 'Hi there', usage: chatUsage },
		ask,
	),
	chat(
		'deltas of an item that was never announced',
		events(created, delta('Hi'), delta(' there'), completed()),
		{ ...good, text: 'Hi there' },
		ask,
	),
	chat(
		'only output_text.done',
		events(
			created,
			event('output_text.done', { output_index: 0, content_index: 0, text: 'Hi there' }),
			completed(),
		),
		{ ...good, text: 'Hi there' },
		ask,
	),
	chat(
		'only output_item.done',
		events(created, done(message('Hi there')), completed()),
		{ ...good, text: 'Hi there' },
		ask,
	),
	chat(
		'the end of a message says nothing that came',
		events(created, added(opened), delta('Hi'), done(message('')), completed([message('')])),
		{ ...good, text: 'Hi' },
		ask,
	),
	chat(
		'the end has another text than the deltas',
		events(created, added(opened), delta('H'), completed([message('Hi there')])),
		{ ...good, text: 'Hi there' },
		ask,
	),
	chat(
		'another ID of the item with every event',
		events(
			created,
			added(opened),
			delta('Hi', 0, { item_id: 'x1' }),
			delta(' you', 0, { item_id: 'x2' }),
			done(message('Hi you', { id: 'x3' })),
			completed(),
		),
		{ ...good, text: 'Hi you' },
		ask,
	),
	chat(
		'numbers of items as texts',
		events(
			created,
			delta('Hi', 0, { output_index: '0' }),
			delta(' you', 0, { output_index: '0' }),
			completed(),
		),
		{ ...good, text: 'Hi you' },
		ask,
	),
	chat(
		'no numbers of items',
		events(
			created,
			delta('Hi', 0, { output_index: undefined }),
			delta(' you', 0, { output_index: undefined }),
			completed(),
		),
		{ ...good, text: 'Hi you' },
		ask,
	),
	chat(
		'thoughts in pieces',
		events(
			created,
			added(thought('', { summary: [] })),
			event('reasoning_summary_text.delta', { output_index: 0, summary_index: 0, delta: 'so' }),
			event('reasoning_summary_text.delta', { output_index: 0, summary_index: 0, delta: ' what' }),
			delta('Hi', 1),
			completed(),
		),
		{ ...good, text: 'Hi', reasoning: 'so what' },
		ask,
	),
	chat(
		'thoughts as text in pieces',
		events(
			created,
			event('reasoning_text.delta', { output_index: 0, content_index: 0, delta: 'so' }),
			delta('Hi', 1),
			completed(),
		),
		{ ...good, text: 'Hi', reasoning: 'so' },
		ask,
	),
	chat(
		'what is said while it works, and then the answer',
		events(
			created,
			added(message('', { content: [], phase: 'commentary' })),
			delta('Looking', 0),
			done(message('Looking', { phase: 'commentary' })),
			added(message('', { id: 'msg_2', content: [], phase: 'final_answer' }), 1),
			delta('Hi', 1, { item_id: 'msg_2' }),
			done(message('Hi', { id: 'msg_2', phase: 'final_answer' }), 1),
			completed([
				message('Looking', { phase: 'commentary' }),
				message('Hi', { id: 'msg_2', phase: 'final_answer' }),
			]),
		),
		{ ...good, text: 'Hi' },
		ask,
	),
	chat(
		'a call in pieces',
		events(created, added(openedCall('get')), args('{"a"'), args(':1}'), completed()),
		{ ...good, calls: [['get', { a: 1 }]], ids: ['call_get'], finish_reason: 'tool_calls' },
		asked('get'),
	),
	chat(
		'arguments only in done',
		events(
			created,
			added(openedCall('get')),
			event('function_call_arguments.done', { output_index: 0, arguments: '{"a":1}' }),
			completed(),
		),
		{ ...good, calls: [['get', { a: 1 }]] },
		asked('get'),
	),
	chat(
		'a call only in the end',
		events(created, completed([call('get', '{"a":1}')])),
		{ ...good, calls: [['get', { a: 1 }]] },
		asked('get'),
	),
	chat(
		'a call only in output_item.done, its ID null',
		events(created, done(call('get', '{"a":1}', { id: null })), completed()),
		{ ...good, calls: [['get', { a: 1 }]] },
		asked('get'),
	),
	chat(
		'a text and its call under one number',
		events(
			created,
			added(opened),
			delta('Wait'),
			added(openedCall('get', { id: 'fc_9' })),
			args('{"a":1}'),
			completed(),
		),
		{ ...good, text: 'Wait', calls: [['get', { a: 1 }]] },
		asked('get'),
	),
	chat(
		'two calls under one number',
		events(
			created,
			added(openedCall('get')),
			args('{"a":1}'),
			done(call('get', '{"a":1}')),
			added(openedCall('put')),
			args('{"a":2}'),
			done(call('put', '{"a":2}')),
			completed(),
		),
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
		'two calls side by side',
		events(
			created,
			added(openedCall('get')),
			added(openedCall('put'), 1),
			args('{"a"', 1),
			args('{"a"', 0),
			args(':2}', 1),
			args(':1}', 0),
			completed(),
		),
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
		'calls in pieces that the end does not repeat',
		events(
			created,
			delta('Wait'),
			added(openedCall('get'), 1),
			args('{"a":1}', 1),
			completed([message('Wait')]),
		),
		{ ...good, text: 'Wait', calls: [['get', { a: 1 }]] },
		asked('get'),
	),
	chat(
		'the end of a call without its arguments',
		events(
			created,
			added(openedCall('get')),
			args('{"a":1}'),
			done(call('get', '')),
			completed([call('get', '')]),
		),
		{ ...good, calls: [['get', { a: 1 }]] },
		asked('get'),
	),
	chat(
		'cut at the limit',
		events(
			created,
			delta('Hi'),
			event('incomplete', {
				response: bodyOf([], {
					status: 'incomplete',
					incomplete_details: { reason: 'max_output_tokens' },
				}),
			}),
		),
		{ ...good, text: 'Hi', truncated: true, finish_reason: 'length' },
		ask,
	),
	chat(
		'failed in the middle',
		events(
			created,
			delta('Hi'),
			event('failed', {
				response: bodyOf([], {
					status: 'failed',
					error: { code: 'server_error', message: 'The lamp broke' },
				}),
			}),
		),
		{ ...bad, text: 'Hi', words: 'The lamp broke' },
		once,
	),
	chat(
		'failed, and then completed',
		events(
			created,
			delta('Hi'),
			event('failed', {
				response: bodyOf([], {
					status: 'failed',
					error: { code: 'server_error', message: 'The lamp broke' },
				}),
			}),
			completed([message('Hi there')]),
		),
		{ ...bad, words: 'The lamp broke' },
		once,
	),
	chat(
		'completed twice',
		events(created, delta('Hi'), completed([message('Hi')]), completed([message('Hi Hi')])),
		{ ...good, text: 'Hi' },
		ask,
	),
	chat(
		'incomplete, and then completed',
		events(
			created,
			delta('Hi'),
			event('incomplete', {
				response: bodyOf([], {
					status: 'incomplete',
					incomplete_details: { reason: 'max_output_tokens' },
				}),
			}),
			completed([message('Hi there')]),
		),
		{ ...good, text: 'Hi', truncated: true },
		ask,
	),
	chat(
		'completed by its name, failed by what is in it',
		events(created, delta('Hi'), completed([message('Hi')], { status: 'failed' })),
		{ ...bad, text: 'Hi' },
		once,
	),
	chat(
		'completed by its name, incomplete by what is in it',
		events(created, delta('Hi'), completed([message('Hi')], { status: 'incomplete' })),
		{ ...good, text: 'Hi', truncated: true },
		ask,
	),
	chat(
		'completed by its name, in progress by what is in it',
		events(created, delta('Hi'), completed([message('Hi')], { status: 'in_progress' })),
		{ ...good, text: 'Hi' },
		ask,
	),
	chat(
		'the types only in the lines before the data',
		(() => {
			const told = events(created, delta('Hi'), delta(' you'), completed());
			const pieces = told.body as string[];
			return { ...told, body: pieces.map((piece) => piece.replace(/"type":"response[^"]*",/, '')) };
		})(),
		{ ...good, text: 'Hi you' },
		ask,
	),
	chat(
		'an answer whose end has no body',
		events(created, delta('Hi'), event('completed')),
		{ ...good, text: 'Hi', usage: null },
		ask,
	),
	chat(
		'a call in pieces that nobody names',
		events(created, args('{"a":1}'), completed()),
		{ ...bad, requests: 1 },
		asked('get'),
	),
	chat(
		'a call whose name only stands at the end of its arguments',
		events(
			created,
			event('function_call_arguments.done', {
				output_index: 0,
				name: 'get',
				arguments: '{"a":1}',
			}),
			completed(),
		),
		{ ...good, calls: [['get', { a: 1 }]] },
		asked('get'),
	),
	chat(
		'another ID of a call with every event',
		events(
			created,
			added(openedCall('get', { id: 'fc_1' })),
			args('{"a"', 0, { item_id: 'x1' }),
			args(':1}', 0, { item_id: 'x2' }),
			done(call('get', '{"a":1}', { id: 'x3' })),
			completed([call('get', '{"a":1}', { id: 'x4' })]),
		),
		{ ...good, calls: [['get', { a: 1 }]], ids: ['call_get'] },
		asked('get'),
	),
	chat(
		'items of unknown kinds and nothing else',
		events(created, added({ type: 'lamp_shop' }), done({ type: 'lamp_shop' }), completed()),
		{ ...bad, requests: 1 },
		ask,
	),
	chat(
		'a nested error',
		events(created, delta('Hi'), {
			type: 'error',
			error: { type: 'insufficient_quota', message: 'No credits left' },
		}),
		{ ...bad, kind: 'quota', text: 'Hi', words: 'No credits left', requests: 1 },
		ask,
	),
	chat(
		'a flat error',
		events(created, {
			type: 'error',
			code: 'insufficient_quota',
			message: 'No credits left',
			param: null,
		}),
		{ ...bad, kind: 'quota', words: 'No credits left', requests: 1 },
		ask,
	),
	chat(
		'an error without a type',
		events(created, delta('Hi'), {
			error: { message: 'No credits left', code: 'insufficient_quota' },
		}),
		{ ...bad, kind: 'quota', text: 'Hi' },
		ask,
	),
	chat(
		'[DONE] and no end',
		{
			...events(created, delta('Hi')),
			body: [...events(created, delta('Hi')).body, 'data: [DONE]\n\n'],
		},
		{ ...bad, text: 'Hi' },
		once,
	),
	chat(
		'a call whose stream breaks off is not made',
		events(created, added(openedCall('get')), args('{"a":1}')),
		{ ...bad },
		{ ...asked('get'), throughput: { maxAttempts: 1 } },
	),
	chat('nothing but the beginning', events(created), { ...bad }, once),
	chat('completed without an answer', events(created, completed()), { ...bad, requests: 1 }, ask),
	chat(
		'a whole answer where a stream was asked for',
		{
			content_type: 'application/json',
			path: '/v1/responses',
			body: JSON.stringify(bodyOf([message('Hi')])),
		},
		{ ...good, text: 'Hi' },
		ask,
	),
];
