import { inOpenAiForm as openAi, type Refusal } from './row';

/** Gateways before other providers, and servers of one's own. */
export const gateways: Refusal[] = [
	openAi('one-api', 403, 'quota', 'user quota is not enough (request id: 2024)', {
		type: 'one_api_error',
		code: 'insufficient_user_quota',
	}),
	openAi('one-api', 500, 'quota', 'user quota is not enough', {
		type: 'one_api_error',
		code: 'insufficient_user_quota',
	}),
	openAi('one-api', 401, 'auth', '无效的令牌', { type: 'one_api_error', code: '' }),
	openAi('one-api', 503, 'server', '当前分组 default 下对于模型 gpt-5 无可用渠道', {
		type: 'one_api_error',
	}),
	openAi('one-api', 429, 'rateLimit', '当前分组上游负载已饱和，稍后再试', {
		type: 'one_api_error',
	}),
	openAi('New API', 403, 'quota', '用户额度不足, 剩余额度: $-0.000002', {
		type: 'new_api_error',
		code: 'insufficient_user_quota',
	}),
	openAi(
		'New API',
		403,
		'quota',
		'token quota is not enough, remain quota: $0.25, need quota: $5.50',
		{
			type: 'new_api_error',
			code: 'pre_consume_token_quota_failed',
		},
	),
	openAi(
		'New API',
		503,
		'notFound',
		'No available channel for model x under group default (distributor)',
		{
			type: 'new_api_error',
			code: 'model_not_found',
		},
	),
	openAi('AiHubMix', 403, 'quota', 'Your account balance is insufficient, recharge it to go on.', {
		type: 'Aihubmix_api_error',
		code: 'insufficient_user_quota',
	}),
	openAi('AIGC2D', 451, 'contentFilter', 'This content is blocked', {
		type: 'content_blocked',
		code: 'CONTENT_BLOCKED',
	}),
	{
		whose: 'OpenCode',
		status: 401,
		body: {
			message: 'Insufficient balance. See your billing page.',
			type: 'CreditsError',
			param: '',
			code: null,
		},
		kind: 'quota',
		words: 'Insufficient balance',
		type: 'CreditsError',
	},
	openAi(
		'OpenRouter',
		402,
		'quota',
		'This needs more credits, or fewer max_tokens: you can only afford 3919.',
		{
			code: 402,
		},
	),
	openAi('OpenRouter', 401, 'auth', 'No auth credentials found', { code: 401 }),
	{
		whose: 'OpenRouter',
		status: 403,
		body: {
			error: {
				code: 403,
				message: 'Your input was flagged by moderation',
				metadata: { reasons: ['violence'], provider_name: 'OpenAI' },
			},
		},
		kind: 'contentFilter',
		words: 'flagged',
	},
	{
		whose: 'OpenRouter',
		status: 429,
		body: {
			error: {
				code: 429,
				message: 'Provider returned error',
				metadata: { raw: 'x is temporarily rate-limited upstream', provider_name: 'P' },
			},
		},
		kind: 'rateLimit',
		words: 'rate-limited upstream',
	},
	{
		whose: 'OpenRouter',
		status: 429,
		body: {
			error: {
				code: 429,
				message: 'Provider returned error',
				metadata: {
					raw: '{"error":{"message":"Your account is suspended due to insufficient balance","type":"exceeded_current_quota_error"}}',
				},
			},
		},
		kind: 'quota',
		words: 'insufficient balance',
	},
	openAi(
		'LiteLLM',
		400,
		'quota',
		'Budget has been exceeded! Current cost: 26.0, Max budget: 0.25',
		{
			type: 'budget_exceeded',
			code: '400',
		},
	),
	openAi('LiteLLM', 429, 'quota', 'Budget has been exceeded! Team=x', { type: 'budget_exceeded' }),
	openAi('LiteLLM', 429, 'quota', 'That is all for this month.', { type: 'budget_exceeded' }),
	openAi('LiteLLM', 401, 'quota', 'Authentication Error, ExceededBudget: user over budget.'),
	openAi('LiteLLM', 401, 'auth', 'Authentication Error, Invalid proxy server token passed', {
		type: 'auth_error',
		code: '401',
	}),
	openAi(
		'LiteLLM',
		429,
		'rateLimit',
		'No deployments available for the model, try again in 60 seconds',
		{
			code: '429',
		},
	),
	openAi(
		'vLLM',
		400,
		'badRequest',
		"This model's maximum context length is 4096 tokens; you asked for 5000.",
		{
			type: 'BadRequestError',
			code: 400,
		},
	),
	openAi('vLLM', 404, 'notFound', 'The model `x` does not exist.', {
		type: 'NotFoundError',
		code: 404,
	}),
	{
		whose: 'llama.cpp',
		status: 500,
		body: {
			error: {
				code: 500,
				message: 'the request exceeds the available context size',
				type: 'exceed_context_size_error',
				n_ctx: 256,
			},
		},
		kind: 'badRequest',
		words: 'available context size',
		type: 'exceed_context_size_error',
	},
	{
		whose: 'llama.cpp',
		status: 503,
		body: { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
		kind: 'server',
		words: 'Loading model',
	},
	{
		whose: 'Ollama',
		status: 404,
		body: { error: "model 'x' not found, try pulling it first" },
		kind: 'notFound',
		words: 'try pulling it',
	},
	{
		whose: 'Ollama',
		status: 500,
		body: { error: 'model requires more system memory (2.7 GiB) than is available' },
		kind: 'server',
		words: 'system memory',
	},
	{
		whose: 'FastAPI',
		status: 422,
		body: {
			detail: [{ loc: ['body', 'messages'], msg: 'field required', type: 'value_error.missing' }],
		},
		kind: 'badRequest',
		words: 'body.messages: field required',
	},
	{
		whose: 'Cloudflare',
		status: 524,
		body: '<!DOCTYPE html><html><head><title>A timeout occurred</title></head></html>',
		kind: 'timeout',
		words: 'A timeout occurred',
	},
	{
		whose: 'nginx',
		status: 502,
		body: '<html><head><title>502 Bad Gateway</title></head></html>',
		kind: 'server',
		words: '502 Bad Gateway',
	},
	{ whose: 'nobody', status: 503, body: '', kind: 'server', words: '' },
];
