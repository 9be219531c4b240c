import type { FailureKind } from '../../../../nodes/api/failure';
import { kindByStatus, kindOf, passingTrouble } from '../../../../nodes/api/refusal/kinds';
import { kindByProvider } from '../../../../nodes/api/refusal/providerCodes';

const nothing = { status: 400, codes: '', providers: [], words: '', details: '', hasWait: false };

/** The kind of a failure of which only this is known. */
const kind = (told: Partial<Parameters<typeof kindOf>[0]>) => kindOf({ ...nothing, ...told });

/** Every spelling of names in which `_?` stands for an underscore that may be left out. */
function spelled(names: string): string[] {
	return names
		.trim()
		.split(/\s+/)
		.flatMap((name) =>
			name
				.split('_?')
				.reduce<
					string[]
				>((all, piece, position) => (position === 0 ? [piece] : all.flatMap((one) => [`${one}_${piece}`, one + piece])), []),
		);
}

test.each<[FailureKind, string]>([
	[
		'contentFilter',
		`content_?filter content_?policy content_?block content_?moderation content_?violation
		data_?inspection sensitive moderation_blocked moderation_failed IMAGE_SAFETY PROHIBITED_CONTENT
		BLOCKLIST SAFETY_CHECK SAFETY ResponsibleAI new_sensitive policy_violation invalid_prompt guardrail`,
	],
	[
		'rateLimit',
		`rate_?limit too_?many_?requests request_?limit limit_burst limit_requests throttl qps_?limit
		rpm_?limit tpm_?limit qpm_?limit concurrency_?limit flow_?exceed limit_?qps exceeded_?rpm exceed_?tpm
		burst_?too_?fast RESOURCE_EXHAUSTED`,
	],
	[
		'quota',
		`insufficient_?quota insufficient_?user_quota insufficient_?balance insufficient_?credits
		insufficient_?credit insufficient_?funds budget_?exceeded exceeded_?budget quota_?failed
		quota_?exhausted quota_?not_?enough quota_?exceeded exceeded_current_quota arrear overdue billing
		payment_?required out_of_credit out_of_credits balance_?not_?enough balance_?insufficient
		balance_?exhausted credit_?limit credit_?balance credit_?exhausted FreeTierOnly FreeQuota
		spend_limit spending_limit resource_?pack_?exhausted`,
	],
	[
		'auth',
		`invalid_?api_?key invalid_?iam_?token invalid_?auth api_?key_?invalid access_?key_?expired
		api_?key_?disabled apikey_?not_found authentication authenticate unauthorized unauthorised
		permission_?denied permission_?error invalid_?token token_invalid token_expired AccessDenied
		InvalidAuthenticationToken expired_?token unrecognized_?client unrecognised_?client auth_?failure
		signature_?does_?not_?match signature_?failure signature_?expired failed_?to_?resolve_?api_?key`,
	],
	[
		'badRequest',
		'context_length_exceeded string_above_max_length exceed_context_size context_window',
	],
	[
		'notFound',
		`model_?not_?found model_?not_?exist model_?not_?supported ModelNotFound resource_?not_?found
		DeploymentNotFound InvalidEndpointOrModel not_found_error NOT_FOUND no_?such_?model model_?not_?open`,
	],
])('%s is known by any of its codes, however they are spelled', (wanted, names) => {
	const codes = spelled(names);
	for (const status of [400, 503])
		expect(codes.map((one) => [one, kind({ status, codes: one })])).toEqual(
			codes.map((one) => [one, wanted]),
		);
});

test('what a request is refused for is known by its code under status 200', () => {
	const codes = spelled(`invalid_?request invalid_?parameter invalid_?argument invalid_?value
		invalid_?type invalid_?param invalid_?params unsupported_?parameter unsupported_?value
		unsupported_?country unknown_?parameter bad_?request missing_required validation_?error
		validation_?exception FAILED_PRECONDITION`);
	const kinds = (status: number) => codes.map((one) => kind({ status, codes: one }));
	expect(kinds(200)).toEqual(codes.map(() => 'badRequest'));
	expect(kinds(500)).toEqual(codes.map(() => 'server'));
});

