import type { Answer } from '../../support/wire/case';
import { json } from './build';
import { says, chunk, piece, ending, spent, done, streamed, chunks } from './chatBodies';

/** An answer to the chat model, whole or streamed, and what has to come out. */
export interface ModelCase {
	nr: string;
	title: string;
	/** Whether the caller reads it as a stream. */
	stream: boolean;
	answer: Answer;
	/** Text of the message, or words of what is thrown. */
	want: { text: string } | { throws: string };
}

const texts: ReadonlyArray<[string, (parts: string[]) => Answer, string[], ModelCase['want']]> = [
	['a thought in the text', asText, ['<think>hm</think>\n\nFour.'], { text: 'Four.' }],
	['a closing tag alone', asText, ['hm\n</think>\n', 'Four.'], { text: 'Four.' }],
	['parts with a blank one', asParts, ['Hello', ' ', 'world'], { text: 'Hello world' }],
	['the whole message once more', asRepeated, ['Hel', 'lo'], { text: 'Hello' }],
	['an empty error with every piece', withError, ['Hel', 'lo'], { text: 'Hello' }],
	['withheld', withheld, ['Ha', 'lf'], { throws: 'content filter' }],
];

function asText(parts: string[]): Answer {
	return streamed(parts.map(piece));
}

function asParts(parts: string[]): Answer {
	return streamed(parts.map((text) => piece([{ type: 'text', text }])));
}

function asRepeated(parts: string[]): Answer {
	const message = { role: 'assistant', content: parts.join('') };
	return chunks(
		...parts.map(piece),
		chunk(undefined, {}, { message, finish_reason: 'stop' }),
		spent,
		done,
	);
}

function withError(parts: string[]): Answer {
	const error = { message: '', code: null };
	return chunks(
		...parts.map((content) => chunk({ content }, { error })),
		ending('stop', { error }),
		spent,
		done,
	);
}

function withheld(parts: string[]): Answer {
	return streamed(parts.map(piece), 'SAFETY');
}

/** The kinds of the other cases, as they reach an Agent or a chain. */
export const modelCases: readonly ModelCase[] = [
	...texts.flatMap(([title, answer, parts, want]) =>
		[true, false].map((stream) => ({
			title: `${title}, ${stream ? 'read as a stream' : 'read whole'}`,
			stream,
			answer: answer(parts),
			want,
		})),
	),
	{
		title: 'whole: a thought in the text',
		stream: false,
		answer: says('<thought>hm</thought>Four.'),
		want: { text: 'Four.' },
	},
	{
		title: 'whole: the reason in metadata.raw',
		stream: false,
		answer: json(
			{ error: { message: 'Provider returned error', metadata: { raw: 'no pictures here' } } },
			400,
		),
		want: { throws: 'no pictures here' },
	},
].map((one, position) => ({ ...one, nr: `M.${position + 1}` }));
