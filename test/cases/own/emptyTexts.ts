import { chat, on, good, bad, json, usage, type Row } from './build';
import { whole, says, chunk, streamed } from './chatBodies';
import { claudeUsage, claudeMessage } from './claudeBodies';

const nothing = good('', { hint: true });

const cutAtOnce = bad('truncated', undefined, { usage });

/** No text at all: a hint, unless it was cut off. */
export const emptyTexts: readonly Row[] = [
	chat('content null with a good ending', says(null), nothing),
	chat('content "" with a good ending', says(''), nothing),
	chat('no content at all, STOP', whole({}, 'STOP'), nothing),
	chat('an empty list of parts', says([]), nothing),
	chat('no piece in the stream', streamed([]), nothing),
	chat(
		'only thoughts, whole',
		whole({ content: null, reasoning_content: 'hm' }),
		good('', { hint: true, reasoning: 'hm' }),
	),
	chat(
		'only thoughts, streamed',
		streamed([chunk({ content: '', reasoning_content: 'hm' })]),
		good('', { hint: true, reasoning: 'hm' }),
	),
	chat('no content at all, MAX_TOKENS', whole({}, 'MAX_TOKENS'), cutAtOnce),
	chat('content null, length', says(null, 'length'), cutAtOnce),
	chat(
		'only thoughts, then cut off, streamed',
		streamed([chunk({ reasoning_content: 'hm' })], 'max_tokens'),
		cutAtOnce,
	),
	on(
		'claude',
		'Claude: no block, a good ending',
		json(claudeMessage([])),
		good('', { hint: true, usage: claudeUsage }),
	),
	on(
		'claude',
		'Claude: no block, cut off by the window',
		json(claudeMessage([], 'model_context_window_exceeded')),
		bad('truncated', undefined, { usage: claudeUsage }),
	),
	on(
		'legacy',
		'the old route: an empty text, STOP',
		json({ choices: [{ index: 0, text: '', finish_reason: 'STOP' }], usage }),
		nothing,
	),
	chat(
		'a call without text is no empty answer',
		whole(
			{
				content: null,
				tool_calls: [{ id: 'c1', type: 'function', function: { name: 'get', arguments: '{}' } }],
			},
			'tool_calls',
		),
		good('', { hint: false, calls: [['get', {}]] }),
	),
];