test.each<[FailureKind, number, string[]]>([
	[
		'contentFilter',
		400,
		[
			...['content filter', 'content_policy', 'content policies', 'content-management'],
			...['contentmoderation', 'content blocked', 'content restriction', 'content violates'],
			...['content error', 'guardrail', 'violates our usage policy', 'violated the guidelines'],
			...['violation of terms', 'violates community standards', 'violates a rule'],
			...['usage guidelines', 'usage policies', 'the input was flagged', 'prompt were moderated'],
			...['your request has been flagged', 'images of you is now flagged', 'result got moderated'],
			...['flagged as unsafe', 'flagged for review', 'flagged by us'],
			...[
				'blocked by our content rules',
				'filtered due to safety',
				'rejected because of moderation',
			],
			...['refused for policy', 'withheld by a filter', 'blocked due to sensitive words'],
			...['safety system', 'safety policy', 'safety filter', 'safety settings', 'safety reason'],
			...['community standards', 'banned prompt', 'banned word', 'request moderated'],
			...[
				'content moderated',
				'failed the moderation',
				'failed content moderation',
				'fail moderation',
			],
			...['moderation failed', 'moderation blocked', 'moderation system', 'AI moderator'],
			...['our moderation', 'did not pass moderation', 'did not pass the content moderation'],
			...['data may contain inappropriate', 'inappropriate content', 'sensitive content'],
			...['sensitive information', 'sensitive word', 'sensitive topic', 'new_sensitive'],
			...['DataInspection', 'harmful content', '敏感', '内容审核', '内容未通过审核', '审核不通过'],
			...['审核未通过', '审核失败', '违规', '不合规', '内容安全', '风控', '涉政', '色情'],
		],
	],
	[
		'rateLimit',
		400,
		[
			...['rate limit', 'rate-limit', 'ratelimit', 'QPM', 'RPS', 'TPM', 'too many requests'],
			...['too many concurrent requests', 'request limit reached', 'requests limit reached'],
			...[
				'throttled',
				'request too frequent',
				'requests are too fast',
				'request is concurrency limit',
			],
			...['concurrency exceeded', 'concurrent request limit', 'concurrency too high'],
			...[
				'call volume quota',
				'quota will be replenished',
				'used up your daily',
				'used up the hourly',
			],
			...[
				'请求过于频繁',
				'请求太频繁',
				'请求数限制',
				'频率限制',
				'频率超限',
				'频率过高',
				'调用频率',
			],
			...['限流', '并发过高', '并发数超', '并发量限制', '并发超', '请求过快'],
		],
	],
	[
		'quota',
		400,
		[
			...[
				'insufficient quota',
				'insufficient user balance',
				'insufficient credit',
				'insufficient funds',
			],
			...[
				'budget exceeded',
				'budget has been exceeded',
				'budget is exceeded',
				'budget was exceeded',
			],
			...['exceeded budget', 'exceededbudget', 'not enough quota', 'not enough points'],
			...[
				'not enough credits',
				'not enough balance',
				'quota is not enough',
				'balance insufficient',
			],
			...['credits are too low', 'points exhausted', 'funds have been used up', 'balance depleted'],
			...['quota ran out', 'credits have run out', 'balance is negative', 'credit is too low'],
			...['out of credits', 'out of credit', 'out of quota', 'out of funds', 'spend limit'],
			...['spending cap', 'used all available credits', 'no credits left', 'no credit remaining'],
			...[
				'no balance left',
				'requires more credits',
				'can only afford',
				'account is not in good standing',
			],
			...['account overdue', 'account is in arrears', 'account suspended due to'],
			...[
				'exceeded your current quota',
				'free tier of the model exhausted',
				'free quota is exceeded',
			],
			...[
				'free allocated quota is used up',
				'余额不足',
				'余额已用',
				'余额为',
				'额度不足',
				'额度已用',
			],
			...[
				'额度用尽',
				'额度耗尽',
				'额度不够',
				'欠费',
				'余额',
				'请充值',
				'余量不足',
				'点数不足',
				'积分不足',
			],
		],
	],
	[
		'quota',
		403,
		[
			...['billing', 'check your plan', 'balance', 'credit', 'credits', 'payment', 'recharge'],
			...['top up your', 'top-up your', 'topup your', '额度', '充值', 'quota'],
		],
	],
	[
		'auth',
		400,
		[
			...['api key is invalid', 'access-key not valid', 'secret_key incorrect', 'apikey expired'],
			...['API key missing', 'api key is wrong', 'api key disabled', 'api key was revoked'],
			...['api key not found', 'api key is required', 'api key does not exist'],
			...[
				'invalid api key',
				'incorrect openai api key',
				'wrong API-key',
				'missing your access key',
			],
			...['no valid api key', 'provide the api key', 'carry an api key', 'expired secret key'],
			...['invalid: the api key', 'wrong access secret key', 'provide an api key', 'carry api key'],
			...['invalid access token', 'expired bearer token', 'missing or bad auth token'],
			...['access token is invalid', 'access token expired', 'access token no longer'],
			...['no api key provided', 'no access-key was found', 'no api key given'],
			...['authentication failed', 'authenticate error', 'authentication required'],
			...['login failed', 'auth fail', 'not authenticated', 'unauthorized', 'unauthorised'],
			...['无效的令牌', '无效密钥', '无效的token', '无效apikey', '无效的api key', '令牌无效'],
			...['密钥已过期', 'token不存在', 'api key 不正确', '令牌错误', '令牌已禁用', '令牌不可用'],
			...['鉴权失败', '认证失败', '未提供令牌', '身份验证'],
		],
	],
	['auth', 403, ['invalid token', 'token invalid', 'token is expired']],
	[
		'badRequest',
		500,
		[
			...[
				'context length',
				'context size',
				'context window',
				'reduce the length of',
				'prompt is longer than',
			],
			...['messages are much larger than', 'input longer than', 'maximum model length'],
			...['prompt is too long', 'input is too long', 'input too long', 'input length'],
			...['range of input length', 'input token count', 'number of tokens that exceed'],
			...[
				'too many input tokens exceed',
				'too many tokens above the maximum',
				'number of input tokens is large',
			],
			...['maximum context length', 'maximum prompt tokens', 'maximum allowed input length'],
			...['输入过长', '输入文本超', '上下文过长', '上下文超'],
			...[
				'invalid argument',
				'unrecognized request parameter',
				'unrecognised param',
				'unknown fields',
			],
			...['unsupported value', 'missing field', 'required parameters', 'invalid_parameter'],
			...['参数错误', '参数无效', '参数不合法', '无效参数', '无效的参数'],
		],
	],
	[
		'notFound',
		500,
		[
			...['no such model', 'unknown model', 'model x does not exist', "model x doesn't exist"],
			...['model x not found', 'model not found', 'model not exist', '模型x不存在'],
		],
	],
	[
		'notFound',
		400,
		[
			...['no such model @cf/x', 'Model Not Exist', '模型 x 不存在'],
			...['The model `x` does not exist', "model x doesn't exist"],
		],
	],
])('%s is known by any of its words, under status %d', (wanted, status, sentences) => {
	expect(sentences.map((words) => [words, kind({ status, words })])).toEqual(
		sentences.map((words) => [words, wanted]),
	);
});

