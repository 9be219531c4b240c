import { inOpenAiForm as openAi, type Refusal } from './row';

/** Providers whose words are English. */
export const western: Refusal[] = [
	openAi('OpenAI', 401, 'auth', 'This API key is incorrect: sk-abc***xyz.', {
		type: 'invalid_request_error',
		code: 'invalid_api_key',
	}),
	openAi(
		'OpenAI',
		429,
		'quota',
		'You have exceeded your current quota; look at plan and billing.',
		{
			type: 'insufficient_quota',
			code: 'insufficient_quota',
		},
	),
	openAi(
		'OpenAI',
		429,
		'rateLimit',
		'Limit reached on tokens per min (TPM): used 29937 of 30000. Try again in 644ms.',
		{
			type: 'tokens',
			code: 'rate_limit_exceeded',
		},
	),
	openAi('OpenAI', 404, 'notFound', 'The model `gpt-9` does not exist, or you may not use it.', {
		type: 'invalid_request_error',
		code: 'model_not_found',
	}),
	openAi('OpenAI', 400, 'badRequest', 'The maximum context length of this model is 8192 tokens.', {
		type: 'invalid_request_error',
		code: 'context_length_exceeded',
	}),
	openAi('OpenAI', 400, 'badRequest', "Unsupported parameter: 'max_tokens'.", {
		type: 'invalid_request_error',
		code: 'unsupported_parameter',
	}),
	openAi('OpenAI', 400, 'contentFilter', 'Your prompt was rejected by our safety system.', {
		type: 'image_generation_user_error',
		code: 'moderation_blocked',
	}),
	openAi('OpenAI', 500, 'server', 'The server had an error with your request.', {
		type: 'server_error',
	}),
	openAi('OpenAI', 503, 'server', 'The engine is overloaded, try again later.', {
		type: 'service_unavailable',
	}),
	openAi(
		'Azure',
		400,
		'contentFilter',
		'The response was filtered by the content management policy.',
		{
			code: 'content_filter',
			type: null,
		},
	),
	openAi('Azure', 404, 'notFound', 'There is no deployment of that name for this resource.', {
		code: 'DeploymentNotFound',
	}),
	openAi(
		'Azure',
		429,
		'rateLimit',
		'The token rate limit of your pricing tier is exceeded. Retry after 20 seconds.',
		{
			code: '429',
		},
	),
	openAi('Azure', 401, 'auth', 'Access denied due to an invalid subscription key.', {
		code: '401',
	}),
	openAi(
		'Groq',
		429,
		'rateLimit',
		'Limit of tokens per minute (TPM) reached: 6000. Try again in 4.77s.',
		{
			type: 'tokens',
			code: 'rate_limit_exceeded',
		},
	),
	openAi(
		'Groq',
		413,
		'badRequest',
		'Request too large on tokens per minute (TPM): limit 6000, requested 6294.',
		{
			type: 'tokens',
			code: 'rate_limit_exceeded',
		},
	),
	openAi('Groq', 401, 'auth', 'Invalid API Key', {
		type: 'invalid_request_error',
		code: 'invalid_api_key',
	}),
	{
		whose: 'xAI',
		status: 429,
		body: 'Your team has used all credits or reached its monthly spending limit.',
		kind: 'quota',
		words: 'monthly spending limit',
	},
	{
		whose: 'xAI',
		status: 403,
		body: { code: 'forbidden', error: "Your new team doesn't have any credits or licenses yet." },
		kind: 'quota',
		words: 'any credits or licenses',
	},
	{
		whose: 'xAI',
		status: 403,
		body: { code: 'forbidden', error: 'Content violates usage guidelines. Team: x' },
		kind: 'contentFilter',
		words: 'violates usage guidelines',
	},
	{
		whose: 'xAI',
		status: 429,
		body: { error: "Too many tokens: your team's rate limit of Tokens per Minute is 16000." },
		kind: 'rateLimit',
		words: 'Tokens per Minute',
	},
	{
		whose: 'xAI',
		status: 400,
		body: { code: 'invalid-argument', error: 'Incorrect API key provided: xa***.' },
		kind: 'auth',
		words: 'Incorrect API key',
	},
	{
		whose: 'Mistral',
		status: 429,
		body: {
			object: 'error',
			message: 'Service tier capacity is exceeded for this model.',
			type: 'invalid_request_error',
			code: null,
		},
		kind: 'rateLimit',
		words: 'tier capacity',
		type: 'invalid_request_error',
	},
	{
		whose: 'Mistral',
		status: 401,
		body: { message: 'Unauthorized', request_id: 'r' },
		kind: 'auth',
		words: 'Unauthorized',
	},
	{
		whose: 'Mistral',
		status: 422,
		body: {
			object: 'error',
			message: {
				detail: [
					{ type: 'extra_forbidden', loc: ['body', 'user'], msg: 'Extra inputs are not permitted' },
				],
			},
		},
		kind: 'badRequest',
		words: 'body.user: Extra inputs are not permitted',
	},
	{
		whose: 'Cerebras',
		status: 429,
		body: {
			message: 'Too many tokens processed: the limit of tokens per minute is exceeded.',
			type: 'too_many_tokens_error',
			code: 'token_quota_exceeded',
		},
		kind: 'rateLimit',
		words: 'tokens per minute',
		code: 'token_quota_exceeded',
	},
	{
		whose: 'Cohere',
		status: 401,
		body: { message: 'invalid api token' },
		kind: 'auth',
		words: 'invalid api token',
	},
	openAi('DeepSeek', 402, 'quota', 'Insufficient Balance', {
		type: 'unknown_error',
		code: 'invalid_request_error',
	}),
	openAi('DeepSeek', 401, 'auth', 'Authentication Fails, this api key is invalid', {
		type: 'authentication_error',
		code: 'invalid_request_error',
	}),
	openAi('Together', 402, 'quota', 'Credit limit exceeded, see your billing page.', {
		type: 'credit_limit',
	}),
];
