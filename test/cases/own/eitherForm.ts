import { chat, on, good, json, bytes, events, usage, type Row } from './build';
import { completion, says, piece, ending, first, spent, done } from './chatBodies';
import { claudeMessage } from './claudeBodies';

const oldChunk = (
	text: string,
	finish_reason: string | null = null,
	more: object = {},
): object => ({
	id: 'cmpl-1',
	object: 'text_completion',
	model: 'm-1',
	choices: [{ index: 0, text, finish_reason, logprobs: null }],
	...more,
});

const oldEvent = (completion: string, stop_reason: string | null = null): string =>
	`event: completion\ndata: ${JSON.stringify({ type: 'completion', completion, stop_reason, model: 'm-1' })}`;

/** Either form, streamed or whole, is read on every route. */
export const eitherForm: readonly Row[] = [
	on(
		'legacy',
		'the old route: events',
		events([oldChunk('Hel'), oldChunk('lo', 'stop'), spent, done]),
		good('Hello', { usage, finish_reason: 'stop' }),
	),
	on(
		'legacy',
		'the old route: events that end cut off',
		events([oldChunk('Hal'), oldChunk('f', 'length', { usage }), done]),
		good('Half', { truncated: true, usage }),
	),
	on(
		'legacy',
		'the old route: chunks of chat',
		events([first, piece('Hel'), piece('lo'), ending(), spent, done]),
		good('Hello', { usage }),
	),
	on('legacy', 'the old route: a completion of chat', says('Hello'), good('Hello', { usage })),
	on('legacy', 'the old route: events that end in the middle', events([oldChunk('Hel')]), {
		requests: 5,
		output: 'failure',
		kind: ['malformed', 'server', 'network'],
		text: 'Hel',
	}),
	on(
		'claudeLegacy',
		"Claude's old route: events",
		events([oldEvent(' Hel'), 'event: ping\ndata: {}', oldEvent('lo', 'stop_sequence')]),
		good(' Hello'),
	),
	on(
		'claudeLegacy',
		"Claude's old route: events that end cut off",
		events([oldEvent('Hal'), oldEvent('f', 'max_tokens')]),
		good('Half', { truncated: true }),
	),
	on(
		'claude',
		'Claude: JSON where a stream was asked for',
		json(claudeMessage([{ type: 'text', text: 'Hi' }])),
		good('Hi'),
		{ stream: true },
	),
	chat(
		'chunks as JSON under application/json',
		{ ...events([piece('Hi'), ending(), spent, done]), content_type: 'application/json' },
		good('Hi', { usage }),
		{ stream: false },
	),
	chat(
		'one whole completion as the only event',
		events([completion({ content: 'Hi' }), done]),
		good('Hi', { usage }),
	),
	chat(
		'a completion under text/plain',
		bytes(JSON.stringify(completion({ content: 'Hi' })), 'text/plain'),
		good('Hi', { usage }),
	),
];
