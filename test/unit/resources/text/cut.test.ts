import { cutText, pack } from '../../../../nodes/Aigc2d/resources/text/cut';
import { estimateTokens } from '../../../../nodes/api/usage/estimate';

/** Numbers from 0 to 1 that are always the same. */
function chance(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const words = [
	'a',
	'parcel',
	'didn’t',
	'arrive',
	'包裹',
	'没有到',
	'посылка',
	'🎈',
	'𠮷',
	'x'.repeat(90),
];
const ends = [' ', ' ', ' ', '. ', '! ', '。', '\n', '\n\n', '\r\n', ' \n \n', ''];

function randomText(random: () => number): string {
	const pick = (from: string[]) => from[Math.floor(random() * from.length)] as string;
	const count = Math.floor(random() * 400);
	return Array.from({ length: count }, () => pick(words) + pick(ends)).join('');
}

test('the pieces of any text are within the limit, and joined they are the text again', () => {
	const random = chance(7);
	for (let round = 0; round < 300; round++) {
		const text = randomText(random);
		const most = 3 + Math.floor(random() * 200);
		const pieces = cutText(text, most);
		expect(pieces.join('')).toBe(text);
		expect(Math.max(0, ...pieces.map(estimateTokens))).toBeLessThanOrEqual(most);
		expect(pieces).not.toContain('');
	}
});

test('no character is torn apart, even where there is no other place', () => {
	for (let most = 2; most < 40; most++) {
		const pieces = cutText('🎈'.repeat(500), most);
		expect(pieces.filter((piece) => /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(piece))).toEqual([]);
	}
});

test.each([
	[
		'at paragraph ends',
		'One. Two.\n\nThree. Four.\n\nFive.',
		7,
		['One. Two.\n\nThree. Four.\n\n', 'Five.'],
	],
	['else at line ends', 'One. Two.\nThree. Four.\n', 4, ['One. Two.\n', 'Three. Four.\n']],
	['else at sentence ends', 'Here is one. There is two. ', 4, ['Here is one. ', 'There is two. ']],
	['at Chinese ones too', '包裹没有到。我很生气！', 6, ['包裹没有到。', '我很生气！']],
	['else at blanks', 'one two three four', 3, ['one two ', 'three four']],
])('a text is cut %s', (_where, text, most, pieces) => {
	expect(cutText(text, most)).toEqual(pieces);
});

test('a text that fits is left whole, and an empty one has no pieces', () => {
	expect(cutText('One.\n\nTwo.', 3)).toEqual(['One.\n\nTwo.']);
	expect(cutText('', 3)).toEqual([]);
});

test('neighbours are packed together as long as they fit', () => {
	expect(pack(['aaaa', 'bbbb', 'cccccccc', 'd'], 4, '\n\n')).toEqual([
		'aaaa\n\nbbbb',
		'cccccccc',
		'd',
	]);
});
