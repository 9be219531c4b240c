import { Redactor } from '../../../../nodes/api/redact/redactor';

// Put together, so that no scanner takes it for a key.
const key = ['sk-', 'Ab3dEfghij', 'kLmn0pqrsT', 'uVwx7z9Qq_', '-4fG'].join('');
const redactor = new Redactor({ key });
const bytes = [...Buffer.from(key)];
const hex = (byte: number) => byte.toString(16).padStart(2, '0');

test('a key is taken out of every text, member name and list', () => {
	const value = { message: `bad key ${key}!`, [key]: [{ deep: `${key}${key}` }], n: 1, none: null };
	expect(redactor.message(value)).toEqual({
		message: 'bad key [redacted]!',
		'[redacted]': [{ deep: '[redacted][redacted]' }],
		n: 1,
		none: null,
	});
});

test('a value without the key is the very same value', () => {
	const value = { list: [1, { text: 'harmless' }] };
	expect(redactor.answer(value)).toBe(value);
});

test.each<[string, string]>([
	['without its prefix', key.slice(3)],
	['its first half', key.slice(0, key.length / 2)],
	['its last half', key.slice(key.length / 2)],
	['twelve characters of its middle', key.slice(9, 21)],
	['in capital letters', key.toUpperCase()],
	['in small letters', key.toLowerCase()],
	['masked in its middle', `${key.slice(0, 13)}***${key.slice(-12)}`],
	['in base64', Buffer.from(key).toString('base64')],
	['in base64 behind a scheme', Buffer.from(`Bearer ${key}`).toString('base64')],
	['in base64 as a user', Buffer.from(`api:${key}`).toString('base64')],
	['in base64 between others', Buffer.from(`{"a":1,"key":"${key}","b":2}`).toString('base64')],
	['in base64 for addresses', Buffer.from(`??${key}`).toString('base64url')],
	['half of it in base64', Buffer.from(key.slice(10)).toString('base64')],
	['in hexadecimal', Buffer.from(key).toString('hex')],
	['in capital hexadecimal', Buffer.from(key).toString('hex').toUpperCase()],
	['in hexadecimal with blanks', bytes.map(hex).join(' ')],
	['in hexadecimal with colons', bytes.map(hex).join(':')],
	['percent-encoded', bytes.map((byte) => `%${hex(byte).toUpperCase()}`).join('')],
	['percent-encoded twice', bytes.map((byte) => `%25${hex(byte)}`).join('')],
	['in escapes of JSON', bytes.map((byte) => `\\u00${hex(byte)}`).join('')],
	['in escapes of HTML', bytes.map((byte) => `&#${byte};`).join('')],
	['in hexadecimal escapes of HTML', bytes.map((byte) => `&#x${hex(byte)};`).join('')],
])('a key %s is found', (_how, disguise) => {
	const told = redactor.answer(`Wrong key "${disguise}", sorry`);
	expect(told).toMatch(/^Wrong key ".*\[redacted\].*", sorry$/);
	// What is left are letters around it, and those that depend on what stood beside it.
	expect(told.length).toBeLessThan(62);
});

test('a key whose characters must be encoded in an address is found encoded', () => {
	const odd = 'ab+cd/ef=gh+ij/kl=mn+op/qr';
	const told = new Redactor({ key: odd }).answer(`?key=${encodeURIComponent(odd)}&x=1`);
	expect(told).toBe('?key=[redacted]&x=1');
});

test.each([
	['eleven characters of it', `abc ${key.slice(5, 16)} def`],
	['the beginning that all keys have', 'Keys begin with sk-'],
	['other random texts', 'sk-9f8e7d6c5b4a39281706f5e4d3c2b1a0'],
	['letters whose small form is longer', `İİİİ ${key.slice(5, 16)}`],
])('%s is left alone', (_what, text) => {
	expect(redactor.message(text)).toBe(text);
});

test('letters whose small form is longer move nothing out of place', () => {
	expect(redactor.message(`İİ ${key} İİ`)).toBe('İİ [redacted] İİ');
});

test('short dummy keys of local gateways are left alone in answers', () => {
	expect(new Redactor({ key: 'none' }).message('There is none.')).toBe('There is none.');
	expect(new Redactor({ key: 'lm-studio' }).answer('lm-studio is fine')).toBe('lm-studio is fine');
	expect(new Redactor({ key: 'lm-studio' }).message('Wrong key lm-studio')).toBe(
		'Wrong key [redacted]',
	);
});

test('a value that is nested too deeply to have come from a gateway does not end the process', () => {
	let deep: unknown = key;
	for (let level = 0; level < 50_000; level++) deep = [deep];
	expect(JSON.stringify(redactor.answer({ deep }))).not.toContain(key.slice(0, 12));
});

test('a file is masked in the place of the key, and otherwise the same', () => {
	const around = (middle: string) => Buffer.from(`\x00\x01 ${middle} \xff and ${middle}`);
	const masked = redactor.file(around(key));
	expect(Buffer.from(masked)).toEqual(around('*'.repeat(key.length)));
	const good = around('nothing');
	expect(redactor.file(good)).toBe(good);
});
