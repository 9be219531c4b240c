import { factsOf } from '../../../../nodes/api/refusal/facts';
import { saysNothing } from '../../../../nodes/api/refusal/saysNothing';
import { waitInWords } from '../../../../nodes/api/rateLimit/waitInWords';
import { kindByStatus } from '../../../../nodes/api/refusal/kinds';
import {
	readDeclaredError,
	readErrorResponse,
	readImpliedError,
} from '../../../../nodes/api/refusal/refusal';
import { bigClouds } from '../../../support/refusals/bigClouds';
import { chinese } from '../../../support/refusals/chinese';
import { gateways } from '../../../support/refusals/gateways';
import { western } from '../../../support/refusals/western';

const refusals = [...western, ...bigClouds, ...chinese, ...gateways];

test.each(refusals.map((row) => [row.whose, row.status, row.words, row] as const))(
	'%s %d: %s',
	(_whose, _status, _words, { status, body, kind, words, code, type }) => {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		const failure = readErrorResponse({ status, headers: {} }, text);
		expect(failure).toMatchObject({ kind, status });
		expect(failure.message).toContain(words);
		if (code !== undefined) expect(failure.code).toBe(code);
		if (type !== undefined) expect(failure.type).toBe(type);
	},
);

test('there are enough of them, and no two are alike', () => {
	const bodies = refusals.map(({ status, body }) => JSON.stringify([status, body]));
	expect(new Set(bodies).size).toBe(refusals.length);
	expect(refusals.length).toBeGreaterThanOrEqual(60);
});

const ok = { status: 200, headers: {} };
const wordsOf = (body: unknown) => factsOf(body, ok).words;

test.each<[string, unknown, string | null]>([
	['a text', 'No.', 'No.'],
	['a message', { message: 'No.' }, 'No.'],
	['names in another case', { Error: { Message: 'No.' } }, 'No.'],
	['a message that is an object', { message: { detail: 'No.' } }, 'No.'],
	['a list', [{ error: { message: 'No.' } }], 'No.'],
	['errors', { errors: [{ message: 'No.' }, { message: 'Nor this.' }] }, 'No.'],
	['detail', { detail: 'No.' }, 'No.'],
	[
		'where the fault is',
		{ detail: [{ loc: ['body', 0, 'role'], msg: 'No.' }] },
		'body.0.role: No.',
	],
	['msg', { code: 17, msg: 'No.' }, 'No.'],
	['Spark', { header: { code: 10013, message: 'No.' } }, 'No.'],
	['MiniMax', { base_resp: { status_code: 1004, status_msg: 'No.' } }, 'No.'],
	['Tencent', { Response: { Error: { Code: 'X', Message: 'No.' }, RequestId: 'r' } }, 'No.'],
	['Volcengine', { ResponseMetadata: { Error: { Code: 'X', Message: 'No.' } } }, 'No.'],
	['an answer in the same place', { Response: { Message: 'Yes.', RequestId: 'r' } }, null],
	['Apigee', { fault: { faultstring: 'No.', detail: { errorcode: 'x', reason: 'Why' } } }, 'No.'],
	['JSON in the message', { message: '{"error":{"message":"No."}}' }, 'No.'],
	['two JSON texts in a row', '{"a":1}\n{"error":{"message":"No."}}', 'No.'],
	['success beside a reason', { message: 'success', error: { message: 'No.' } }, 'No.'],
	['nothing', { id: 1 }, null],
	['empty words', { error: { message: '' } }, null],
	['beyond six levels', { a: 1, error: [[[[[[[{ message: 'No.' }]]]]]]] }, null],
])('the words are found: %s', (_where, body, words) => {
	expect(wordsOf(body)).toBe(words);
});

test.each([
	['Provider returned error', 'no pictures'],
	['upstream error', 'no pictures'],
	['bad response status code 400', 'no pictures'],
])('where "%s" says little, the words behind it follow', (message, raw) => {
	expect(wordsOf({ error: { message, metadata: { raw } } })).toBe(`${message}: ${raw}`);
});

test('words that say enough stay alone, and long ones are cut', () => {
	expect(wordsOf({ error: { message: 'No pictures here', metadata: { raw: 'x' } } })).toBe(
		'No pictures here',
	);
	expect(wordsOf({ message: 'x'.repeat(100_000) })).toHaveLength(4_000);
});

test('the id of the request is found in headers, body and words', () => {
	const id = (body: unknown, headers = {}) => factsOf(body, { status: 200, headers }).request_id;
	expect(id({}, { 'x-request-id': 'r-1' })).toBe('r-1');
	expect(id({ request_id: 'r-2' })).toBe('r-2');
	expect(id({ Code: 'X', RequestId: 'r-3' })).toBe('r-3');
	expect(id({ Response: { Error: { Message: 'No.' }, RequestId: 'r-4' } })).toBe('r-4');
	expect(id({ error: { message: 'No.', request_id: 'r-5' } })).toBe('r-5');
	expect(id({ message: 'No. (request id: 2026-x)' })).toBe('2026-x');
	expect(id({ message: 'No.' })).toBeNull();
});

