import { failure } from '../../../../nodes/api/failure';
import { adviceFor } from '../../../../nodes/api/refusal/advice';
import { bareName } from '../../../../nodes/api/refusal/codes';
import { factsOf } from '../../../../nodes/api/refusal/facts';
import { isLegible, isPage, pageWords } from '../../../../nodes/api/refusal/page';
import { readErrorResponse } from '../../../../nodes/api/refusal/refusal';
import { refusalTarget } from '../../../../nodes/api/refusal/refusalTarget';
import { idInBody, idInFront, idInWords } from '../../../../nodes/api/refusal/requestId';
import { saysNothing } from '../../../../nodes/api/refusal/saysNothing';

const facts = (body: unknown, headers = {}) => factsOf(body, { status: 400, headers });

test.each([
	...['error', 'message', 'msg', 'err', 'error_msg', 'error_message', 'errormsg', 'errormessage'],
	...['description', 'error_description', 'header', 'base_resp', 'status_msg', 'faultstring'],
	...['detail', 'details', 'errors', 'html-message', 'title', 'reason', 'fault', 'raw', 'metadata'],
	...['provider_error', 'upstream_error', 'innererror', 'inner_error', 'cause', 'ErrorMessage'],
])('the words of a failure may stand under %s', (name) => {
	expect(facts({ [name]: 'No.' }).words).toBe('No.');
	expect(facts({ [name]: { message: 'No.' } }).words).toBe('No.');
});

test.each<[string, object, string | null]>([
	['code', { code: 'x1' }, 'x1'],
	['error_code', { error_code: 'x1' }, 'x1'],
	['errorCode', { errorCode: 'x1' }, 'x1'],
	['errcode', { errcode: 'x1' }, 'x1'],
	['status_code', { status_code: 17 }, '17'],
	['statusCode', { statusCode: 17 }, '17'],
	['__type', { __type: 'a.b#x1:http://c' }, 'x1'],
	['a status of HTTP as text', { status: '503' }, '503'],
	['a status of HTTP as a number', { status: 404 }, '404'],
	['blanks around', { code: ' x1 ' }, 'x1'],
	['a code that says nothing', { code: 0 }, null],
	['a status that is none', { status: 1503 }, null],
	['a long code', { code: 'x'.repeat(301) }, 'x'.repeat(300)],
	['a name with a hash that is no type', { code: 'a#b:c' }, 'a#b:c'],
])('the code of a failure is found: %s', (_where, error, code) => {
	expect(facts({ error: { message: 'No.', ...error } }).code).toBe(code);
});

test.each<[string, object, string | null]>([
	['type', { type: 'x1' }, 'x1'],
	['status', { status: 'INVALID' }, 'INVALID'],
	['reason', { reason: 'x1' }, 'x1'],
	['the first of several', { type: 'x1', status: 'x2' }, 'x1'],
	['blanks around', { type: ' x1 ' }, 'x1'],
	['a type that says nothing', { type: 'error' }, null],
	['a number', { type: 17 }, null],
	['a status of HTTP', { status: '503' }, null],
	['a long type', { type: 'x'.repeat(301) }, 'x'.repeat(300)],
])('the class of a failure is found: %s', (_where, error, type) => {
	expect(facts({ error: { message: 'No.', ...error } }).type).toBe(type);
});

test.each<[object, string]>([
	[{ base_resp: { status_code: 1004, status_msg: 'No.' } }, 'minimax:1004'],
	[{ error_code: 110, error_msg: 'No.' }, 'baidu:110'],
	[{ code: 11200, sid: 'x', message: 'No.' }, 'spark:11200'],
	[{ error: { code: '1302', message: 'No.' } }, 'zhipu:1302'],
	[{ error: { code: '1402', message: 'No.' } }, ':1402'],
	[{ error: { code: '11302', message: 'No.' } }, ':11302'],
	[{ error: { code: '13020', message: 'No.' } }, ':13020'],
	[{ error_code: 1302, message: 'No.' }, ':1302'],
	[{ status_code: 1302, message: 'No.' }, ':1302'],
	[{ code: 7, status_msg: 'No.' }, ':7'],
	[{ code: 7, error_msg: 'No.' }, ':7'],
	[{ errcode: 7, sid: 'x', message: 'No.' }, ':7'],
])('whose number the code of %j is, its place tells: %s', (body, provider) => {
	expect(facts(body).providers).toEqual([provider]);
});