test.each<[number, string]>([
	[500, 'your balance'],
	[500, 'quota'],
	[429, 'the key is unauthorized'],
	[404, 'unauthorized'],
	[400, 'invalid token'],
	[401, 'no such model'],
	[404, 'no such model @cf/x'],
	[404, 'invalid parameter'],
	[400, 'file of the model not found'],
	[400, 'subquota'],
	[400, 'the tpmx of it'],
])('under status %d "%s" tells no more than the status', (status, words) => {
	expect(kind({ status, words })).toBe(kindByStatus(status));
});

test.each<[FailureKind, Partial<Parameters<typeof kindOf>[0]>]>([
	['badRequest', { status: 413, codes: 'rate_limit_exceeded' }],
	['quota', { status: 429, words: 'exceeded your current quota' }],
	['rateLimit', { status: 429, words: 'exceeded your current quota', details: 'retryDelay: 3s' }],
	['rateLimit', { status: 429, words: 'exceeded your current quota per minute' }],
	['rateLimit', { status: 429, codes: 'per_second', words: 'no credits left' }],
	['rateLimit', { status: 429, words: 'no credits left: try again in 3 seconds' }],
	['rateLimit', { status: 429, words: 'no credits left: please retry after 3' }],
	['rateLimit', { status: 429, words: '余额不足，3 秒后' }],
	['rateLimit', { status: 429, words: '余额不足，每分钟' }],
	['rateLimit', { status: 429, words: '余额不足，每秒' }],
	['rateLimit', { status: 429, words: 'your balance', hasWait: true }],
	['quota', { status: 429, words: 'x', codes: 'insufficient_quota', hasWait: true }],
	['quota', { status: 429, words: 'x', codes: 'billing', hasWait: true }],
	['quota', { status: 429, words: 'x', codes: 'arrear', hasWait: true }],
	['quota', { status: 403, words: 'your balance per minute' }],
	['rateLimit', { status: 400, codes: 'RESOURCE_EXHAUSTED', words: 'prepaid' }],
	['quota', { status: 403, codes: 'RESOURCE_EXHAUSTED', words: 'Your credits are depleted' }],
	['quota', { status: 403, codes: 'RESOURCE_EXHAUSTED', words: 'Your credit is depleted' }],
	['rateLimit', { status: 403, codes: 'rate_limit', words: 'credits are depleted' }],
	['auth', { status: 404, codes: 'InvalidAccessKeyId' }],
	['auth', { status: 404, codes: 'invalid_access_key' }],
	['quota', { status: 500, words: 'upstream said insufficient_user_quota' }],
	['rateLimit', { status: 429, codes: 'invalid_api_key' }],
	['rateLimit', { status: 429, words: 'unauthorized' }],
	['notFound', { status: 404, codes: 'unauthorized' }],
	['rateLimit', { status: 429, words: 'no credits left, 5 RPM' }],
	['rateLimit', { status: 429, words: '余额不足，13秒后' }],
	['auth', { status: 200, providers: ['minimax:1004'] }],
	['auth', { status: 401, providers: ['minimax:1008'] }],
	['rateLimit', { status: 429, providers: ['minimax:1008'] }],
	['quota', { status: 200, providers: ['minimax:1', 'minimax:1008'], words: 'rate limit' }],
])('%s is told from others: %j', (wanted, told) => {
	expect(kind(told)).toBe(wanted);
});

