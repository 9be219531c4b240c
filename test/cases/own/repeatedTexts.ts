import { chat, good, usage, type Row } from './build';
import { chunk, piece, ending, first, spent, done, chunks } from './chatBodies';

const message = (content: unknown, more: object = {}): object =>
	chunk(undefined, more, { message: { role: 'assistant', content } });

/** Text that comes a second time as a whole. */
export const repeatedTexts: readonly Row[] = [
	chat(
		'the last chunk has an empty delta and the whole message',
		chunks(
			first,
			piece('Hel'),
			piece('lo'),
			chunk({ content: '' }, {}, { message: { content: 'Hello' }, finish_reason: 'stop' }),
			spent,
			done,
		),
		good('Hello', { usage }),
	),
	chat(
		'every chunk has the whole message so far',
		chunks(message('Hel'), message('Hello'), message('Hello you'), ending(), spent, done),
		good('Hello you'),
	),
	chat(
		'one chunk with the whole message, no delta at all',
		chunks(
			chunk(undefined, { usage }, { message: { content: 'Hello' }, finish_reason: 'stop' }),
			done,
		),
		good('Hello', { usage }),
	),
	chat(
		'two choices, each repeated as a message at the end',
		chunks(
			chunk({ content: 'One' }),
			chunk({ content: 'Two' }, {}, { index: 1 }),
			chunk(undefined, {}, { message: { content: 'One' }, finish_reason: 'stop' }),
			chunk(undefined, {}, { index: 1, message: { content: 'Two' }, finish_reason: 'stop' }),
			spent,
			done,
		),
		good('One', { json: { choices: [{ text: 'One' }, { text: 'Two' }] } }),
	),
	chat(
		'the message at the end has the thoughts and the calls again',
		chunks(
			chunk({ reasoning_content: 'hm' }),
			chunk({
				tool_calls: [{ index: 0, id: 'c1', function: { name: 'get', arguments: '{"a":1}' } }],
			}),
			chunk(
				undefined,
				{},
				{
					message: {
						content: '',
						reasoning_content: 'hm',
						tool_calls: [
							{ id: 'c1', type: 'function', function: { name: 'get', arguments: '{"a":1}' } },
						],
					},
					finish_reason: 'tool_calls',
				},
			),
			spent,
			done,
		),
		good('', { calls: [['get', { a: 1 }]], ids: ['c1'], reasoning: 'hm' }),
	),
];
