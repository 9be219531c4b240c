import { depthOf, endOfJson, jsonTexts, replaceOutsideStrings } from '../../../nodes/api/jsonText';

test('brackets within strings are no nesting', () => {
	const deep = `${'['.repeat(5)}"${'['.repeat(50)}"${']'.repeat(5)}`;
	expect(depthOf(deep, 20)).toBe(5);
	expect(depthOf(`{"a\\"[[[[[":[[[1]]],"b":{}}${' '.repeat(40)}`, 10)).toBe(4);
});

test('nesting is counted until it is enough, and short texts are not looked at', () => {
	expect(depthOf('['.repeat(100_000), 200)).toBe(201);
	expect(depthOf('[[[', 200)).toBe(0);
});

test('only what is not within strings is replaced', () => {
	const upper = (part: string) => part.toUpperCase();
	expect(replaceOutsideStrings('a "b" c "d\\"e" f', upper)).toBe('A "b" C "d\\"e" F');
	expect(replaceOutsideStrings('a "b\\\\" c', upper)).toBe('A "b\\\\" C');
	expect(replaceOutsideStrings('a "b', upper)).toBe('A "B');
	expect(replaceOutsideStrings('', upper)).toBe('');
});

test('an object ends at its own bracket', () => {
	expect(endOfJson('{"a":"}"} more', 0)).toBe(9);
	expect(endOfJson('x [1,[2]] y', 2)).toBe(9);
	expect(endOfJson('{"a":{"b":1}', 0)).toBeUndefined();
	expect(endOfJson('{"a":"b', 0)).toBeUndefined();
});

test.each<[string, string, string[], boolean, string]>([
	['one', '{"a":1}', ['{"a":1}'], false, ' '],
	['several', '{"a":1}{"b":2}\n[3]', ['{"a":1}', '{"b":2}', '[3]'], false, '  \n '],
	['with words around', 'Here: {"a":"]"} and [1]!', ['{"a":"]"}', '[1]'], false, 'Here:   and  !'],
	['none', 'no JSON', [], false, 'no JSON'],
	['cut off', '{"a":1} {"b":', ['{"a":1}'], true, '  {"b":'],
])('the JSON texts in a text are found: %s', (_what, text, texts, isCut, others) => {
	expect(jsonTexts(text)).toEqual({ texts, isCut, others });
});

test('of very many texts the first thousand are found', () => {
	expect(jsonTexts('{}'.repeat(5_000)).texts).toHaveLength(1_000);
});