test('what stands beside a failure is kept for its wait', () => {
	expect(facts({ message: 'No.', details: [{ quota: 'PerDay' }] }).details).toBe(
		'[{"quota":"PerDay"}]',
	);
	const many = Array.from({ length: 30 }, (_, position) => ({ position }));
	expect(facts({ message: 'No.', details: many }).details).not.toContain('20');
	expect(facts({ message: 'No.', details: many }).details).toContain('19');
	expect(facts({ message: 'No.', details: { text: 'x'.repeat(9_000) } }).details).toHaveLength(
		4_000,
	);
	expect(facts({ message: 'No.', details: null }).details).toBe('');
	for (const name of ['retry_after', 'retryafter', 'retry_after_ms', 'retry_after_seconds'])
		expect(facts({ message: 'No.', [name]: 3 }).details).toBe(`${name}=3`);
});

test.each([
	['com.amazon.coral#Throttling', 'Throttling'],
	['Throttling:http://x/#y', 'y'],
	['Throttling:http://x/', 'Throttling'],
	['Throttling', 'Throttling'],
])('the name in %s is %s', (name, bare) => {
	expect(bareName(name)).toBe(bare);
});

test.each([
	'provider returned error',
	'A provider returned error',
	'an upstream error',
	'upstream request failed',
	'openai_error',
	'bad_response_status_code',
	'internal server error',
	'internal error',
	'server error',
	'Error',
	'unknown error.',
	'bad request!',
	'request failed:',
	'failed',
	'error from provider (x)',
	'the status code: 500',
	'x status code 400',
])('"%s" says little, so that the words behind it are added', (message) => {
	expect(facts({ message, detail: 'No.' }).words).toBe(`${message}: No.`);
	expect(facts({ message, cause: 'No.' }).words).toBe(`${message}: No.`);
});

test.each([
	'my provider is new',
	'my bad request',
	'failed again',
	'status code 50',
	'status code 5000',
	`error from provider ${'x'.repeat(41)}`,
	`${'x'.repeat(31)} status code 500`,
])('"%s" says enough', (message) => {
	expect(facts({ message, detail: 'No.' }).words).toBe(message);
	expect(facts({ message, cause: 'No.' }).words).toBe(message);
});

test.each<[string, unknown, string | null]>([
	['a number that stands for the words', { message: 17 }, '17'],
	['a number alone', 17, null],
	['the first of ten entries that says something', [...Array(9).fill({}), 'No.'], 'No.'],
	['an eleventh', [...Array(10).fill({}), 'No.'], null],
	['blanks', { message: '  ' }, null],
	['a reason where there are words', { message: 'failed', reason: 'x' }, 'failed'],
	['a reason that is an object', { message: 'failed', reason: { message: 'x' } }, 'failed: x'],
	['the same words again', { message: 'failed', detail: 'failed' }, 'failed'],
	['a cause that is a number', { message: 'failed', cause: 17 }, 'failed'],
	['a list of places without words', { loc: ['a', 'b'], message: 'No.' }, 'No.'],
	['words with a place that is none', { loc: 'a', msg: 'No.' }, 'No.'],
	['words that begin like JSON', '[a] is wrong', '[a] is wrong'],
	['five levels of lists', [[[[[['No.']]]]]], 'No.'],
	['seven levels of lists', [[[[[[['No.']]]]]]], null],
	['nothing in JSON', '{"a":1}', '{"a":1}'],
])('the words of a failure: %s', (_what, body, words) => {
	expect(facts(body).words).toBe(words);
});

test.each([
	...['x-amzn-requestid', 'apim-request-id', 'x-ms-request-id', 'x-acs-request-id', 'x-tt-logid'],
	...['x-kong-request-id', 'cf-ray'],
])('what stands in front of a gateway gives its ID as %s', (name) => {
	expect(idInFront({ status: 502, headers: { [name]: 'r-1' } })).toBe('r-1');
	expect(idInFront({ status: 502, headers: {} })).toBeNull();
});

test.each<[unknown, string | null]>([
	[{ request_id: 'r' }, 'r'],
	[{ requestId: 'r' }, 'r'],
	[{ REQUEST_ID: 7 }, '7'],
	[{ error: { requestid: 'r' } }, 'r'],
	[{ errorMsg: { request_id: 'r' } }, 'r'],
	[{ response: { request_id: 'r' } }, 'r'],
	[{ ResponseMetadata: { RequestId: 'r' } }, 'r'],
	[{ error: { cause: { request_id: 'r' } } }, null],
	[{ other: { request_id: 'r' } }, null],
	[{ id: 'r' }, null],
	['request_id', null],
])('the ID in %j is %j', (body, id) => {
	expect(idInBody(body)).toBe(id);
});

test.each<[string | null, string | null]>([
	['No (request id: 2026-a_b)', '2026-a_b'],
	['Request ID:r', 'r'],
	['Request ID:  r s', 'r'],
	['request: r', null],
	[null, null],
])('the ID in the words %j is %j', (words, id) => {
	expect(idInWords(words)).toBe(id);
});