test.each<[string, FailureKind, string]>([
	['minimax', 'auth', '1004'],
	['minimax', 'quota', '1008'],
	['minimax', 'rateLimit', '1002'],
	['minimax', 'contentFilter', '1026'],
	['minimax', 'badRequest', '2013'],
	['minimax', 'server', '1000'],
	['baidu', 'auth', '110'],
	['baidu', 'quota', '19'],
	['baidu', 'rateLimit', '18'],
	['baidu', 'contentFilter', '336104'],
	['baidu', 'badRequest', '336003'],
	['baidu', 'server', '336000'],
	['spark', 'auth', '11200'],
	['spark', 'quota', '11201'],
	['spark', 'rateLimit', '11202'],
	['spark', 'contentFilter', '10013'],
	['spark', 'badRequest', '10907'],
	['spark', 'server', '10012'],
	['zhipu', 'auth', '1002'],
	['zhipu', 'quota', '1113'],
	['zhipu', 'rateLimit', '1302'],
	['zhipu', 'contentFilter', '1301'],
	['zhipu', 'badRequest', '1210'],
	['zhipu', 'notFound', '1211'],
	['zhipu', 'server', '1234'],
])('at %s, %s has a number of its own', (provider, wanted, code) => {
	expect(kindByProvider(`${provider}:${code}`)).toBe(wanted);
	expect(kindByProvider(`other:${code}`)).toBeUndefined();
});

test.each<[number, FailureKind]>([
	[399, 'server'],
	[400, 'badRequest'],
	[405, 'notFound'],
	[409, 'server'],
	[425, 'server'],
	[499, 'badRequest'],
	[524, 'timeout'],
])('status %d stands for %s', (status, wanted) => {
	expect(kindByStatus(status)).toBe(wanted);
});

test('words that tell of trouble which passes', () => {
	const words = [
		...['internal', 'server error', 'server_error', 'servererror', 'overloaded', 'unavailable'],
		...['busy', 'timeout', 'time out', 'time-out', 'timed out', 'try again', 'temporarily'],
		...['upstream', 'crashed', 'exception', 'broke', '繁忙', '稍后', '超时', '过载', '内部错误'],
		...['服务异常', '系统异常'],
	];
	expect(words.filter((one) => !passingTrouble.test(one))).toEqual([]);
	expect(['server-error', 'times out', 'No.'].filter((one) => passingTrouble.test(one))).toEqual(
		[],
	);
});
