import { chat, on, good, type Row } from './build';
import { call, one, two } from './callBodies';
import { whole, chunk, ending, spent, done, streamed, chunks, fragment } from './chatBodies';
import {
	claudeEvent,
	claudeStart,
	claudeBlock,
	claudeEnding,
	claudeStop,
	claudeEvents,
} from './claudeBodies';

/** Calls in other forms, and beside text. */
export const otherCalls: readonly Row[] = [
	chat(
		'a function_call in fragments, the name empty in later ones',
		streamed(
			[
				chunk({ function_call: { name: 'get', arguments: '{"a"' } }),
				chunk({ function_call: { name: '', arguments: ':1}' } }),
			],
			'function_call',
		),
		good('', { message: { function_call: { name: 'get', arguments: { a: 1 } } } }),
	),
	chat(
		'whole: two calls with ids ""',
		whole(
			{
				content: '',
				tool_calls: [call({ id: '' }, 'get', '{"a":1}'), call({ id: '' }, 'put', { b: 2 })],
			},
			'tool_calls',
		),
		good('', { calls: two }),
	),
	chat(
		'text and a call in one stream',
		chunks(
			chunk({ role: 'assistant', content: 'Let me see.' }),
			fragment(call({ index: 0, id: 'c1' }, 'get', '{"a":1}')),
			ending('tool_calls'),
			spent,
			done,
		),
		good('Let me see.', { calls: one, ids: ['c1'] }),
	),
	chat(
		'a call and the ending stop',
		streamed([fragment(call({ index: 0, id: 'c1' }, 'get', '{"a":1}'))], 'stop'),
		good('', { calls: one }),
	),
	on(
		'claude',
		'Claude: the input whole at the start, {} as its only piece',
		claudeEvents([
			claudeStart(),
			claudeBlock({ type: 'tool_use', id: 't1', name: 'get', input: { a: 1 } }),
			claudeEvent('content_block_stop', { index: 0 }),
			claudeEnding('tool_use'),
			claudeStop,
		]),
		good('', { calls: one, ids: ['t1'] }),
	),
];
