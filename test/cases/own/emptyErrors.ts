import { bad, chat, good, json, on, usage, type Row } from './build';
import { chunk, chunks, completion, done, ending, piece, says, spent } from './chatBodies';
import {
	claudeEnding,
	claudeEvents,
	claudeMessage,
	claudePiece,
	claudeSays,
	claudeStart,
	claudeStop,
} from './claudeBodies';

/** Members `error` that say nothing. */
const empty: ReadonlyArray<[string, unknown]> = [
	['{}', {}],
	['only blanks', { message: ' ', type: '' }],
	['nulls', { message: null, type: null, param: null, code: null }],
	['code 0', { code: 0, message: '' }],
	['code ""', { code: '', message: '', type: 'None' }],
	['""', ''],
	['false', false],
	['[]', []],
	['null', null],
];

const besideAnswers: readonly Row[] = [
	...empty.map(([what, error]) =>
		chat(`error ${what} beside an answer`, says('Hi', 'stop', { error }), good('Hi', { usage })),
	),
	...empty
		.slice(0, 4)
		.map(([what, error]) =>
			chat(
				`error ${what} in every chunk`,
				chunks(
					chunk({ content: 'Hel' }, { error }),
					chunk({ content: 'lo' }, { error }),
					ending('stop', { error }),
					{ ...spent, error },
					done,
				),
				good('Hello', { usage }),
			),
		),
	chat('errors [] beside an answer', says('Hi', 'stop', { errors: [] }), good('Hi')),
	on(
		'claude',
		'Claude: error {} beside an answer',
		claudeSays('Hi', 'end_turn', { error: {} }),
		good('Hi'),
	),
	on(
		'claude',
		'Claude: an empty error in an event',
		claudeEvents([
			claudeStart(),
			{ ...claudePiece('Hi'), error: { message: '' } } as never,
			claudeEnding(),
			claudeStop,
		]),
		good('Hi'),
	),
	on(
		'legacy',
		'the old route: an empty error',
		json({
			choices: [{ index: 0, text: 'Hi', finish_reason: 'stop' }],
			usage,
			error: { message: '' },
		}),
		good('Hi'),
	),
	on(
		'claudeLegacy',
		"Claude's old route: an empty error",
		json({ type: 'completion', completion: 'Hi', stop_reason: 'stop_sequence', error: {} }),
		good('Hi'),
	),
	on(
		'embeddings',
		'embeddings: an empty error',
		json({ data: [{ index: 0, embedding: [1, 0] }], error: { message: '', code: null }, usage }),
		{ requests: 1, output: 'success', json: { embedding: [1, 0] } },
		{ items: [{ text: 'a' }] },
	),
	on('models', 'models: an empty error', json({ data: [{ id: 'm-a' }], error: {} }), {
		requests: 1,
		json: { id: 'm-a' },
	}),
	on(
		'transcriptions',
		'a transcript with an empty error',
		json({ text: 'Hi', error: { message: '' } }),
		good('Hi'),
	),
];

const alone: readonly Row[] = [
	chat('an empty error and no answer', json({ error: {} }), bad(['malformed', 'server'])),
	chat(
		'an empty error and choices without an entry',
		json({ ...completion({}), choices: [], error: { message: '', code: null } }),
		bad(['malformed', 'server']),
	),
	on(
		'claude',
		'Claude: an empty error and no answer',
		json({ type: 'error', error: {} }),
		bad(['malformed', 'server']),
	),
	chat('an empty error under 400', json({ error: { message: '' } }, 400), bad('badRequest')),
	chat('an empty error under 401', json({ error: {} }, 401), bad('auth')),
];

const saying: readonly Row[] = [
	chat(
		'an error with nothing but a code beside an answer',
		says('Half', 'stop', { error: { message: '', code: 'insufficient_quota' } }),
		{ requests: 1, output: 'failure', kind: 'quota' },
	),
	chat(
		'an error with words beside half an answer',
		says('Half', 'stop', { error: { message: 'The upstream left', type: 'server_error' } }),
		{ output: 'failure', kind: 'server', words: 'The upstream left' },
	),
	on(
		'claude',
		'Claude: an error with words beside half an answer',
		json({
			...claudeMessage([{ type: 'text', text: 'Half' }]),
			error: { message: 'The upstream left' },
		}),
		{ output: 'failure', kind: 'server', words: 'The upstream left' },
	),
	chat(
		'an error with words in the last chunk',
		chunks(piece('Half'), { ...spent, error: { message: 'The upstream left', code: 502 } }, done),
		{ output: 'failure', kind: 'server', words: 'The upstream left', text: 'Half' },
	),
];

/** A member `error` counts if it says something, or if there is no answer. */
export const emptyErrors: readonly Row[] = [...besideAnswers, ...alone, ...saying];
