import { jsonIn } from '../../../../nodes/api/answer/jsonIn';

test.each<[string, string, unknown]>([
	['alone', ' {"a":1}\n', { a: 1 }],
	['in a fence', 'Here:\n```json\n{"a":1}\n```\nMore?', { a: 1 }],
	['in a fence without a name', '```{"a":1}```', { a: 1 }],
	['in a fence of capitals', '```JSON\n[1]\n```', [1]],
	['with a fence in it', '```json\n{"a":"```"}\n```', { a: '```' }],
	['in the first of two fences', '```\n{"a":1}\n```\nor\n```\n{"b":2}\n```', { a: 1 }],
	['among words', 'It is {"a":1}, and [1,2,3,4,5,6] too', [1, 2, 3, 4, 5, 6]],
	['behind a fence that does not end', '```json\n{"a":1}', { a: 1 }],
	['nowhere', 'Hello', undefined],
	['cut off', '```json\n{"a":', undefined],
	['an empty fence', '``````', undefined],
])('JSON is found in the text of an answer: %s', (_where, text, value) => {
	expect(jsonIn(text)).toEqual(value);
});

test('a model that gets stuck at blanks behind a fence ends in a moment', () => {
	expect(jsonIn('```json' + '\n'.repeat(1_000_000))).toBeUndefined();
	expect(jsonIn('```'.repeat(300_000) + ' '.repeat(1_000_000) + '``')).toBeUndefined();
});
