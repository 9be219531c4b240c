import { redact } from '../../../nodes/api/redact';

const key = ['sk-', 'abcdefghij', 'klmnopqrstuvwxyz'].join('');

test('a key is taken out of every text, member name and list', () => {
	const value = { message: `bad key ${key}!`, [key]: [{ deep: `${key}${key}` }], n: 1, none: null };
	expect(redact(value, [key])).toEqual({
		message: 'bad key [redacted]!',
		'[redacted]': [{ deep: '[redacted][redacted]' }],
		n: 1,
		none: null,
	});
});

test('half a key is as secret as the whole one', () => {
	expect(redact(`key ${key.slice(0, 20)}***`, [key])).toBe('key [redacted]***');
});

test('a value without the key is the very same value', () => {
	const value = { list: [1, { text: 'harmless' }] };
	expect(redact(value, [key])).toBe(value);
});

test('short dummy keys of local gateways are left alone in answers', () => {
	expect(redact('There is none.', ['none'])).toBe('There is none.');
	expect(redact('lm-studio is fine', ['lm-studio'], 16)).toBe('lm-studio is fine');
});
