import { parseJson } from '../../../nodes/api/json';
import { hasTooManyParts } from '../../../nodes/api/jsonParts';

test('objects, lists and members are counted, and what stands within strings is not', () => {
	expect(hasTooManyParts('{"a":[1,2,3],"b":{}}', 5)).toBe(false);
	expect(hasTooManyParts('{"a":[1,2,3],"b":{}}', 4)).toBe(true);
	expect(hasTooManyParts('["{[:\\"{[:",1,2,3,4,5]', 2)).toBe(false);
	expect(hasTooManyParts('["{[:{[:{[:', 2)).toBe(false);
});

test('numbers may be as many as fit into an answer', () => {
	const text = `[${'1,'.repeat(5_000_000)}1]`;
	expect(parseJson(text)).toHaveLength(5_000_001);
});

test.each([
	['lists', '[],'],
	['objects', '{},'],
])('millions of empty %s are refused before they take memory', (_what, entry) => {
	expect(() => parseJson(`[${entry.repeat(4_000_001)}1]`)).toThrow('more than 4000000 parts');
});
