import { chat, good, type Row } from './build';
import { whole, chunk, piece, spent, done, chunks } from './chatBodies';

/** Endings that stand beside finish_reason: native_finish_reason, and a failure in the choice. */
export const failedChoices: readonly Row[] = [
	chat(
		'native_finish_reason says cut, finish_reason says stop',
		whole({ content: 'Half' }, 'stop', {}, { native_finish_reason: 'MAX_TOKENS' }),
		good('Half', { truncated: true }),
	),
	chat(
		'native_finish_reason says withheld, streamed',
		chunks(
			piece('Half'),
			chunk({}, {}, { finish_reason: 'stop', native_finish_reason: 'PROHIBITED_CONTENT' }),
			spent,
			done,
		),
		{ requests: 1, output: 'failure', kind: 'contentFilter', text: 'Half' },
	),
	chat(
		'native_finish_reason says broken off',
		whole({ content: 'Half' }, 'stop', {}, { native_finish_reason: 'network_error' }),
		{ requests: 5, output: 'failure', kind: 'server', text: 'Half' },
	),
	...['STOP', 'end_turn', 'completed', 'eos'].map((word) =>
		chat(
			`native_finish_reason ${word} beside stop`,
			whole({ content: 'Hi' }, 'stop', {}, { native_finish_reason: word }),
			good('Hi', { hint: false, finish_reason: 'stop' }),
		),
	),
	chat(
		'a failure in the choice, streamed',
		chunks(
			piece('Half'),
			chunk({}, {}, { finish_reason: 'error', error: { code: 502, message: 'The upstream left' } }),
			done,
		),
		{ output: 'failure', kind: 'server', words: 'The upstream left', text: 'Half' },
	),
	chat(
		'a failure in the choice without finish_reason',
		whole({ content: 'Half' }, null, {}, { error: { code: 502, message: 'The upstream left' } }),
		{ output: 'failure', kind: 'server', words: 'The upstream left', text: 'Half' },
	),
	chat(
		'a failure in the choice about content',
		whole(
			{ content: 'Half' },
			'error',
			{},
			{
				error: { code: 403, message: 'Your output was flagged' },
			},
		),
		{ requests: 1, output: 'failure', kind: 'contentFilter', words: 'flagged', text: 'Half' },
	),
	chat(
		'a failure in the choice about a parameter',
		whole(
			{ content: '' },
			'error',
			{},
			{
				error: { code: 400, message: 'The schema of this tool is too deep' },
			},
		),
		{ requests: 1, output: 'failure', kind: 'badRequest', words: 'too deep' },
	),
	chat(
		'an empty failure in the choice',
		whole({ content: 'Hi' }, 'stop', {}, { error: {} }),
		good('Hi'),
	),
];
