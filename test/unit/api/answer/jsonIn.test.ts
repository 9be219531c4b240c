import { jsonIn } from '../../../../nodes/api/answer/jsonIn';
import { processorTime } from '../../../support/processorTime';
import { fc, holds } from '../../../support/property';

test.each([
	['alone', '{"a":1}', { a: 1 }],
	['in a fence', '```json\n{"a":1}\n```', { a: 1 }],
	['in a fence without a name', 'Here:\n```\n[1, 2]\n```\nDone.', [1, 2]],
	['in a sentence', 'The answer is {"a":1}, as you asked.', { a: 1 }],
	['with a fence inside', '```json\n{"a":"```js\\nx\\n```"}\n```', { a: '```js\nx\n```' }],
	['in the first of two fences', '```json\n{"a":1}\n```\nor\n```\nx\n```', { a: 1 }],
	['after another, longer than it', '{"a":1} and {"a":1,"b":2}', { a: 1, b: 2 }],
	['in a fence, behind an open bracket', 'As in [1:\n```json\n{"a":1}\n```', { a: 1 }],
	['that is a text, in a fence', '```json\n"so"\n```', 'so'],
	['a bare word', ' true\n', true],
	['in a fence of capitals', '```JSON\n[1]\n```', [1]],
	['behind a fence that does not end', '```json\n{"a":1}', { a: 1 }],
])('JSON %s is found', (_where, text, value) => {
	expect(jsonIn(text)).toEqual(value);
});

test.each([
	['cut off', '{"a":1, "b": [1,'],
	['cut off in a fence', '```json\n{"a":1,\n'],
	['cut off behind another', '{"a":1} {"b":'],
	['not there', 'There is none.'],
	['nothing', ''],
	['an empty fence', '``````'],
	['behind blanks without end', '```json' + '\n'.repeat(1_000_000)],
	['behind fences without end', '```'.repeat(300_000) + ' '.repeat(1_000_000) + '``'],
])('JSON that is %s is not found', (_what, text) => {
	expect(jsonIn(text)).toBeUndefined();
});

/** JSON as it is when it has been read: numbers that JavaScript holds, no `__proto__`. */
const values = fc
	.oneof(
		fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 }),
		fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 6 }),
	)
	.map((value) => JSON.stringify(value))
	.filter((json) => !json.includes('__proto__') && !/\d{16}|\\u005|-0\b/.test(json))
	.map((json) => JSON.parse(json) as unknown);
const spaces = fc.constantFrom(undefined, 1, 2, '\t');
/** Words without brackets and fences. */
const prose = fc
	.array(
		fc.constantFrom(
			'Here is the JSON:',
			'Sure!',
			'\n',
			' ',
			'好的，',
			'"so"',
			'1.',
			'`x`',
			"it's",
			'🎈',
		),
		{
			maxLength: 6,
		},
	)
	.map((words) => words.join(' '));

test('JSON is found behind, before and between any words', () => {
	holds(
		fc.property(values, spaces, prose, prose, (value, space, before, after) => {
			expect(jsonIn(`${before}\n${JSON.stringify(value, null, space)}\n${after}`)).toEqual(value);
		}),
		300,
	);
});

test('JSON is found in a fence, whatever stands around it', () => {
	const fences = fc.constantFrom(
		'```json\n',
		'```\n',
		'```JSON\n',
		'``` json\n',
		'```json\r\n',
		'```json ',
	);
	holds(
		fc.property(values, spaces, fences, prose, prose, (value, space, fence, before, after) => {
			const json = JSON.stringify(value, null, space);
			expect(jsonIn(`${before}\n${fence}${json}\n\`\`\`\n${after}`)).toEqual(value);
		}),
		300,
	);
});

test('JSON that is cut off anywhere is not taken for another one', () => {
	const objects = values.filter((value) => !Array.isArray(value));
	holds(
		fc.property(
			objects,
			fc.double({ min: 0, max: 1, noNaN: true }),
			prose,
			(value, share, before) => {
				const json = JSON.stringify(value);
				const cut = json.slice(0, Math.floor(share * (json.length - 1)));
				const found = jsonIn(`${before}\n\`\`\`json\n${cut}`);
				if (cut !== '') expect(found).toBeUndefined();
			},
		),
		200,
	);
});

const tokens = fc.constantFrom(
	...[
		'{',
		'}',
		'[',
		']',
		'"',
		'\\',
		',',
		':',
		'```',
		'```json',
		'\n',
		' ',
		'1',
		'true',
		'null',
		'NaN',
	],
	...['{"a":', '"x"', '\\"', '\\u00', '-', '1e999', '__proto__', '🎈', '\ud83d', 'é', '你'],
);

test('no text makes it throw', () => {
	const texts = fc.oneof(
		fc.array(tokens, { maxLength: 60 }).map((list) => list.join('')),
		fc.string({ unit: 'binary' }),
	);
	holds(
		fc.property(texts, (text) => {
			expect(() => jsonIn(text)).not.toThrow();
		}),
		500,
	);
});

/** Long enough that what grows with the square of the length takes seconds. */
const long = (one: string) => one.repeat(Math.ceil(100_000 / one.length));

test.each([
	['a fence, and then line breaks without end', '```json', '\n'],
	['a fence, and then blanks without end', '{"a": 1}```', ' '],
	['fences', '', '```'],
	['brackets', '', '{'],
	['quotes', '{', '"'],
	['objects', '', '{}'],
])('%s do not keep it busy', (_what, start, one) => {
	expect(processorTime(() => jsonIn(start + long(one)))).toBeLessThan(500);
});

test('no text keeps it busy', () => {
	const repeated = fc.array(tokens, { minLength: 1, maxLength: 3 }).map((list) => list.join(''));
	holds(
		fc.property(repeated, repeated, (start, one) => {
			expect(processorTime(() => jsonIn(start + long(one)))).toBeLessThan(500);
		}),
		20,
	);
});
