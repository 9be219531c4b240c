import { Redactor } from '../../../../nodes/api/redact/redactor';
import { fc, holds } from '../../../support/property';

/** Keys as gateways hand them out; small ones are told from capital ones nowhere. */
const keys = fc
	.tuple(fc.constantFrom('sk-', '', 'sk-proj-'), fc.stringMatching(/^[A-Za-z0-9_+/=.-]{24,48}$/))
	.map((parts) => parts.join(''));

/** What stands around a part of a key. */
const words = fc.constantFrom(
	...[
		'The key ',
		' is wrong.',
		' ',
		'\n',
		'"',
		'…',
		'Bearer ',
		'=',
		'好',
		'🎈',
		'İ',
		'',
		'a',
		'*',
		'%',
	],
);

/** Texts with parts of a key in them, in small or capital letters. */
const textsWith = (key: string, between = '') =>
	fc
		.array(
			fc.oneof(
				words,
				fc.tuple(fc.nat(key.length), fc.nat(key.length)).map(([one, other]) => {
					const part = key.slice(Math.min(one, other), Math.max(one, other));
					return (one + other) % 3 === 0 ? part.toUpperCase() : part;
				}),
			),
			{ maxLength: 12 },
		)
		.map((list) => list.join(between));

const keyAndText = keys.chain((key) => fc.tuple(fc.constant(key), textsWith(key)));
/** No part touches another: what is left of one would look like the beginning of the next. */
const keyAndWords = keys.chain((key) => fc.tuple(fc.constant(key), textsWith(key, ' | ')));

/** Twelve characters of the key in a row that stand in a text, in any letters. */
function leakIn(text: string, key: string): string | undefined {
	const small = text.toLowerCase();
	const starts = Array.from({ length: key.length - 11 }, (_, at) => key.slice(at, at + 12));
	return starts.find((part) => small.includes(part.toLowerCase()));
}

test('twelve characters of the key in a row never come out', () => {
	holds(
		fc.property(keyAndText, ([key, text]) => {
			const redactor = new Redactor({ key });
			const told = [redactor.answer(text), redactor.message({ [text]: [text] })];
			expect(leakIn(JSON.stringify(told), key)).toBeUndefined();
		}),
		300,
	);
});

test('what is no part of the key stays as it is', () => {
	const ordinary = fc.oneof(
		fc.lorem({ maxCount: 30 }),
		fc.string({ unit: 'grapheme' }),
		fc.webUrl(),
	);
	holds(
		fc.property(keys, ordinary, (key, text) => {
			expect(new Redactor({ key }).answer(text)).toBe(text);
		}),
		200,
	);
});

test('what stands around the key stays as it is', () => {
	holds(
		fc.property(keys, fc.lorem(), fc.lorem(), (key, before, after) => {
			const told = new Redactor({ key }).answer(`${before} <${key}> ${after}`);
			expect(told).toBe(`${before} <[redacted]> ${after}`);
		}),
	);
});

/** Up to three letters of a secret may have gone out before it is known to be one. */
const withoutBeginnings = (text: string) => text.replace(/\S{0,3}\[redacted\]/g, '***');

/** What comes out of a text that is passed on in pieces of these lengths. */
function inPieces(redactor: Redactor, text: string, lengths: readonly number[]): string {
	let told = '';
	const pieces = redactor.pieces((piece) => (told += piece));
	let at = 0;
	for (let turn = 0; at < text.length; turn++) {
		const length = lengths[turn % lengths.length] as number;
		pieces.add(text.slice(at, at + length));
		at += length;
	}
	pieces.end();
	return told;
}

const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 40 });

test('no cut into pieces gives the key away', () => {
	holds(
		fc.property(keyAndText, cuts, ([key, text], lengths) => {
			expect(leakIn(inPieces(new Redactor({ key }), text, lengths), key)).toBeUndefined();
		}),
		300,
	);
});

test('in pieces it comes out as in one', () => {
	holds(
		fc.property(keyAndWords, cuts, ([key, text], lengths) => {
			const redactor = new Redactor({ key });
			const told = inPieces(redactor, text, lengths);
			expect(withoutBeginnings(told)).toBe(withoutBeginnings(redactor.answer(text)));
		}),
		300,
	);
});
