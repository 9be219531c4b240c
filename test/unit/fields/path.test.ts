import { path } from '../../../nodes/fields/path';
import { Failed } from '../../../nodes/api/failure';

function sentence(value: unknown): string {
	try {
		path(value, 'Path');
	} catch (thrown) {
		return thrown instanceof Failed ? thrown.failure.message : String(thrown);
	}
	return 'taken';
}

const root = 'https://gateway.test/api';

test.each([
	'/',
	'/v1/messages',
	'/dashboard/billing/credit_grants',
	'/v1/files?limit=10&after=file_1',
	'/v1/files?',
	'/v1/models/gpt-4o..mini',
	'/v1/models/..hidden',
	'/v1/models/three...',
	'/v1/models/meta-llama%2Fllama-3',
	'/v1/models/two%20words',
	'/v1/models/%E6%96%87%E5%BF%83',
	'/v1/models/文心一言',
	'/v1/models/50%25',
	'/v1/models/a%23b%3Fc',
	'/v1beta/models/gemini:generateContent',
	'/fetch?url=https://example.com/a/../b&mail=a@b.c',
	'/fetch?url=https%3A%2F%2Fexample.com%2F%2E%2E%2F&mail=a%40b.c',
	'/search?q=50%&r=a\\b',
	'/search?q=%0A%5C%2e%2e',
])('%s is a path, and leads to the gateway and below', (value) => {
	expect(path(value, 'Path')).toBe(value);
	const { origin, pathname } = new URL(root + value);
	expect(origin).toBe('https://gateway.test');
	expect(pathname.startsWith('/api/')).toBe(true);
});

test('blanks around a path are left out', () => {
	expect(path(' /v1/messages\n', 'Path')).toBe('/v1/messages');
});

test.each([
	['', 'begin with /, but is ""'],
	['  ', 'begin with /, but is "  "'],
	['v1/messages', 'begin with /, but is "v1/messages"'],
	['?a=1', 'begin with /, but is "?a=1"'],
	['https://evil.test/v1', 'begin with /, but is "https://evil.test/v1"'],
	['\\\\evil.test', 'begin with /, but is "\\\\\\\\evil.test"'],
	['@evil.test', 'begin with /, but is "@evil.test"'],
	['.evil.test', 'begin with /, but is ".evil.test"'],
	[':8080/', 'begin with /, but is ":8080/"'],
	[null, 'begin with /, but is empty'],
	[undefined, 'begin with /, but is empty'],
	[7, 'begin with /, but is 7'],
	[{ path: '/v1' }, 'begin with /, but is {"path":"/v1"}'],
	[['/v1'], 'begin with /, but is ["/v1"]'],
])('%p does not begin like a path', (value, problem) => {
	expect(sentence(value)).toBe(`Path must ${problem}`);
});

test.each([
	['a scheme (://)', ['/http://evil.test', '/v1/https:%2f%2fevil.test', '/x%3A//y']],
	[
		'two slashes in a row',
		['//evil.test', '/v1//messages', '/v1/%2fevil', '/%2F/x', '/v1/%252fevil', '/v1/x//'],
	],
	['a backslash', ['/\\evil.test', '/v1\\..\\x', '/v1/%5c..', '/v1/%5C', '/v1/%255c']],
	[
		'two dots (..)',
		[
			'/..',
			'/../',
			'/v1/../../x',
			'/v1/..?a=1',
			'/%2e%2e/',
			'/v1/%2E.',
			'/v1/.%2e/x',
			'/v1/..%2f',
			'/v1%2f..%2fx',
			'/v1/%252e%252e/x',
			'/v1/%25252e%25252e/x',
			'/v1/..;/x',
			'/v1/..;a=b/x',
			'/v1/..%3b/x',
		],
	],
	[
		'the character @',
		['/@evil.test', '/v1@evil.test/', '/v1/%40', '/v1/%2540', '/user:key@evil.test'],
	],
	['the character #', ['/v1#x', '/v1/?a=1#x', '/#']],
	[
		'a space or a line break',
		['/v1/ x', '/v1/\tx', '/v1/.\n./x', '/v1/x?a= b', '/v1/\u0000', '/v1/\u00a0x', '/v1/\u3000x'],
	],
	[
		'a control character',
		['/v1/%00', '/v1/x%0d%0aHost:%20evil', '/v1/%09', '/v1/%7f', '/v1/%2500'],
	],
	[
		'a % that does not begin an encoded character',
		['/v1/100%', '/v1/%zz', '/v1/%c0%ae%c0%ae/x', '/v1/%ff'],
	],
])('a path must not contain %s', (sign, values) => {
	for (const value of values) {
		expect(sentence(value)).toBe(`Path must not contain ${sign}, but is ${JSON.stringify(value)}`);
	}
});
