import type { Answer, Want } from '../../support/wire/case';
import { bytes, chat, json, on, then, usage, type Row } from './build';
import { completion, says } from './chatBodies';
import { claudeSays } from './claudeBodies';

const vector = (first: number, more: object = {}): object => ({ embedding: [first, 0], ...more });

/** What a body was cut to, and the whole one. */
const cutThenWhole = (
	title: string,
	route: Parameters<typeof on>[0],
	whole: Answer,
	want: Want,
	ask: Parameters<typeof on>[4] = {},
): Row => {
	const cut = { ...whole, body: String(whole.body).slice(0, -20) };
	return {
		...on(route, title, cut, { requests: 2, ...want }, ask),
		answer: undefined,
		answers: [cut, whole],
	};
};

/** What was cut is asked for again. */
export const cutAnswers: readonly Row[] = [
	cutThenWhole('chat: cut once', 'chat', says('Hello'), { output: 'success', text: 'Hello' }),
	cutThenWhole(
		'chat: cut once, Stream off',
		'chat',
		says('Hello'),
		{ text: 'Hello' },
		{ stream: false },
	),
	cutThenWhole('Claude: cut once', 'claude', claudeSays('Hello'), { text: 'Hello' }),
	cutThenWhole(
		'the old route: cut once',
		'legacy',
		json({ choices: [{ index: 0, text: 'Hello', finish_reason: 'stop' }], usage }),
		{ text: 'Hello' },
	),
	cutThenWhole(
		"Claude's old route: cut once",
		'claudeLegacy',
		json({ type: 'completion', completion: 'Hello', stop_reason: 'stop_sequence' }),
		{ text: 'Hello' },
	),
	cutThenWhole(
		'embeddings: cut once',
		'embeddings',
		json({ data: [vector(1, { index: 0 })], model: 'm-1', usage }),
		{ json: { embedding: [1, 0] } },
		{ items: [{ text: 'a' }] },
	),
	cutThenWhole('models: cut once', 'models', json({ data: [{ id: 'm-a' }, { id: 'm-b' }] }), {
		items: [{ id: 'm-a' }, { id: 'm-b' }],
	}),
	chat('cut every time', bytes('{"id":"chatcmpl-7","choices":[{"index":0,"mess'), {
		requests: 5,
		output: 'failure',
		kind: 'malformed',
	}),
	then(
		'cut in the middle of a letter',
		[
			bytes([Buffer.from(JSON.stringify(completion({ content: '你好' }))).subarray(0, 130)]),
			says('你好'),
		],
		{ requests: 2, output: 'success', text: '你好' },
	),
];
