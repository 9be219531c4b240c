import { always, completion, sendJson, type Responder } from '../support/gateway';
import type { ChatRun } from '../support/chat';
import { failedRun, saidBy, type Said } from '../support/failed';

/** One answer of a gateway, and what is to be understood from it. */
interface Row {
	shape: string;
	status: number;
	/** JSON unless it is a string. */
	body: unknown;
	headers?: Record<string, string>;
	said: Partial<Said>;
}

function answer({ status, body, headers = {} }: Row): Responder {
	return (_request, response) => {
		if (typeof body !== 'string') return sendJson(response, body, status, headers);
		response.writeHead(status, headers);
		return response.end(body);
	};
}

const openAi = (message: string, type: string | null, code: string | number | null) => ({
	error: { message, type, param: null, code },
});
const page = (title: string) =>
	`<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

const refusals: Row[] = [
	{
		shape: 'OpenAI, bad request',
		status: 400,
		body: openAi('Unrecognized request argument supplied: foo', 'invalid_request_error', null),
		headers: { 'x-request-id': 'req_abc123' },
		said: {
			kind: 'badRequest',
			message: 'Unrecognized request argument supplied: foo',
			code: null,
			type: 'invalid_request_error',
			request_id: 'req_abc123',
			retryable: false,
		},
	},
	{
		shape: 'OpenAI, context too long',
		status: 400,
		body: openAi(
			"This model's maximum context length is 8192 tokens.",
			'invalid_request_error',
			'context_length_exceeded',
		),
		said: {
			kind: 'badRequest',
			message: "This model's maximum context length is 8192 tokens.",
			code: 'context_length_exceeded',
			retryable: false,
		},
	},
	{
		shape: 'OpenAI, wrong key',
		status: 401,
		body: openAi('Incorrect API key provided.', 'invalid_request_error', 'invalid_api_key'),
		said: {
			kind: 'auth',
			message: 'Incorrect API key provided.',
			code: 'invalid_api_key',
			request_id: null,
			retryable: false,
		},
	},
	{
		shape: 'OpenAI, unknown model',
		status: 404,
		body: openAi('The model `gpt-9` does not exist', 'invalid_request_error', 'model_not_found'),
		said: {
			kind: 'notFound',
			message: 'The model `gpt-9` does not exist',
			code: 'model_not_found',
			retryable: false,
		},
	},
	{
		shape: 'OpenAI, wrong path',
		status: 404,
		body: openAi('Invalid URL (POST /v1/v1/chat/completions)', 'invalid_request_error', null),
		said: { kind: 'notFound', message: 'Invalid URL (POST /v1/v1/chat/completions)' },
	},
	{
		shape: 'OpenAI, rate limit',
		status: 429,
		body: openAi('Rate limit reached for requests', 'requests', 'rate_limit_exceeded'),
		said: {
			kind: 'rateLimit',
			message: 'Rate limit reached for requests',
			code: 'rate_limit_exceeded',
			type: 'requests',
			retryable: true,
		},
	},
	{
		shape: 'OpenAI, no money',
		status: 429,
		body: openAi(
			'You exceeded your current quota, please check your plan and billing details.',
			'insufficient_quota',
			'insufficient_quota',
		),
		said: {
			kind: 'quota',
			message: 'You exceeded your current quota, please check your plan and billing details.',
			retryable: false,
		},
	},
	{
		shape: 'OpenAI, server trouble',
		status: 500,
		body: openAi('The server had an error', 'server_error', null),
		said: { kind: 'server', message: 'The server had an error', retryable: true },
	},
	{
		shape: 'Azure, content filter',
		status: 400,
		body: openAi(
			"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
			null,
			'content_filter',
		),
		said: { kind: 'contentFilter', code: 'content_filter', type: null, retryable: false },
	},
	{
		shape: 'OpenAI, a number as code',
		status: 400,
		body: openAi('Unknown parameter', 'bad_request', 1214),
		said: { kind: 'badRequest', message: 'Unknown parameter', code: '1214' },
	},
	{
		shape: 'one-api, wrong key, request ID in its words',
		status: 401,
		body: {
			error: { message: '无效的令牌 (request id: 2026010112000012345)', type: 'one_api_error' },
		},
		said: {
			kind: 'auth',
			message: '无效的令牌 (request id: 2026010112000012345)',
			code: null,
			type: 'one_api_error',
			request_id: '2026010112000012345',
			retryable: false,
		},
	},
	{
		shape: 'one-api, token used up',
		status: 401,
		body: { error: { message: '该令牌额度已用尽 (request id: 77)', type: 'one_api_error' } },
		said: { kind: 'quota', request_id: '77', retryable: false },
	},
	{
		shape: 'one-api, balance too low',
		status: 403,
		body: openAi('用户额度不足', 'one_api_error', 'insufficient_user_quota'),
		said: {
			kind: 'quota',
			message: '用户额度不足',
			code: 'insufficient_user_quota',
			retryable: false,
		},
	},
	{
		shape: 'one-api, points cannot be reserved',
		status: 403,
		body: openAi(
			'pre-consume token quota failed',
			'new_api_error',
			'pre_consume_token_quota_failed',
		),
		said: { kind: 'quota', retryable: false },
	},
	{
		shape: 'one-api, key not allowed for the model',
		status: 403,
		body: openAi('该令牌无权使用模型：gpt-4o', 'one_api_error', null),
		said: { kind: 'auth', message: '该令牌无权使用模型：gpt-4o', retryable: false },
	},
	{
		shape: 'one-api, channel saturated',
		status: 429,
		body: openAi('当前分组上游负载已饱和，请稍后再试', 'new_api_error', null),
		said: { kind: 'rateLimit', message: '当前分组上游负载已饱和，请稍后再试', retryable: true },
	},
	{
		shape: 'new-api, limit per minute',
		status: 429,
		body: openAi('您已达到请求数限制：1分钟内最多请求600次', 'new_api_error', null),
		said: { kind: 'rateLimit', retryable: true },
	},
	{
		shape: 'one-api, no channel',
		status: 503,
		body: openAi('当前分组 default 下对于模型 gpt-9 无可用渠道', 'one_api_error', null),
		said: { status: 503, message: '当前分组 default 下对于模型 gpt-9 无可用渠道' },
	},
	{
		shape: 'one-api, route not built',
		status: 501,
		body: openAi('API not implemented', 'one_api_error', 'api_not_implemented'),
		said: { kind: 'notFound', message: 'API not implemented', retryable: false },
	},
	{
		shape: 'payment required',
		status: 402,
		body: openAi('Insufficient Balance', 'unknown_error', 'invalid_request_error'),
		said: { kind: 'quota', message: 'Insufficient Balance', retryable: false },
	},
	{
		shape: '{code, message}',
		status: 400,
		body: { code: 40001, message: '参数错误' },
		said: { kind: 'badRequest', message: '参数错误', code: '40001', type: null },
	},
	{
		shape: '{code, msg}',
		status: 500,
		body: { code: 500, msg: 'busy', data: null },
		said: { kind: 'server', message: 'busy', code: '500', retryable: true },
	},
	{
		shape: '{err}',
		status: 400,
		body: { err: 'no such model' },
		said: { kind: 'badRequest', message: 'no such model' },
	},
	{
		shape: '{error_code, error_msg}, as Baidu has it',
		status: 400,
		body: { error_code: 336001, error_msg: 'Invalid Argument' },
		said: { kind: 'badRequest', message: 'Invalid Argument' },
	},
	{
		shape: '{header: {code, message}}, as Spark has it',
		status: 400,
		body: { header: { code: 10013, message: '输入内容审核不通过', sid: 'cht1' } },
		said: { message: '输入内容审核不通过', status: 400 },
	},
	{
		shape: '{code, description, result}',
		status: 400,
		body: { code: 4, description: 'prompt不能为空', result: '' },
		said: { kind: 'badRequest', message: 'prompt不能为空', code: '4' },
	},
	{
		shape: '{type: error}, overloaded',
		status: 529,
		body: {
			type: 'error',
			error: { type: 'overloaded_error', message: 'Overloaded' },
			request_id: 'req_011',
		},
		said: {
			kind: 'server',
			message: 'Overloaded',
			type: 'overloaded_error',
			request_id: 'req_011',
			retryable: true,
		},
	},
	{
		shape: '{type: error}, wrong key',
		status: 401,
		body: { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } },
		headers: { 'request-id': 'req_022' },
		said: {
			kind: 'auth',
			message: 'invalid x-api-key',
			type: 'authentication_error',
			request_id: 'req_022',
		},
	},
	{
		shape: '{success: false, message}',
		status: 401,
		body: { success: false, message: '无权进行此操作，未登录且未提供 access token' },
		headers: { 'x-oneapi-request-id': '20260101' },
		said: {
			kind: 'auth',
			message: '无权进行此操作，未登录且未提供 access token',
			request_id: '20260101',
		},
	},
	{
		shape: 'Gemini, rate limit',
		status: 429,
		body: {
			error: {
				code: 429,
				message: 'Resource has been exhausted (e.g. check quota).',
				status: 'RESOURCE_EXHAUSTED',
			},
		},
		said: {
			kind: 'rateLimit',
			message: 'Resource has been exhausted (e.g. check quota).',
			code: '429',
			retryable: true,
		},
	},
	{
		shape: 'Gemini, in a list as its OpenAI route sends it',
		status: 400,
		body: [{ error: { code: 400, message: 'Invalid value at x', status: 'INVALID_ARGUMENT' } }],
		said: { kind: 'badRequest', message: 'Invalid value at x', code: '400' },
	},
	{
		shape: '{error: text}',
		status: 404,
		body: { error: "model 'llama9' not found" },
		said: { kind: 'notFound', message: "model 'llama9' not found", code: null, type: null },
	},
	{
		shape: 'FastAPI, {detail: text}',
		status: 403,
		body: { detail: 'Not authenticated' },
		said: { kind: 'auth', message: 'Not authenticated' },
	},
	{
		shape: 'FastAPI, {detail: list}',
		status: 422,
		body: {
			detail: [{ loc: ['body', 'messages'], msg: 'field required', type: 'value_error.missing' }],
		},
		said: { kind: 'badRequest', message: 'body.messages: field required', retryable: false },
	},
	{
		shape: '{errors: list}, as Cloudflare has it',
		status: 400,
		body: { success: false, errors: [{ code: 7003, message: 'Could not route' }], result: null },
		said: { kind: 'badRequest', message: 'Could not route' },
	},
	{
		shape: 'problem details',
		status: 413,
		body: { type: 'about:blank', title: 'Payload Too Large', status: 413 },
		said: { kind: 'badRequest', message: 'Payload Too Large', retryable: false },
	},
	{
		shape: 'a web page',
		status: 502,
		body: page('502 Bad Gateway'),
		said: {
			kind: 'server',
			message: 'The gateway answered with a web page: 502 Bad Gateway',
			code: null,
			retryable: true,
		},
	},
	{
		shape: 'a web page of a proxy that waited too long',
		status: 504,
		body: page('504 Gateway Time-out'),
		said: { kind: 'timeout', status: 504 },
	},
	{
		shape: 'a web page of Cloudflare that waited too long',
		status: 524,
		body: page('api.example.com | 524: A timeout occurred'),
		said: { kind: 'timeout', status: 524 },
	},
	{
		shape: 'plain text',
		status: 503,
		body: 'upstream connect error or disconnect/reset before headers',
		said: {
			kind: 'server',
			message: 'upstream connect error or disconnect/reset before headers',
			retryable: true,
		},
	},
	{
		shape: 'an empty body',
		status: 500,
		body: '',
		said: { kind: 'server', retryable: true, code: null },
	},
	{
		shape: 'an empty body after a wrong key',
		status: 401,
		body: '',
		said: { kind: 'auth', message: 'The gateway did not accept the API key', retryable: false },
	},
	{
		shape: 'JSON without a word',
		status: 400,
		body: {},
		said: { kind: 'badRequest', message: 'The gateway did not accept the request' },
	},
	{
		shape: 'a redirect without a target',
		status: 302,
		body: '',
		said: { kind: 'notFound', retryable: false },
	},
];

const refusedUnder200: Row[] = [
	{
		shape: 'an error object',
		status: 200,
		body: openAi('The model does not exist', 'invalid_request_error', 'model_not_found'),
		said: { kind: 'notFound', message: 'The model does not exist', code: 'model_not_found' },
	},
	{
		shape: 'an error object about money',
		status: 200,
		body: openAi('余额不足', 'new_api_error', 'insufficient_user_quota'),
		said: { kind: 'quota', message: '余额不足', retryable: false },
	},
	{
		shape: 'an error object about the key',
		status: 200,
		body: openAi('Incorrect API key provided', 'invalid_request_error', 'invalid_api_key'),
		said: { kind: 'auth', retryable: false },
	},
	{
		shape: 'an error object about the rate',
		status: 200,
		body: openAi('Slow down', 'requests', 'rate_limit_exceeded'),
		said: { kind: 'rateLimit', message: 'Slow down', retryable: true },
	},
	{
		shape: 'an error object with a status as its code',
		status: 200,
		body: openAi('Provider returned error', null, 429),
		said: { kind: 'rateLimit', code: '429', retryable: true },
	},
	{
		shape: 'an error object next to empty choices',
		status: 200,
		body: { choices: [], ...openAi('Bad prompt', 'invalid_request_error', null) },
		said: { kind: 'badRequest', message: 'Bad prompt', retryable: false },
	},
	{
		shape: 'an error object next to half an answer',
		status: 200,
		body: completion('Once upon', openAi('Upstream broke off', 'server_error', null)),
		said: { kind: 'server', message: 'Upstream broke off', retryable: true },
	},
	{
		shape: 'an error that is a text',
		status: 200,
		body: { error: 'the model has crashed' },
		said: { message: 'the model has crashed' },
	},
	{
		shape: '{type: error}',
		status: 200,
		body: { type: 'error', error: { type: 'invalid_request_error', message: 'max_tokens' } },
		said: { kind: 'badRequest', message: 'max_tokens', type: 'invalid_request_error' },
	},
	{
		shape: '{code, message}',
		status: 200,
		body: { code: 50003, message: '服务繁忙' },
		said: { message: '服务繁忙', code: '50003' },
	},
	{
		shape: '{code, description, result}',
		status: 200,
		body: { code: 24, description: '可能包含敏感词', result: '', properties: {} },
		said: { kind: 'contentFilter', message: '可能包含敏感词', code: '24', retryable: false },
	},
	{
		shape: '{success: false, message}',
		status: 200,
		body: { success: false, message: '无效的令牌' },
		said: { message: '无效的令牌' },
	},
	{
		shape: '{error_code, error_msg}, as Baidu has it',
		status: 200,
		body: { error_code: 17, error_msg: 'Open api daily request limit reached' },
		said: { kind: 'rateLimit', message: 'Open api daily request limit reached' },
	},
	{
		shape: '{header: {code, message}}, as Spark has it',
		status: 200,
		body: { header: { code: 10013, message: '输入内容审核不通过', sid: 'cht1', status: 2 } },
		said: { message: '输入内容审核不通过' },
	},
	{
		shape: '{err}',
		status: 200,
		body: { err: 'no such model' },
		said: { message: 'no such model' },
	},
];

const unusable: Row[] = [
	{
		shape: 'an empty body',
		status: 200,
		body: '',
		said: { message: 'The gateway answered with an empty body', retryable: true },
	},
	{ shape: 'no content', status: 204, body: '', said: {} },
	{
		shape: 'no choices',
		status: 200,
		body: completion('', { choices: [] }),
		said: { message: 'The gateway answered without a message', retryable: false },
	},
	{
		shape: 'choices that are null',
		status: 200,
		body: completion('', { choices: null }),
		said: { message: 'The gateway answered without a message', retryable: false },
	},
	{
		shape: 'a message that is null',
		status: 200,
		body: completion('', { choices: [{ index: 0, message: null, finish_reason: 'stop' }] }),
		said: { message: 'The gateway answered without a message', retryable: false },
	},
	{ shape: 'an empty object', status: 200, body: {}, said: {} },
	{ shape: 'null', status: 200, body: null, said: {} },
	{ shape: 'a list', status: 200, body: [], said: {} },
	{ shape: 'the text OK', status: 200, body: 'OK', said: {} },
	{
		shape: 'broken JSON',
		status: 200,
		body: JSON.stringify(completion('Hello!')).slice(0, 60),
		headers: { 'x-request-id': 'req_9' },
		said: {
			message: 'The gateway answered with broken JSON',
			retryable: true,
			request_id: 'req_9',
		},
	},
	{
		shape: 'a web page',
		status: 200,
		body: page('Welcome'),
		said: {
			message: 'The gateway answered with a web page instead of a completion',
			retryable: false,
		},
	},
];

/** A chat waits for its rate limit, for minutes if need be; a list of models, which has none, fails at once. */
function refusedRun(row: (typeof refusals)[number]): Promise<ChatRun> {
	const isLimit = row.said.kind === 'rateLimit';
	return failedRun(answer(row), isLimit ? { resource: 'model', operation: 'getMany' } : {});
}

test.each(refusals)('status $status with $shape is understood', async (row) => {
	expect(saidBy(await refusedRun(row))).toMatchObject({ status: row.status, ...row.said });
});

test.each(refusedUnder200)('$shape under status 200 is understood', async (row) => {
	expect(saidBy(await refusedRun(row))).toMatchObject({ status: 200, ...row.said });
});

test.each(unusable)('status $status with $shape is no completion', async (row) => {
	const said = { kind: 'malformed', status: row.status, code: null, ...row.said };
	expect(saidBy(await failedRun(answer(row)))).toMatchObject(said);
});

test('a 401 is sent once', async () => {
	const { requests } = await failedRun(always(openAi('Wrong key', null, null), 401));
	expect(requests).toHaveLength(1);
});

test('usage of an answer that was paid for and is unusable is kept', async () => {
	const { error } = saidBy(await failedRun(always(completion('', { choices: [] }))));
	expect(error.usage).toEqual({ prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 });
});

test('an error member that is null or empty is no failure', async () => {
	for (const error of [null, '']) {
		const { items } = await failedRun(always(completion('Hello!', { error, code: 0, msg: 'ok' })));
		expect(items[0]?.json.text).toBe('Hello!');
	}
});

test('a long page of plain text is quoted in part only', async () => {
	const { message } = saidBy(
		await failedRun(
			answer({
				shape: '',
				status: 500,
				body: 'trace '.repeat(10_000),
				said: {},
			}),
		),
	);
	expect(message.length).toBeLessThan(500);
});

test('an answer without an end is read up to a limit', async () => {
	const piece = Buffer.alloc(1024 * 1024, ' ');
	let written = 0;
	const run = await failedRun(
		(_request, response) =>
			new Promise<void>((resolve) => {
				const write = () => {
					while (written++ < 1000 && response.write(piece)) continue;
				};
				response.on('drain', write).on('close', resolve);
				write();
			}),
	);
	expect(saidBy(run)).toMatchObject({ kind: 'malformed', status: 200, retryable: false });
	expect(written).toBeLessThan(200);
});
