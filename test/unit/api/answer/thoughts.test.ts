import { splitThoughts, ThoughtFilter } from '../../../../nodes/api/answer/thoughts';

test.each<[string, string, string, string]>([
	['none', 'Hello <b>there</b>', 'Hello <b>there</b>', ''],
	['before the answer', '<think>hm</think>\n\nHello', 'Hello', 'hm'],
	['in the middle', 'Hello <think>hm</think>there', 'Hello there', 'hm'],
	['at the end', 'Hello\n<think>hm</think>', 'Hello', 'hm'],
	['twice', '<think>a</think>Hello<think>b</think> there', 'Hello there', 'a\n\nb'],
	['empty', '<think>\n\n</think>\n\nHello', 'Hello', ''],
	['in capitals', '<THINK>hm</THINK>Hello', 'Hello', 'hm'],
	['with an attribute', '<think time="3">hm</think>Hello', 'Hello', 'hm'],
	['closed but never opened', 'hm\n</think>\nHello', 'Hello', 'hm'],
	['never closed', '<think>hm and hm', '', 'hm and hm'],
	['<thought>', '<thought>hm</thought>Hello', 'Hello', 'hm'],
	['<thinking>', '<thinking>hm</thinking>Hello', 'Hello', 'hm'],
	['◁think▷', '◁think▷hm◁/think▷Hello', 'Hello', 'hm'],
	['[THINK]', '[THINK]hm[/THINK]Hello', 'Hello', 'hm'],
	['begin_of_thought', '<|begin_of_thought|>hm<|end_of_thought|>Hello', 'Hello', 'hm'],
	['before JSON', '<think>Is it {x}?</think>\n{"a":1}', '{"a":1}', 'Is it {x}?'],
	['<thoughts>', '<thoughts>hm</thoughts>Hello', 'Hello', 'hm'],
	['<reasoning>', '<reasoning>hm</reasoning>Hello', 'Hello', 'hm'],
	['[think]', '[think]hm[/think]Hello', 'Hello', 'hm'],
	['with many attributes', `<think ${'x'.repeat(199)}>hm</think>Hello`, 'Hello', 'hm'],
	['closed by another mark', '<think>hm</reasoning>Hello', 'Hello', 'hm'],
	['of one part after an empty one', '<think> </think><think>hm</think>Hello', 'Hello', 'hm'],
	['behind code', '`a` <think>hm</think>Hello', '`a` Hello', 'hm'],
	['behind code on several lines', '```\na\n```<think>hm</think>Hello', '```\na\n```Hello', 'hm'],
	['behind a backtick alone', 'a ` <think>hm</think>Hello', 'a ` Hello', 'hm'],
	['behind two backticks', 'a `` <think>hm</think>Hello', 'a `` Hello', 'hm'],
	['behind brackets that are no JSON', '{a} <think>hm</think>Hello', '{a} Hello', 'hm'],
	['behind a list that is no JSON', '[a] <think>hm</think>Hello', '[a] Hello', 'hm'],
	['never closed, after blanks', ' \n<think>hm', '', 'hm'],
	['closed twice', '<think>a</think>b</think>Hello', 'Hello', 'a\n\nb'],
	['with code in them', '<think>```\na</think>Hello', 'Hello', '```\na'],
])('thoughts are split off: %s', (_where, given, text, reasoning) => {
	expect(splitThoughts(given)).toEqual({ text, reasoning });
});

test.each([
	'Use `<think>` and `</think>` for thoughts.',
	'```html\n<think>x</think>\n```',
	'Text\n```\n</think>\n```\nmore',
	'{"tag": "<think>x</think>"}',
	'[{"tag": "</think>"}]',
	'Write <think> to begin, they said.',
	'A <thinker> and a </thinker> and <thinks>.',
	'<b>think</b>',
	' {"tag": "</think>"} ',
	'[THINKING] of it [/THINKING]',
	'Hello `a\u0060 `<think>` `</think>`',
])('marks within code, JSON and sentences are text: %s', (given) => {
	expect(splitThoughts(given)).toEqual({ text: given, reasoning: '' });
});

