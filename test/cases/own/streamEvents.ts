import { bytes, chat, good, lines, on, usage, type Row } from './build';
import { chunks, done, ending, first, piece, spent } from './chatBodies';
import {
	claudeBlock,
	claudeEnding,
	claudeEvents,
	claudePiece,
	claudeStart,
	claudeStop,
} from './claudeBodies';

/** Events that say no more than that the connection lives. */
const heartbeats: ReadonlyArray<[string, string]> = [
	['data with an empty text in quotes', 'data: ""'],
	['data with nothing, twice', 'data:\ndata:'],
	['data with blanks', 'data:    '],
	['event: ping with JSON', 'event: ping\ndata: {"type":"ping"}'],
	['event: ping with nothing', 'event: ping\ndata:'],
	['event: ping with a word', 'event: ping\ndata: ping'],
	['event: keepalive', 'event: keepalive\ndata: '],
	['event: heartbeat with a time', 'event: heartbeat\ndata: 2026-11-26T10:00:00Z'],
	['a comment inside data', 'data: : keepalive'],
	["OpenRouter's comment inside data", 'data: : OPENROUTER PROCESSING'],
	['data: ping', 'data: ping'],
	['data: keep-alive', 'data: keep-alive'],
	['data: {}', 'data: {}'],
	['data: null', 'data: null'],
	['JSON of type heartbeat', 'data: {"type":"heartbeat"}'],
	['only retry and id', 'retry: 3000\nid: 7'],
	['a comment', ': ping'],
];

const between: readonly Row[] = heartbeats.flatMap(([what, beat]) => [
	chat(
		`${what}, between chunks`,
		chunks(first, piece('Hel'), beat, piece('lo'), beat, ending(), spent, done),
		good('Hello', { usage }),
	),
]);

const atTheStart: readonly Row[] = heartbeats
	.filter((_beat, position) => position % 4 === 0)
	.map(([what, beat]) =>
		chat(
			`${what}, before the first chunk`,
			chunks(beat, beat, piece('Hello'), ending(), spent, done),
			good('Hello', { usage }),
		),
	);

const afterTheEnd: readonly Row[] = [
	['a blank behind [DONE]', 'data: [DONE] '],
	['blanks before [DONE]', 'data:   [DONE]'],
	['[DONE] twice', `${done}\n\n${done}`],
	['a failure after [DONE]', `${done}\n\ndata: {"error":{"message":"too late"}}`],
	['bare text after [DONE]', `${done}\n\ndata: bye\n\nsee you`],
	['a web page after [DONE]', `${done}\n\n<html><body>502</body></html>`],
].map(([what, end]) =>
	chat(
		String(what),
		chunks(piece('Hello'), ending(), spent, String(end)),
		good('Hello', { usage }),
	),
);

const ofClaude: readonly Row[] = [
	...heartbeats
		.filter((_beat, position) => position % 3 === 0)
		.map(([what, beat]) =>
			on(
				'claude',
				`Claude: ${what}`,
				claudeEvents([
					beat,
					claudeStart(),
					claudeBlock(),
					beat,
					claudePiece('Hi'),
					beat,
					claudeEnding(),
					claudeStop,
				]),
				good('Hi'),
			),
		),
	on(
		'claude',
		'Claude: [DONE] and a failure after the end',
		claudeEvents([
			claudeStart(),
			claudePiece('Hi'),
			claudeEnding(),
			claudeStop,
			done,
			'event: error\ndata: {"error":{"message":"too late"}}',
		]),
		good('Hi'),
	),
];

/** Text in `data:` that is no heartbeat is what a failure says. */
const words: readonly Row[] = [
	chat('bare words before any text', chunks('data: Internal Server Error at node 7'), {
		output: 'failure',
		words: 'Internal Server Error at node 7',
	}),
	chat(
		'bare words after some text',
		chunks(first, piece('Hel'), 'data: upstream connect error or disconnect'),
		{ output: 'failure', words: 'upstream connect error', text: 'Hel' },
	),
	chat(
		'bare words in several lines',
		chunks(piece('Hel'), 'data: Traceback of the worker\ndata: out of memory on card 3', done),
		{ output: 'failure', words: 'out of memory on card 3', text: 'Hel' },
	),
	chat('a JSON text as words', chunks(piece('Hel'), 'data: "the engine stopped"'), {
		output: 'failure',
		words: 'the engine stopped',
		text: 'Hel',
	}),
	on(
		'claude',
		'Claude: bare words after some text',
		claudeEvents([claudeStart(), claudePiece('Hel'), 'data: engine lost its worker']),
		{ output: 'failure', words: 'engine lost its worker', text: 'Hel' },
	),
	chat('bare words about money', chunks('data: insufficient balance in this wallet'), {
		requests: 1,
		output: 'failure',
		kind: 'quota',
		words: 'insufficient balance',
	}),
	chat(
		'half a chunk is a cut, not words',
		bytes(
			`${lines([first, piece('Hel')])}data: {"id":"chatcmpl-7","choices":[{"ind`,
			'text/event-stream',
		),
		{ requests: 5, output: 'failure', kind: ['malformed', 'server', 'network'], text: 'Hel' },
	),
];

/** What is no JSON in a stream is a heartbeat, the end, or what a failure says. */
export const streamEvents: readonly Row[] = [
	...between,
	...atTheStart,
	...afterTheEnd,
	...ofClaude,
	...words,
];
