import type { Want } from '../../support/wire/case';
import { bad, bytes, chat, json, on, usage, type Row } from './build';
import { completion } from './chatBodies';
import { claudeMessage } from './claudeBodies';

const malformed: Want = bad('malformed');

const texts = { items: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] };

const vector = (first: number, more: object = {}): object => ({ embedding: [first, 0], ...more });

const lost = { output: 'failure', kind: 'malformed' } as const;

/** Bodies that came to their end and hold no answer: bought once. */
export const wholeAnswers: readonly Row[] = [
	...[true, false].flatMap((stream) => [
		chat(
			`JSON of another kind (Stream ${stream})`,
			json({ ok: true, payload: { lines: ['a', 'b'] } }),
			malformed,
			{ stream },
		),
		chat(`a list (Stream ${stream})`, json([]), malformed, { stream }),
		chat(`null (Stream ${stream})`, bytes('null'), malformed, { stream }),
		chat(`the text OK (Stream ${stream})`, bytes('OK', 'text/plain'), malformed, { stream }),
	]),
	chat('a JSON text', bytes('"all is well"'), malformed),
	chat('choices without an entry', json({ ...completion({}), choices: [] }), {
		...malformed,
		usage,
	}),
	chat(
		'choices with an entry that is null',
		json({ ...completion({}), choices: [null] }),
		malformed,
	),
	chat(
		'a message that is null',
		json({ choices: [{ index: 0, message: null }], usage }),
		malformed,
	),
	chat('a message that is a list', json({ choices: [{ index: 0, message: ['Hi'] }] }), malformed),
	on('claude', 'Claude: no content', json({ type: 'message', role: 'assistant' }), malformed),
	on('claude', 'Claude: content is true', json(claudeMessage(true)), malformed),
	on(
		'legacy',
		'the old route: tokens in place of a text',
		json({ choices: [{ tokens: [1, 2] }] }),
		malformed,
	),
	on('claudeLegacy', "Claude's old route: no completion", json({ type: 'completion' }), malformed),
	on('models', 'models: no list', json({ foo: 1 }), malformed),
	on('speech', 'JSON where sound was asked for', json({ status: 'ok', seconds: 3 }), malformed),
	on('speech', 'a JSON list where sound was asked for', json([1, 2]), malformed),
	on('transcriptions', 'JSON without a text', json({ foo: 1 }), malformed),
	on('images', 'no picture', json({ created: 1, data: [] }), malformed),
	on('images', 'pictures without bytes or an address', json({ data: [{ seed: 1 }] }), malformed),
	on(
		'embeddings',
		'two vectors for three texts',
		json({ data: [vector(1, { index: 0 }), vector(2, { index: 1 })], usage }),
		{ requests: 1, items: [lost, lost, lost] },
		texts,
	),
	on(
		'embeddings',
		'vectors that are words',
		json({ data: [{ index: 0, embedding: ['a', 'b'] }], usage }),
		malformed,
		{ items: [{ text: 'a' }] },
	),
	on(
		'embeddings',
		'two vectors with the same number, none with another',
		json({ data: [vector(1, { index: 0 }), vector(2, { index: 0 }), vector(3, { index: 2 })] }),
		{ requests: 1, items: [lost, lost, lost] },
		texts,
	),
];
