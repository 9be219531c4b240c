import { chat, on, good, bad, json, usage, type Row } from './build';
import { says, piece, done, streamed, chunks } from './chatBodies';
import { claudeMessage } from './claudeBodies';

const part = (text: string, type = 'text'): object => ({ type, text });

/** Text in parts, in strings, in both, and in the form of the old route. */
export const partsOfText: readonly Row[] = [
	chat(
		'parts with a blank one, whole',
		says([part('Hello'), part(' '), part('world')]),
		good('Hello world'),
	),
	chat(
		'parts with a blank one, streamed',
		streamed([piece([part('Hello')]), piece([part(' ')]), piece([part('world')])]),
		good('Hello world'),
	),
	chat('a part that is a line break', says([part('a'), part('\n'), part('b')]), good('a\nb')),
	chat('bare strings as parts, whole', says(['Hel', 'lo']), good('Hello')),
	chat(
		'bare strings as parts, streamed, blanks among them',
		streamed([piece(['Hello']), piece([' ']), piece(['you', '!'])]),
		good('Hello you!'),
	),
	chat(
		'a list first, then strings, then both',
		streamed([piece([part('A')]), piece(' b'), piece([part(' c'), ' d']), piece(' e')]),
		good('A b c d e'),
	),
	chat('parts of type output_text', says([part('done', 'output_text')]), good('done')),
	chat(
		'thoughts between parts of text',
		says([part('A'), { type: 'thinking', thinking: [part('hm')] }, part('B')]),
		good('AB', { reasoning: 'hm' }),
	),
	chat(
		'a null and a number of blanks between pieces',
		streamed([piece('Hello'), piece(null), piece(' '), piece('\n'), piece('world')]),
		good('Hello \nworld'),
	),
	chat(
		'chunks of the old route',
		chunks(
			{
				id: 'cmpl-1',
				object: 'text_completion',
				model: 'm-1',
				choices: [{ index: 0, text: 'Hel', finish_reason: null }],
			},
			{
				id: 'cmpl-1',
				object: 'text_completion',
				model: 'm-1',
				choices: [{ index: 0, text: 'lo', finish_reason: 'stop' }],
				usage,
			},
			done,
		),
		good('Hello', { usage, finish_reason: 'stop' }),
	),
	chat(
		'an answer of the old route, whole',
		json({
			id: 'cmpl-1',
			object: 'text_completion',
			model: 'm-1',
			choices: [{ index: 0, text: 'Hello', finish_reason: 'stop' }],
			usage,
		}),
		good('Hello', { usage }),
	),
	chat(
		'chunks of the old route that end cut off',
		chunks(
			{ choices: [{ index: 0, text: 'Hal', finish_reason: null }] },
			{ choices: [{ index: 0, text: 'f', finish_reason: 'length' }], usage },
			done,
		),
		good('Half', { truncated: true }),
	),
];

/** Content in a shape that no rule reads. */
export const unreadableTexts: readonly Row[] = [
	chat('content is an object of no known shape', says({ foo: 1 }), bad('malformed')),
	chat('content is true', says(true), bad('malformed')),
	chat('a part of no known shape', says([{ type: 'widget', body: 'Hello' }]), bad('malformed')),
	chat(
		'an object as content, streamed',
		streamed([piece({ value: 'Hel' }), piece({ value: 'lo' })]),
		bad('malformed'),
	),
	chat(
		'parts of no known shape, streamed',
		streamed([piece([{ kind: 'txt', value: 'Hel' }]), piece([{ kind: 'txt', value: 'lo' }])]),
		bad('malformed'),
	),
	on('claude', 'Claude: content is an object', json(claudeMessage({ foo: 1 })), bad('malformed')),
];
