import { Redactor } from '../../../../nodes/api/redact/redactor';

const key = ['sk-', 'Ab3dEfghij', 'kLmn0pqrsT', 'uVwx7z9Qq'].join('');
const redactor = new Redactor({ key, headers: ['team-secret-0123'] });

function passed(pieces: readonly string[]): string[] {
	const out: string[] = [];
	const text = redactor.pieces((piece) => out.push(piece));
	for (const piece of pieces) text.add(piece);
	text.end();
	return out;
}

/** Up to three letters of a secret may have gone out before it is known to be one. */
const withoutBeginnings = (text: string) => text.replace(/\S{0,3}\[redacted\]/g, '***');

const texts = [
	`The key ${key} is wrong.`,
	`${key}${key}`,
	`half ${key.slice(0, 20)}… and ${key.slice(20)}`,
	`hidden ${Buffer.from(key).toString('base64')}`,
	'Sent by team-secret-0123, and by no other.',
	'Nothing is hidden here: sk-, Ab3d, team.',
];

test.each(texts)('cut anywhere, "%s" comes out as it would in one piece', (text) => {
	for (let cut = 0; cut <= text.length; cut++) {
		const out = passed([text.slice(0, cut), text.slice(cut)]).join('');
		expect(withoutBeginnings(out)).toBe(withoutBeginnings(redactor.answer(text)));
	}
	const letters = passed([...text]).join('');
	expect(withoutBeginnings(letters)).toBe(withoutBeginnings(redactor.answer(text)));
});

test('ordinary text is passed on as it comes', () => {
	const out: string[] = [];
	const text = redactor.pieces((piece) => out.push(piece));
	text.add('The weather is fine today, and it will be fine tomorrow.');
	expect(out).toEqual(['The weather is fine today, and it will be fine tomorrow.']);
});

test('a part whose end looks like the beginning of the key is redacted in pieces as well', () => {
	// Behind its end comes a letter that follows the same dash at the beginning of the key.
	const odd = 'sk-X7q2Ad9La4NFM1uHU-Kw3';
	const redacting = new Redactor({ key: odd });
	const out: string[] = [];
	const text = redacting.pieces((piece) => out.push(piece));
	for (const letter of `${odd.slice(8, 21)}X`) text.add(letter);
	text.end();
	expect(withoutBeginnings(out.join(''))).toBe('***X');
});