test.each([
	...['ok', 'OK', 'success', 'successful', 'succeed', 'succeeded', 'none', 'null', 'no error'],
	...['normal', '0', '200', 'true', 'false', '成功', '请求成功', ' ok ', ''],
])('"%s" tells of no failure', (words) => {
	expect(saysNothing(words)).toBe(true);
	expect(saysNothing(`${words} x`)).toBe(words === '' ? false : false);
	expect(saysNothing(`x ${words}`)).toBe(false);
});

test('of long lists and objects only the beginning is looked at', () => {
	const list = (place: number) => Array.from({ length: 200 }, (_, at) => (at === place ? 17 : 0));
	expect([99, 100].map((place) => saysNothing(list(place)))).toEqual([false, true]);
	expect([99, 100].map((place) => saysNothing({ ...list(place) }))).toEqual([false, true]);
});

test.each([
	...['!doctype html', 'html', 'head', 'body', 'title', 'meta', 'link', 'base', 'script', 'div'],
	...[
		'noscript',
		'style',
		'span',
		'p',
		'h1',
		'h6',
		'center',
		'table',
		'tr',
		'td',
		'ul',
		'ol',
		'li',
	],
	...[
		'pre',
		'a',
		'br',
		'hr',
		'img',
		'form',
		'iframe',
		'svg',
		'section',
		'main',
		'header',
		'footer',
	],
	...['nav', 'article', 'font', 'b', 'i', 'strong', 'em', 'error', 'errors', 'response', 'message'],
	...['result', 'fault', 'rss', 'feed', 'soap:Envelope', 'soapenv:Envelope', 's:Envelope', 'HTML'],
])('what begins with <%s> is a page', (tag) => {
	expect(isPage(`<${tag}>`)).toBe(true);
	expect(isPage(`<${tag} a="b">`)).toBe(true);
	expect(isPage(`\uFEFF \n<!-- a -->\n<?xml version="1.0"?> <${tag}/>`)).toBe(true);
	expect(isPage(`x <${tag}>`)).toBe(false);
});

test.each([
	['<think>', false],
	['<h7>', false],
	['<bodyx>', false],
	['<?xml version="1.0"?><other>', true],
	['<!-- a page -->', true],
	['  <?XML ?>', true],
	['x <?xml ?>', false],
	['{"a":"<html>"}', false],
])('whether %s is a page: %s', (text, is) => {
	expect(isPage(text)).toBe(is);
});

test.each<[string, string | null]>([
	['Bad gateway', 'Bad gateway'],
	['x'.repeat(400), 'x'.repeat(300)],
	['  ', null],
	['\u0000\u0001\u0002', null],
	['<html><title>\n Too  many </title>', 'The gateway answered with a web page: Too many'],
	['<html><title> </title><h1>Stop</h1>', 'The gateway answered with a web page: Stop'],
	['<Error><Message>No</Message><p>x</p>', 'The gateway answered with a web page: No'],
	['<html><h2 class="a">Two</h2><p>x</p>', 'The gateway answered with a web page: Two'],
	['<html><p>Three</p><body>x', 'The gateway answered with a web page: Three'],
	['<html><body>Four', 'The gateway answered with a web page: Four'],
	['<html><titles>x</titles>', 'The gateway answered with a web page'],
])('of %j that is no JSON is said: %j', (text, words) => {
	expect(pageWords(text)).toBe(words);
});

test('what nobody can read is told by its beginning', () => {
	expect([isLegible('Hello'), isLegible('He\u0000llo')]).toEqual([true, false]);
	expect(isLegible(`${'x'.repeat(300)}\u0000`)).toBe(true);
});

const redirected = (status: number, location?: string, url = 'https://a.test/v1/chat') =>
	readErrorResponse({ status, headers: location === undefined ? {} : { location }, url }, '');

test.each<[string, number, string | undefined, boolean]>([
	['see other', 303, 'https://a.test/v1/chat', true],
	['the same path elsewhere', 301, 'https://b.test/v1/chat', false],
	['the same path with a slash', 302, 'https://a.test/v1/chat/', false],
	['another path', 302, 'https://a.test/v1/answers/1', true],
	['a relative path', 302, '/v1/answers/1', true],
	['one that says it was not done', 307, 'https://a.test/v1/answers/1', false],
	['one that says so for good', 308, 'https://a.test/v1/answers/1', false],
	['no place', 302, undefined, true],
	['no address', 302, 'https://', true],
	['a page to log in', 302, '/login', false],
	['a page to sign in', 302, '/sign-in.html', false],
	['a page to log on', 302, '/a/log_on/b', false],
	['OAuth', 302, '/oauth2/authorize', false],
	['a single sign-on', 302, '/sso', false],
	['a page for people', 302, '/captcha/', false],
	['authentication', 302, '/authenticate', false],
	['a name that only contains it', 302, '/blogin', true],
	['a name that only begins so', 302, '/loginx', true],
])('after a redirect to %s the request may be done: %s', (_what, status, location, isOpen) => {
	expect(redirected(status, location).phase).toBe(isOpen ? 'sent' : undefined);
});

