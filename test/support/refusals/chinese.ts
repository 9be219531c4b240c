import { inOpenAiForm as openAi, type Refusal } from './row';

/** Providers of China, and their codes. */
export const chinese: Refusal[] = [
	openAi(
		'DashScope',
		400,
		'contentFilter',
		'<400> InternalError.Algo.DataInspectionFailed: this text may not be sent.',
		{
			code: 'data_inspection_failed',
			type: 'data_inspection_failed',
		},
	),
	{
		whose: 'DashScope',
		status: 400,
		body: {
			code: 'Arrearage',
			message: 'Access denied, see that your account is in good standing.',
			request_id: 'r',
		},
		kind: 'quota',
		words: 'in good standing',
		code: 'Arrearage',
	},
	{
		whose: 'DashScope',
		status: 401,
		body: { code: 'InvalidApiKey', message: 'This API-key is not valid.', request_id: 'r' },
		kind: 'auth',
		words: 'API-key is not valid',
		code: 'InvalidApiKey',
	},
	{
		whose: 'DashScope',
		status: 429,
		body: {
			code: 'Throttling.RateQuota',
			message: 'Requests rate limit exceeded.',
			request_id: 'r',
		},
		kind: 'rateLimit',
		words: 'rate limit exceeded',
		code: 'Throttling.RateQuota',
	},
	openAi('DashScope', 429, 'rateLimit', 'You exceeded your current requests list.', {
		code: 'limit_requests',
		type: 'limit_requests',
	}),
	openAi('DashScope', 403, 'quota', 'The free tier of the model has been exhausted.', {
		code: 'AllocationQuota.FreeTierOnly',
		type: 'AllocationQuota.FreeTierOnly',
	}),
	openAi(
		'DashScope',
		400,
		'badRequest',
		'<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]',
		{
			code: 'invalid_parameter_error',
			type: 'invalid_request_error',
		},
	),
	openAi(
		'Moonshot',
		429,
		'rateLimit',
		'Your account reached max organization concurrency: 1, try again after 1 seconds',
		{
			type: 'rate_limit_reached_error',
		},
	),
	openAi(
		'Moonshot',
		429,
		'rateLimit',
		'Your account reached organization max RPM: 3, try again after 1 seconds',
		{
			type: 'rate_limit_reached_error',
		},
	),
	openAi(
		'Moonshot',
		429,
		'quota',
		'Your account is suspended due to insufficient balance; check your plan and billing details',
		{
			type: 'exceeded_current_quota_error',
		},
	),
	openAi(
		'Moonshot',
		429,
		'rateLimit',
		'The engine is currently overloaded, please try again later',
		{
			type: 'engine_overloaded_error',
		},
	),
	openAi('Moonshot', 401, 'auth', 'Invalid Authentication', {
		type: 'invalid_authentication_error',
	}),
	{
		whose: 'Zhipu',
		status: 429,
		body: { error: { code: '1113', message: '您的账户已欠费，充值后再试。' } },
		kind: 'quota',
		words: '欠费',
		code: '1113',
	},
	{
		whose: 'Zhipu',
		status: 429,
		body: { error: { code: '1302', message: '您的账户已达到并发限制，降低请求并发。' } },
		kind: 'rateLimit',
		words: '并发',
		code: '1302',
	},
	{
		whose: 'Zhipu',
		status: 400,
		body: { error: { code: '1301', message: '系统检测到输入或生成内容可能包含敏感内容。' } },
		kind: 'contentFilter',
		words: '敏感',
		code: '1301',
	},
	{
		whose: 'Zhipu',
		status: 400,
		body: { error: { code: '1211', message: '模型不存在，检查模型代码。' } },
		kind: 'notFound',
		words: '模型不存在',
		code: '1211',
	},
	{
		whose: 'Ark',
		status: 404,
		body: {
			code: 'InvalidEndpointOrModel.NotFound',
			message: 'The model or endpoint x does not exist, or you may not use it.',
			type: 'NotFound',
		},
		kind: 'notFound',
		words: 'does not exist',
		code: 'InvalidEndpointOrModel.NotFound',
	},
	openAi(
		'Ark',
		400,
		'contentFilter',
		'The request failed because the input may contain sensitive information.',
		{
			code: 'InputTextSensitiveContentDetected',
			type: 'BadRequest',
		},
	),
	openAi('Ark', 403, 'quota', 'The request failed because your account has an overdue balance.', {
		code: 'AccountOverdueError',
		type: 'Forbidden',
	}),
	openAi('Ark', 401, 'auth', 'The API key or AK/SK in the request is missing or invalid.', {
		code: 'AuthenticationError',
		type: 'Unauthorized',
	}),
	{
		whose: 'SiliconFlow',
		status: 403,
		body: { code: 30001, message: 'Sorry, your account balance is insufficient', data: null },
		kind: 'quota',
		words: 'balance is insufficient',
		code: '30001',
	},
	{
		whose: 'SiliconFlow',
		status: 429,
		body: { message: 'Request was rejected due to rate limiting: TPM limit reached.', data: null },
		kind: 'rateLimit',
		words: 'TPM limit',
	},
];
