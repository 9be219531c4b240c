import { headerSecrets } from '../../../../nodes/api/redact/headerSecrets';
import { Redactor } from '../../../../nodes/api/redact/redactor';

test.each([
	['HTTP-Referer', 'https://www.example.com'],
	['Accept', 'application/json'],
	['Accept-Language', 'en-US,en;q=0.9'],
	['X-Title', 'My summaries 2026'],
	['User-Agent', 'n8n/2.41.1'],
	['anthropic-beta', 'prompt-caching-2024-07-31'],
	['anthropic-version', '2023-06-01'],
	['X-Region', 'eu-central'],
	['X-Team', 'marketing'],
	['X-Host', 'gateway7.example.com'],
	['X-Number', '1234567890'],
	['X-Api-Key', 'none'],
])('%s: %s is no secret', (name, value) => {
	expect(headerSecrets(name, value)).toEqual([]);
});

test.each([
	['Authorization', 'Bearer abcdef0123456789', ['Bearer abcdef0123456789', 'abcdef0123456789']],
	['Proxy-Authorization', 'Basic dXNlcjpwYXNz', ['Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz']],
	['X-Api-Key', 'correcthorse', ['correcthorse']],
	['Cookie', 'session=abcdefgh', ['session=abcdefgh']],
	['CF-Access-Client-Secret', 'abcdefgh', ['abcdefgh']],
	['x-team', 'team-secret-0123456789', ['team-secret-0123456789']],
	['x-custom', 'eyJhbGciOi.eyJzdWIiOiIx.c2lnbmF0dXJl1', ['eyJhbGciOi.eyJzdWIiOiIx.c2lnbmF0dXJl1']],
])('%s: %s can be one', (name, value, secrets) => {
	expect(headerSecrets(name, value)).toEqual(secrets);
});

test('the value of a header is redacted as a whole match, and no part of a longer word', () => {
	const redactor = new Redactor({ key: '', headers: ['team-secret-0123'] });
	expect(redactor.answer('I am team-secret-0123.')).toBe('I am [redacted].');
	expect(redactor.answer('team-secret-01234 and team-secret')).toBe(
		'team-secret-01234 and team-secret',
	);
});