test('where a redirect points to is shown without secrets, and not at any length', () => {
	const shown = (location?: string) => redirected(302, location).message;
	expect(shown('https://me:key@b.test/v1?key=1#x')).toMatch(/ https:\/\/b\.test\/v1$/);
	expect(shown('https://b.test/v1#key')).toMatch(/ https:\/\/b\.test\/v1$/);
	expect(shown(`https://b.test/${'x'.repeat(900)}`).length).toBeLessThan(360);
	expect(shown()).toContain('302');
});

const target = (kind: 'auth' | 'quota' | 'server', facts_: object) =>
	refusalTarget(failure(kind, { status: 401, message: 'No', ...facts_ }));

test.each<[string, Parameters<typeof target>, ReturnType<typeof target>]>([
	['an empty account', ['quota', {}], 'balance'],
	['an empty account in the middle of an answer', ['quota', { text: 'So' }], undefined],
	['a key', ['auth', {}], 'key'],
	['a server', ['server', { message: 'invalid api key' }], undefined],
	['403 alone', ['auth', { status: 403 }], undefined],
	['403 with a code for the key', ['auth', { status: 403, code: 'invalid_api_key' }], 'key'],
	['403 with a type for the key', ['auth', { status: 403, type: 'token_expired' }], 'key'],
])('whom a refusal meets: %s', (_what, told, wanted) => {
	expect(target(...told)).toBe(wanted);
});

test.each([
	...[
		'invalid_api_key',
		'invalidapikey',
		'invalid_access_key',
		'invalid_authkey',
		'api_key_invalid',
	],
	...['apikey_expired', 'access_key_disabled', 'secretkey_not_found', 'token_invalid'],
	...['token_expired', 'invalid_token', 'invalidtoken', 'API key is invalid', 'api-key not valid'],
	...['access key incorrect', 'secret key expired', 'apikey wrong', 'api key disabled'],
	...['api key was revoked', 'api key deleted', 'api key not found', 'api key does not exist'],
	...['invalid key', 'incorrect token', 'wrong the api key', 'expired access key', 'disabled key'],
	...[
		'revoked secret_key',
		'unknown api key',
		'invalid user key',
		'key is invalid',
		'token expired',
	],
	...['key has been expired', 'token is disabled', 'key revoked', 'token been deleted'],
	...[
		'无效的令牌',
		'无效密钥',
		'无效token',
		'无效的api key',
		'无效apikey',
		'令牌无效',
		'密钥已过期',
	],
	...['token不存在', 'api key不正确', 'apikey 错误', '令牌已禁用', '令牌禁用', '令牌不可用'],
])('"%s" finds fault with the key itself', (message) => {
	expect(target('auth', { status: 403, message })).toBe('key');
});

test.each([
	...['the model', '模型', 'permission', 'access denied', 'accessdenied', 'not allowed to'],
	...['not authorized to', 'not authorised to', 'not entitled to', 'not permitted to', 'no access'],
	...['无权', '权限', 'your region', 'this country', 'territory', '地区', 'your IP', '白名单'],
	...['whitelist', 'white list', 'allowlist', 'allow list'],
])('"%s" finds none', (message) => {
	expect(target('auth', { message })).toBeUndefined();
});

test.each([
	...[
		'context length',
		'context_size',
		'context window',
		'maximum context',
		'maximum allowed prompt',
	],
	...['maximum input', 'prompt is too long', 'reduce the length of', 'prompt is longer than'],
	...['messages are larger than', 'input longer than', 'maximum model length', 'input is too long'],
	...['input too long', 'input length', 'input token count', 'exceed_context_size'],
	...['too many input tokens', 'too many tokens', 'string_above_max_length', '上下文过长'],
	...['上下文已超', '输入过长', '输入文本超'],
])('of "%s" the advice is to shorten', (words) => {
	expect(adviceFor(400, '', words)).toContain('Shorten');
	expect(adviceFor(400, words, '')).toContain('Shorten');
});

test.each(['model_not_found', 'model x does not exist', 'no available channel', '无可用渠道'])(
	'of "%s" the advice is another model',
	(words) => {
		expect(adviceFor(404, '', words)).toContain('another model');
	},
);

test('some statuses have an advice of their own', () => {
	expect(adviceFor(407, '', '')).toContain('proxy');
	expect(adviceFor(413, '', 'context length')).toContain('too large');
	expect(adviceFor(400, '', 'No.')).toBeUndefined();
});
