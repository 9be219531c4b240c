import { chat, good, json, on, usage, type Row } from './build';
import { chunk, chunks, completion, done, ending, first, piece, spent } from './chatBodies';
import {
	claudeBlock,
	claudeEnding,
	claudeEvent,
	claudeEvents,
	claudePiece,
	claudeStart,
	claudeStop,
	claudeUsage,
} from './claudeBodies';

const zeros = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

const known = good('Hi', { usage });

const without = (body: object): object => ({ ...body, usage: undefined });

const places: readonly Row[] = [
	chat(
		'whole: in the choice',
		json(without(completion({ content: 'Hi' }, 'stop', {}, { usage }))),
		known,
	),
	chat(
		'whole: in x_groq',
		json(without(completion({ content: 'Hi' }, 'stop', { x_groq: { id: 'r', usage } }))),
		known,
	),
	chat(
		'streamed: in the choice of a chunk in the middle',
		chunks(first, chunk({ content: 'Hi' }, {}, { usage }), ending(), done),
		known,
	),
	chat(
		'streamed: in x_groq of a chunk of its own',
		chunks(piece('Hi'), ending(), { choices: [], x_groq: { usage } }, done),
		known,
	),
	chat(
		'streamed: in the choice, and null at the top',
		chunks(piece('Hi'), chunk({}, { usage: null }, { finish_reason: 'stop', usage }), done),
		known,
	),
	on(
		'legacy',
		'the old route: in the choice',
		json({ choices: [{ index: 0, text: 'Hi', finish_reason: 'stop', usage }] }),
		known,
	),
	on(
		'legacy',
		'the old route: in x_groq',
		json({ choices: [{ index: 0, text: 'Hi', finish_reason: 'stop' }], x_groq: { usage } }),
		known,
	),
];

const later: readonly Row[] = [
	['{}', {}],
	['null', null],
	['zeros', zeros],
	['nulls', { prompt_tokens: null, completion_tokens: null, total_tokens: null }],
	['a total of 0 only', { total_tokens: 0 }],
	['a text', ''],
].map(([what, empty]) =>
	chat(
		`${String(what)} after the real one`,
		chunks(piece('Hi'), ending('stop', { usage }), { ...spent, usage: empty }, done),
		known,
	),
);

const others: readonly Row[] = [
	chat(
		'zeros with every chunk, the real one with the message at the end',
		chunks(
			chunk({ content: 'Hi' }, { usage: { total_tokens: 0, total_characters: 0 } }),
			chunk(undefined, { usage }, { message: { content: 'Hi' }, finish_reason: 'stop' }),
		),
		known,
	),
	chat(
		'zeros in the choice, the real one at the top',
		chunks(piece('Hi'), chunk({}, { usage }, { finish_reason: 'stop', usage: zeros }), done),
		known,
	),
	chat(
		'growing numbers: the last count',
		chunks(
			chunk({ content: 'H' }, { usage: { ...usage, completion_tokens: 1, total_tokens: 10 } }),
			chunk({ content: 'i' }, { usage: { ...usage, completion_tokens: 2, total_tokens: 11 } }),
			ending('stop', { usage }),
			done,
		),
		known,
	),
	chat('none at all', chunks(piece('Hi'), ending(), done), good('Hi', { usage: null })),
];

const claude = (title: string, start: object | null, end: object | null, want = claudeUsage): Row =>
	on(
		'claude',
		title,
		claudeEvents([
			claudeStart(start),
			claudeBlock(),
			claudePiece('Hi'),
			claudeEnding('end_turn', end),
			claudeStop,
		]),
		good('Hi', { usage: want }),
	);

const ofClaude: readonly Row[] = [
	claude(
		'Claude: the last event says input_tokens 0',
		{ input_tokens: 9, output_tokens: 1 },
		{
			input_tokens: 0,
			output_tokens: 12,
		},
	),
	claude(
		'Claude: the first event says zeros',
		{ input_tokens: 0, output_tokens: 0 },
		{
			input_tokens: 9,
			output_tokens: 12,
		},
	),
	claude(
		'Claude: nulls in the last event',
		{ input_tokens: 9, output_tokens: 12 },
		{
			input_tokens: null,
			output_tokens: null,
		},
	),
	claude('Claude: {} in the last event', { input_tokens: 9, output_tokens: 12 }, {}),
	claude('Claude: null in the first event', null, { input_tokens: 9, output_tokens: 12 }),
	on(
		'claude',
		'Claude: zeros in an event after the last',
		claudeEvents([
			claudeStart(),
			claudeBlock(),
			claudePiece('Hi'),
			claudeEnding(),
			claudeEvent('message_delta', { delta: {}, usage: { input_tokens: 0, output_tokens: 0 } }),
			claudeStop,
		]),
		good('Hi', { usage: claudeUsage }),
	),
];

/** Usage counts wherever it stands, and what says nothing does not replace it. */
export const usages: readonly Row[] = [...places, ...later, ...others, ...ofClaude];
