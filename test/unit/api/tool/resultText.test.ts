import { jsonUpTo } from '../../../../nodes/api/tool/jsonUpTo';
import { mostOfResult, resultText } from '../../../../nodes/api/tool/resultText';
import { fc, holds } from '../../../support/property';

test('a value of JSON is written as JSON.stringify does', () => {
	holds(fc.property(fc.jsonValue(), (value) => {
		expect(jsonUpTo(value, 1_000_000)).toBe(JSON.stringify(value));
	}));
});

test('what goes beyond the length is not looked at', () => {
	let seen = 0;
	const long = Array.from({ length: 1_000 }, () => ({
		get text() {
			seen++;
			return 'x'.repeat(100);
		},
	}));
	expect(jsonUpTo(long, 1_000).length).toBeLessThan(1_200);
	expect(seen).toBeLessThan(20);
});

test.each<[string, unknown, string]>([
	['a getter that throws', { get a() { throw new Error('closed'); } }, '(The result cannot be read: closed.)'],
	['an error', { why: new Error('closed') }, '{"why":"closed"}'],
	['a set and a map', [new Set([1]), new Map([['a', 2]])], '[[1],[["a",2]]]'],
	['functions and symbols', { a: () => 1, b: Symbol('b'), c: NaN }, '{"b":null,"c":null}'],
	['a message of LangChain', { tool_call_id: 'a', content: [{ type: 'text', text: 'blue' }] }, 'blue'],
	['the same object twice', (() => { const a = {}; return [a, a]; })(), '[{},{}]'],
])('%s is a text', (_what, value, text) => {
	expect(resultText(value)).toBe(text);
});

test('what is nested deeper than a stack is a text', () => {
	let deep: unknown = 1;
	for (let level = 0; level < 100_000; level++) deep = [deep];
	expect(resultText(deep)).toContain('(nested too deep)');
});

test('of any text at most 100 kB are kept, and no half of a letter', () => {
	holds(fc.property(fc.constantFrom('a', 'é', '蓝', '🎈'), fc.nat({ max: 5 }), (letter, shift) => {
		const text = 'x'.repeat(shift) + letter.repeat(mostOfResult);
		const kept = resultText(text).replace(/\n\n\[The result is cut[^]*$/, '');
		expect(text.startsWith(kept)).toBe(true);
		expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(mostOfResult);
		expect(Buffer.byteLength(kept)).toBeGreaterThan(mostOfResult - 4);
		expect(kept).not.toMatch(/[\ud800-\udbff]$/);
	}));
});
