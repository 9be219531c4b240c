import { chat, good, json, on, usage, type Row } from './build';
import { piece, says, streamed } from './chatBodies';
import { claudeMessage, claudeSays } from './claudeBodies';

const thought = good('Four.', { reasoning: 'hm' });

/** Ways to write a thought before an answer. */
const written: ReadonlyArray<[string, string]> = [
	['<think>', '<think>hm</think>\n\nFour.'],
	['<think> in lines', '<think>\nhm\n</think>\nFour.'],
	['<thought>', '<thought>hm</thought>Four.'],
	['<thinking>', '<thinking>hm</thinking> Four.'],
	['<THINK>', '<THINK>hm</THINK>Four.'],
	['<think> with an attribute', '<think lang="en">hm</think>Four.'],
	['blanks before <think>', '\n  <think>hm</think>Four.'],
	['[THINK]', '[THINK]hm[/THINK]Four.'],
	['◁think▷', '◁think▷hm◁/think▷Four.'],
	['closing tag alone', 'hm\n</think>\n\nFour.'],
	['closing </thought> alone', 'hm</thought>Four.'],
];

const inTexts: readonly Row[] = written.flatMap(([what, text]) => [
	chat(`${what}, whole`, says(text), thought),
	chat(`${what}, streamed letter by letter`, streamed([...text].map(piece)), thought),
]);

const places: readonly Row[] = [
	chat('around the answer', says('<think>a</think>Four.<think>b</think>'), good('Four.')),
	chat(
		'two thoughts before the answer',
		says('<think>a</think>\n<think>b</think>\nFour.'),
		good('Four.'),
	),
	chat(
		'the tags in chunks of their own',
		streamed(['<think>', 'hm', '</think>', '\n\n', 'Four.'].map(piece)),
		thought,
	),
	chat(
		'an empty thought',
		says('<think>\n\n</think>\n\nFour.'),
		good('Four.', { reasoning: null }),
	),
	chat(
		'only a thought: no text, with a hint',
		says('<think>hm</think>'),
		good('', { reasoning: 'hm', hint: true }),
	),
	chat('a thought that is cut off', says('<think>hm, so', 'length'), {
		requests: 1,
		output: 'failure',
		kind: 'truncated',
		usage,
	}),
	chat(
		'a thought that is cut off, streamed',
		streamed([piece('<think>'), piece('hm, so')], 'max_tokens'),
		{ requests: 1, output: 'failure', kind: 'truncated', usage },
	),
	chat(
		'an answer after its thought that is cut off',
		says('<think>hm</think>Fou', 'MAX_TOKENS'),
		good('Fou', { truncated: true, reasoning: 'hm' }),
	),
	on(
		'legacy',
		'the old route',
		json({
			choices: [{ index: 0, text: '<think>hm</think>\nFour.', finish_reason: 'stop' }],
			usage,
		}),
		good('Four.'),
	),
	on('claude', 'Claude: in the text', claudeSays('<think>hm</think>\nFour.'), thought),
	on(
		'claude',
		'Claude: in a block',
		json(
			claudeMessage([
				{ type: 'thinking', thinking: 'hm', signature: 's' },
				{ type: 'text', text: 'Four.' },
			]),
		),
		good('Four.', { reasoning: 'hm', thinking: 'hm' }),
	),
];

const asWritten: readonly Row[] = [
	...[
		'Write `<think>a</think>` before the answer.',
		'The tag <think> opens a thought.',
		'Four. See <thinking> in the manual.',
		'```html\n<think>a</think>\n```',
	].map((text) =>
		chat(`not a thought: ${text.split('\n')[0]}`, says(text), good(text, { reasoning: null })),
	),
	chat(
		'not a thought: a tag inside JSON',
		says('{"a":"<think>x</think> and y"}'),
		good('{"a":"<think>x</think> and y"}', { data: { a: '<think>x</think> and y' } }),
		{ response_format: 'json_object' },
	),
	chat('no thought at all', says('Four.'), good('Four.', { reasoning: null })),
];

/** Thoughts in the text, however they are marked; and what only looks like one. */
export const thoughtsInTexts: readonly Row[] = [...inTexts, ...places, ...asWritten];
