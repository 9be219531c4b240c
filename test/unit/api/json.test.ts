import { parseJson, tryParseJson } from '../../../nodes/api/json';

test('whole numbers that JavaScript would round stay exact, as text', () => {
	const text = '{"task_id":442275063214085123,"list":[-9007199254740993,1],"s":"9007199254740993"}';
	expect(parseJson(text)).toEqual({
		task_id: '442275063214085123',
		list: ['-9007199254740993', 1],
		s: '9007199254740993',
	});
});

test('numbers that fit stay numbers', () => {
	const text =
		'[9007199254740991, 1700000000000000, 0.1234567890123456789, 1e30, 12345678901234567e2]';
	const plain = text.slice(1, -1).split(', ').map(Number);
	expect(parseJson(text)).toEqual(plain);
});

test('many digits behind a point do not hide a long number', () => {
	const text = '{"vector":[0.1234567890123456,-1.5e-7],"id":442275063214085123}';
	expect(parseJson(text)).toEqual({
		vector: [0.1234567890123456, -1.5e-7],
		id: '442275063214085123',
	});
});

test('a whole number of 16 digits stays exact beside a text of 9 MB', () => {
	const picture = 'A'.repeat(9 * 1024 * 1024);
	const text = `{"seed":9007199254740993,"b64_json":"${picture}","task_id":1234567890123456}`;
	expect(parseJson(text)).toEqual({
		seed: '9007199254740993',
		b64_json: picture,
		task_id: 1234567890123456,
	});
});

test('digits and escaped quotes inside texts are left alone', () => {
	const value = { text: 'id: 442275063214085123, "quoted \\" 442275063214085123"' };
	expect(parseJson(JSON.stringify(value))).toEqual(value);
});

test.each(['{"__proto__":{"x":1},"a":1}', '{"\\u005f_proto__":{"x":1},"a":1}'])(
	'no member reaches a prototype: %s',
	(text) => {
		const value = parseJson(text) as { a: number; x?: number };
		expect(Object.keys(value)).toEqual(['a']);
		expect({ ...value }.x).toBeUndefined();
	},
);

test('text that is not JSON is undefined, not an exception', () => {
	expect(['', '{', 'NaN', '<html>'].map(tryParseJson)).toEqual(Array(4).fill(undefined));
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
