import { endOfJson, exceeds, jsonTexts, replaceOutsideStrings } from '../../../nodes/api/jsonText';

const bounds = { depth: 4, members: 3, parts: 1_000 };

test('brackets within strings are no nesting', () => {
	const text = `${'['.repeat(4)}"${'['.repeat(50)}"${']'.repeat(4)}`;
	expect(exceeds(text, bounds)).toBeUndefined();
	expect(exceeds(`[${text}]`, bounds)).toBe('depth');
	expect(exceeds(`{"a\\"[[[[[":[[[1]]],"b":{}}${' '.repeat(40)}`, bounds)).toBeUndefined();
});

test('nesting is looked at until it is too deep, and short texts are not looked at', () => {
	expect(exceeds('['.repeat(100_000), { ...bounds, depth: 200 })).toBe('depth');
	expect(exceeds('[[[', { ...bounds, depth: 2 })).toBeUndefined();
});

test('members of objects are counted for each object, entries of lists are not', () => {
	expect(exceeds('{"a":1,"b":{"c":[1,2,3,4,5],"d,,,":1},"e":1}', bounds)).toBeUndefined();
	expect(exceeds('{"a":1,"b":[{"c":1,"d":1,"e":1,"f":1}]}', bounds)).toBe('members');
	expect(exceeds('[1,2,3,4,{"a":1,"b":1,"c":1},6,7,8]]],,,,', bounds)).toBeUndefined();
});

test('objects, lists and members are counted, and what stands within strings is not', () => {
	const most = (parts: number) => ({ depth: 2, members: 3, parts });
	expect(exceeds('{"a":[1,2,3],"b":{}}', most(5))).toBeUndefined();
	expect(exceeds('{"a":[1,2,3],"b":{}}', most(4))).toBe('parts');
	expect(exceeds('["{[:\\"{[:",1,2,3,4,5]', most(2))).toBeUndefined();
	expect(exceeds('["{[:{[:{[:', most(2))).toBeUndefined();
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
