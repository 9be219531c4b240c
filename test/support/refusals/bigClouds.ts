import type { FailureKind } from '../../../nodes/api/failure';
import type { Refusal } from './row';

/** Anthropic's form. */
const claude = (status: number, kind: FailureKind, type: string, message: string): Refusal => ({
	whose: 'Anthropic',
	status,
	body: { type: 'error', error: { type, message }, request_id: 'req_1' },
	kind,
	words: message,
	type,
});

/** Google's form; the OpenAI-compatible route has it in a list. */
const google = (
	status: number,
	kind: FailureKind,
	word: string,
	message: string,
	details?: unknown[],
): Refusal => ({
	whose: 'Google',
	status,
	body: [{ error: { code: status, message, status: word, ...(details ? { details } : {}) } }],
	kind,
	words: message,
	code: String(status),
	type: word,
});

export const bigClouds: Refusal[] = [
	claude(401, 'auth', 'authentication_error', 'invalid x-api-key'),
	claude(403, 'auth', 'permission_error', 'This key may not use that resource.'),
	claude(
		400,
		'quota',
		'invalid_request_error',
		'Your credit balance is too low; buy credits under Plans & Billing.',
	),
	claude(
		400,
		'badRequest',
		'invalid_request_error',
		'prompt is too long: 210000 tokens > 200000 maximum',
	),
	claude(
		400,
		'badRequest',
		'invalid_request_error',
		'input length and `max_tokens` exceed context limit: 174167 + 64000 > 200000',
	),
	claude(
		400,
		'contentFilter',
		'invalid_request_error',
		'Output blocked by content filtering policy',
	),
	claude(404, 'notFound', 'not_found_error', 'model: claude-9'),
	claude(413, 'badRequest', 'request_too_large', 'The request is larger than it may be.'),
	claude(
		429,
		'rateLimit',
		'rate_limit_error',
		'This would exceed your limit of 80,000 input tokens per minute.',
	),
	claude(500, 'server', 'api_error', 'Internal server error'),
	claude(529, 'server', 'overloaded_error', 'Overloaded'),
	google(400, 'auth', 'INVALID_ARGUMENT', 'API key not valid. Pass a valid one.', [
		{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' },
	]),
	google(
		429,
		'rateLimit',
		'RESOURCE_EXHAUSTED',
		'You exceeded your current quota; check plan and billing details. Please retry in 1.6s.',
		[{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '1s' }],
	),
	google(429, 'rateLimit', 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).'),
	google(
		400,
		'badRequest',
		'INVALID_ARGUMENT',
		'The input token count (1200000) exceeds the maximum (1048576).',
	),
	google(404, 'notFound', 'NOT_FOUND', 'models/gemini-9 is not found for API version v1beta'),
	google(403, 'auth', 'PERMISSION_DENIED', 'The caller does not have permission'),
	google(503, 'server', 'UNAVAILABLE', 'The model is overloaded. Try again later.'),
	{
		whose: 'Google, behind a wrapper',
		status: 400,
		body: {
			error: {
				message: JSON.stringify({
					error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT' },
				}),
				code: 400,
				status: 'Bad Request',
			},
		},
		kind: 'auth',
		words: 'API key not valid.',
	},
	{
		whose: 'Bedrock',
		status: 429,
		body: {
			message: 'Too many tokens, please wait before trying again.',
			__type: 'ThrottlingException',
		},
		kind: 'rateLimit',
		words: 'Too many tokens',
	},
	{
		whose: 'Bedrock',
		status: 400,
		body: { message: 'Input is too long for requested model.' },
		kind: 'badRequest',
		words: 'Input is too long',
	},
];