test('a text with very many marks is split in a moment', () => {
	expect(splitThoughts(`${'</think>'.repeat(50_000)}Hello`).text).toBe('Hello');
	expect(splitThoughts('<think>a</think>b'.repeat(20_000)).text).toBe('b'.repeat(20_000));
});

/** What is heard of a text that grows by such pieces. */
function heard(pieces: readonly string[]): string {
	let said = '';
	let soFar = '';
	const spoken = new ThoughtFilter((piece) => (said += piece));
	for (const piece of pieces) spoken.update((soFar += piece));
	spoken.finish(splitThoughts(soFar).text);
	return said;
}

test.each([
	'Hello there',
	'<think>hm</think>\n\nHello there',
	'Hello <think>hm</think>there',
	'\n<think>a</think>Hello<think>b</think> there\n',
	'<think>hm and hm',
	'a < b, <b>c</b> and [T] `x` <',
	'[THINK]hm[/THINK]Hello [1]',
	'◁think▷hm◁/think▷Hello',
	'Use `</think>` here.\n```\n<think>x</think>\n``` And so on',
	'{"a": "x</think>y", "b": [1]}',
	'<think>hm</think>{"a": "</think>"}',
	'Hello <think> there',
	'<reasoning>hm</reasoning>Hello',
	'<|begin_of_thought|>hm<|end_of_thought|>Hello <|end|>',
	'<think a="b">hm</think>Hello',
	'a ` <think>hm</think>Hello ` there',
	'``<think>hm</think>``',
	'  Hello  ',
])('wherever it is cut, the answer is heard and no thoughts: %j', (text) => {
	const wanted = splitThoughts(text).text.trim();
	for (let at = 0; at <= text.length; at++)
		expect(heard([text.slice(0, at), text.slice(at)]).trim()).toBe(wanted);
	expect(heard([...text]).trim()).toBe(wanted);
});

test('an answer is heard while it comes, and not only at its end', () => {
	const pieces: string[] = [];
	const spoken = new ThoughtFilter((piece) => pieces.push(piece));
	let text = '';
	for (const piece of ['<think>hm', '</think>', 'Hello ', 'the', 're'])
		spoken.update((text += piece));
	expect(pieces).toEqual(['Hello', ' the', 're']);
});

test('thoughts that were told as text before they were closed are not told again', () => {
	expect(heard(['hm ', 'and', '</think>Hello'])).toBe('hm and');
});

test('a whole text that is another one than its pieces is not told behind them', () => {
	const pieces: string[] = [];
	const spoken = new ThoughtFilter((piece) => pieces.push(piece));
	spoken.update('Hel');
	spoken.finish('Good day');
	expect(pieces).toEqual(['Hel']);
});

test('a text that is told anew from its beginning is heard once', () => {
	const pieces: string[] = [];
	const spoken = new ThoughtFilter((piece) => pieces.push(piece));
	for (const text of ['<think>a</think>Hello', '<think>b</think>Hello there', 'Hello there, you'])
		spoken.update(text);
	spoken.update('Hello there, you');
	expect(pieces.join('')).toBe('Hello there, you');
});

test('blanks before an answer are heard with it, and blanks alone are not', () => {
	const pieces: string[] = [];
	const spoken = new ThoughtFilter((piece) => pieces.push(piece));
	spoken.update(' \n');
	expect(pieces).toEqual([]);
	spoken.update(' \nHello');
	expect(pieces).toEqual([' \nHello']);
});

test('JSON is looked for a few times only, and marks behind it are found', () => {
	const broken = '{x} <think>a</think>'.repeat(4);
	expect(splitThoughts(`${broken}{"a":"</think>"}`).text).toBe('{x} {x} {x} {x} {"a":"</think>"}');
	const more = '{x} <think>a</think>'.repeat(5);
	expect(splitThoughts(`${more}{"a":"</think>"}`).text).toBe('{x} {x} {x} {x} {x} "}');
});