test('the id of what stands in front of a gateway counts only where there is no other', () => {
	const id = (body: unknown, headers = {}) => factsOf(body, { status: 502, headers }).request_id;
	expect(id({}, { 'cf-ray': 'ray-1' })).toBe('ray-1');
	expect(id({ request_id: 'r-1' }, { 'cf-ray': 'ray-1' })).toBe('r-1');
	expect(id({ message: 'No. (request id: 2026-x)' }, { 'cf-ray': 'ray-1' })).toBe('2026-x');
	expect(id({}, { 'x-request-id': 'r-2', 'x-amzn-requestid': 'aws-1' })).toBe('r-2');
});

test('the name of a failure of AWS is its code, without what stands around it', () => {
	const code = (body: unknown, headers = {}) => factsOf(body, { status: 400, headers }).code;
	expect(code({ __type: 'com.amazon.x#ThrottlingException' })).toBe('ThrottlingException');
	expect(code({}, { 'x-amzn-errortype': 'AccessDeniedException:http://x/' })).toBe(
		'AccessDeniedException',
	);
	expect(code({ code: 'x' }, { 'x-amzn-errortype': 'AccessDeniedException' })).toBe('x');
});

test('a wait beside the words is kept for the limiter', () => {
	const { details } = factsOf({ detail: 'Too many.', retry_after: 30 }, ok);
	expect(waitInWords(details, 0)).toBe(30_000);
});

test('what says nothing is told from what says something', () => {
	const nothing = [undefined, null, '', ' ', 0, false, 200, 'ok', 'Success', '成功', {}, [], [{}]];
	expect(nothing.map(saysNothing)).toEqual(nothing.map(() => true));
	expect(saysNothing({ message: '', code: null, details: [{ reason: 'none' }] })).toBe(true);
	const something = ['No.', 17, true, { code: 17 }, ['', 'No.'], '1'];
	expect(something.map(saysNothing)).toEqual(something.map(() => false));
});

test.each([
	[400, 'badRequest'],
	[401, 'auth'],
	[402, 'quota'],
	[403, 'auth'],
	[404, 'notFound'],
	[407, 'auth'],
	[408, 'timeout'],
	[422, 'badRequest'],
	[424, 'server'],
	[429, 'rateLimit'],
	[500, 'server'],
	[501, 'notFound'],
	[504, 'timeout'],
	[529, 'server'],
])('status %d alone stands for %s', (status, kind) => {
	expect(kindByStatus(status)).toBe(kind);
	expect(readErrorResponse({ status, headers: {} }, '').kind).toBe(kind);
});

test.each<[string, object]>([
	['an error that says something', { error: 'engine crashed' }],
	['error: true', { error: true, message: 'No.' }],
	['success: false', { success: false, message: 'No.' }],
	['a code of MiniMax', { base_resp: { status_code: 1004, status_msg: 'login fail' } }],
])('under status 200 %s is a claim', (_what, body) => {
	expect(readDeclaredError(ok, { ...body, choices: [] })).toMatchObject({ status: 200 });
});

test.each<[string, object]>([
	['an empty error', { error: {} }],
	['an error that is null all over', { error: { message: '', type: null, code: 0 } }],
	['code 0 and success', { code: 0, message: 'success' }],
	['MiniMax’s 0', { base_resp: { status_code: 0, status_msg: 'success' } }],
	['a code that is none', { base_resp: { status_code: [1, 2], status_msg: '' } }],
	['a code that is true', { base_resp: { status_code: true } }],
])('under status 200 %s is none', (_what, body) => {
	expect(readDeclaredError(ok, { ...body, choices: [] })).toBeUndefined();
});

test('words alone are a failure that passes only if they speak of such', () => {
	expect(readImpliedError(ok, { message: 'Hello' })).toMatchObject({
		kind: 'malformed',
		retryable: false,
	});
	expect(readImpliedError(ok, { message: 'The upstream is overloaded' })).toMatchObject({
		kind: 'server',
		retryable: true,
	});
	expect(readImpliedError(ok, { id: 1 })).toBeUndefined();
});

test('a redirect names where to, without what is behind it', () => {
	const head = { status: 302, headers: { location: 'https://other.test/v1?key=secret' } };
	expect(readErrorResponse(head, '')).toMatchObject({
		kind: 'notFound',
		message: expect.stringMatching(/https:\/\/other\.test\/v1$/),
	});
});
