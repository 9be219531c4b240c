import { wellFormed } from '../../../nodes/api/wellFormed';
import { fc, holds } from '../../support/property';

test('half of a letter becomes U+FFFD, wherever it stands', () => {
	const sent = { messages: [{ content: 'a\ud83d', name: '\udf88b' }], '\ud83d': 1, n: null };
	expect(wellFormed(sent)).toEqual({
		messages: [{ content: 'a\ufffd', name: '\ufffdb' }],
		'\ufffd': 1,
		n: null,
	});
});

test('bytes are left alone', () => {
	const sent = { file: new Uint8Array([0xd8, 0x3d]) };
	expect(wellFormed(sent)).toBe(sent);
});

const texts = fc.string({ unit: 'binary', maxLength: 20 });
const torn = fc
	.array(fc.constantFrom('a', '🎈', '\ud83d', '\udf88', 'é', '"', '\\'))
	.map((list) => list.join(''));
const bodies = fc.letrec((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small' },
		texts,
		torn,
		fc.integer(),
		fc.constant(null),
		tie('list'),
		tie('object'),
	),
	list: fc.array(tie('value'), { maxLength: 5 }),
	object: fc.dictionary(torn, tie('value'), { maxKeys: 5 }),
})).object;

/** JSON with an escape for half of a letter, which is how such a half would leave. */
const half = /\\ud[89a-f]/i;

test('no half of a letter leaves, and the rest of what is sent stays as it is', () => {
	holds(
		fc.property(bodies, (body) => {
			const sent = JSON.stringify(wellFormed(body));
			const unescaped = sent.replaceAll('\\\\', '');
			expect(unescaped).not.toMatch(half);
			// Names that become alike are one member in the end.
			const whole = JSON.stringify(body)
				.replaceAll('\\\\', '≡')
				.replace(/\\ud[89a-f][\da-f]{2}/gi, '\ufffd');
			expect(JSON.parse(sent)).toEqual(JSON.parse(whole.replaceAll('≡', '\\\\')));
		}),
		300,
	);
});

test('what has no half of a letter in it is the very same value', () => {
	holds(
		fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (body) => {
			const whole = JSON.parse(
				JSON.stringify(body).replace(/\\ud[89a-f][\da-f]{2}/gi, ''),
			) as unknown;
			expect(wellFormed(whole)).toBe(whole);
		}),
		200,
	);
});
