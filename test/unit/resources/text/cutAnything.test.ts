import { cutText, pack } from '../../../../nodes/Aigc2d/resources/text/cut';
import { estimateTokens } from '../../../../nodes/api/usage/estimate';
import { processorTime } from '../../../support/processorTime';
import { fc, holds } from '../../../support/property';

/** What places to cut are made of, and letters of every size. */
const tokens = fc.constantFrom(
	...[
		'\n',
		'\n\n',
		'\r\n',
		' ',
		'\t',
		'\u00a0',
		'\u2028',
		'. ',
		'!',
		'…',
		'?"',
		'。',
		'！”',
		')',
		']',
	],
	...[
		'a',
		'word',
		'x'.repeat(40),
		'包裹',
		'没',
		'посылка',
		'🎈',
		'𠮷',
		'👩‍👩‍👧',
		'é',
		'\ud83d',
		'\udf88',
		'',
	],
);
const texts = fc.oneof(
	fc.array(tokens, { maxLength: 80 }).map((list) => list.join('')),
	fc.string({ unit: 'binary', maxLength: 200 }),
	fc.string({ unit: 'grapheme', maxLength: 100 }),
);
const limits = fc.oneof(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: 500 }));

const isPairSplit = (before: string, after: string) =>
	/[\ud800-\udbff]$/.test(before) && /^[\udc00-\udfff]/.test(after);

test('joined, the pieces are the text; none is too large or empty, and no letter is torn in two', () => {
	holds(
		fc.property(texts, limits, (text, most) => {
			const pieces = cutText(text, most);
			expect(pieces.join('')).toBe(text);
			expect(pieces).not.toContain('');
			expect(pieces.filter((piece) => estimateTokens(piece) > most)).toEqual([]);
			const torn = pieces.filter((piece, at) => at > 0 && isPairSplit(pieces[at - 1] ?? '', piece));
			expect(torn).toEqual([]);
		}),
		400,
	);
});

test('what is packed together stays in order, and within the limit where each text is', () => {
	const lists = fc.array(fc.string({ maxLength: 30 }), { maxLength: 20 });
	holds(
		fc.property(lists, limits, fc.constantFrom('', '\n', '\n\n'), (list, most, between) => {
			const packed = pack(list, most, between);
			expect(packed.join(between)).toBe(list.join(between));
			const tooLarge = packed.filter((text) => estimateTokens(text) > most && !list.includes(text));
			expect(tooLarge).toEqual([]);
		}),
		300,
	);
});

/** Long enough that what grows with the square of the length takes seconds. */
const long = (one: string) => one.repeat(Math.ceil(60_000 / one.length));

test.each(['.', '。', '!"', '\n', '\n ', ' ', '."', '…)', 'x'])(
	'a text of nothing but %j takes no longer than its length is worth',
	(one) => {
		expect(processorTime(() => cutText(long(one), 1_000))).toBeLessThan(500);
	},
);

test('no text takes longer than its length is worth', () => {
	const repeated = fc
		.array(tokens, { minLength: 1, maxLength: 3 })
		.map((list) => list.join('') || 'a');
	holds(
		fc.property(repeated, (one) => {
			expect(processorTime(() => cutText(long(one), 1_000))).toBeLessThan(500);
		}),
		20,
	);
});
