import { chat, on, bad, json, bytes, type Row } from './build';
import { piece, chunks } from './chatBodies';

const reason = 'the picture is too small';

/** What routers wrap around the failure of the provider behind them, each in a way of its own. */
const routers: ReadonlyArray<[string, unknown]> = [
	[
		'OpenRouter: JSON in JSON in metadata.raw',
		{
			error: {
				message: 'Provider returned error',
				code: 400,
				metadata: {
					raw: JSON.stringify({ error: { message: JSON.stringify({ detail: reason }) } }),
					provider_name: 'Azure',
				},
			},
		},
	],
	[
		'OpenRouter: an event in metadata.raw',
		{
			error: {
				message: 'Provider returned error',
				code: 400,
				metadata: { raw: `error, status code: 400, message: ${reason}`, provider_name: 'X' },
			},
		},
	],
	[
		'Vercel: the answer of the provider in param',
		{
			error: {
				message: 'The upstream provider returned an error',
				type: 'provider_error',
				param: { statusCode: 400, responseBody: JSON.stringify({ error: { message: reason } }) },
			},
		},
	],
	[
		'Vercel: attempts beside the error',
		{
			error: { message: 'All providers failed', type: 'gateway_error' },
			providerMetadata: { gateway: { routing: { attempts: [{ success: false, error: reason }] } } },
		},
	],
	[
		'Helicone: a list of attempts',
		{
			success: false,
			error: {
				code: 'request_failed',
				message: 'All attempts failed',
				statusCode: 400,
				details: [{ source: 'openai', type: 'request_failed', message: reason }],
			},
		},
	],
	[
		'AIMLAPI: fields in meta',
		{ statusCode: 400, message: 'Bad Request', meta: [{ path: ['image'], message: reason }] },
	],
	[
		'Eden AI: errors within the message',
		{ error: { type: 'ProviderError', message: { errors: [reason] } } },
	],
	[
		'LiteLLM: JSON behind a name',
		{
			error: {
				message: `litellm.BadRequestError: OpenAIException - {"message": "${reason}"}`,
				code: '400',
			},
		},
	],
	[
		'one-api: an error of the channel',
		{
			error: {
				message: 'upstream error: request failed',
				type: 'upstream_error',
				cause: { error: { message: reason } },
			},
		},
	],
	[
		'Requesty: the origin beside the message',
		{
			error: {
				origin: 'upstream',
				message: 'Error from upstream',
				body: { error: { message: reason } },
			},
		},
	],
];

/** Places where gateways put the reason. */
const bodies: ReadonlyArray<[string, unknown]> = [
	[
		'plain text in metadata.raw',
		{ error: { message: 'Provider returned error', code: 400, metadata: { raw: reason } } },
	],
	[
		'detail in metadata.raw',
		{
			error: {
				message: 'Provider returned error',
				code: 400,
				metadata: { raw: JSON.stringify({ detail: reason }) },
			},
		},
	],
	[
		'an object as metadata.raw',
		{
			error: {
				message: 'Provider returned error',
				metadata: { raw: { error: { message: reason } } },
			},
		},
	],
	...routers,
	['detail as a text', { detail: reason }],
	['detail with message', { detail: { message: reason } }],
	['detail with msg', { detail: { msg: reason, code: 7 } }],
	['detail with an error in it', { detail: { error: { message: reason } } }],
	['detail as a list', { detail: [{ loc: ['body', 'image'], msg: reason, type: 'x' }] }],
	['detail as a list of texts', { detail: [reason] }],
	['error as a text', { error: reason }],
	['error as a list', { error: [{ message: reason }] }],
	['error as a list of texts', { error: [reason] }],
	['errors as a list', { errors: [{ code: 1, message: reason }] }],
	['message as an object', { message: { message: reason } }],
	['message as an object with an error', { message: { error: reason } }],
	['message as a list', { message: [reason] }],
	['message in the error as an object', { error: { message: { message: reason }, code: 400 } }],
	['message in the error as a list', { error: { message: [{ msg: reason }] } }],
	['one level deeper', { error: { error: { message: reason } } }],
	['two levels deeper', { error: { error: { error: { message: reason } } } }],
	['in data', { code: 400, data: { error: { message: reason } } }],
	['msg', { code: 400, msg: reason }],
	['Message', { Message: reason, __type: 'ValidationException' }],
	['msg in the error', { error: { msg: reason } }],
	['Error and Message', { Error: { Code: 'InvalidParameter', Message: reason } }],
	['detail in the error', { error: { code: 400, detail: reason } }],
	['AWS: a message in capitals in the error', { error: { Message: reason } }],
	['nothing known: the body', { status: 'refused', info: { hint: reason } }],
	['nothing known in a list', [{ info: reason }]],
];

/** The reason is found wherever it stands; nothing found: the body, shortened. */
export const reasons: readonly Row[] = [
	...bodies.map(([what, body]) => chat(what, json(body, 400), bad('badRequest', reason))),
	chat(
		'two JSON texts, one after the other',
		bytes(`{"error":{"message":"${reason}"}}{"detail":"x"}`, 'application/json', { status: 400 }),
		bad('badRequest', reason, { notWords: '{' }),
	),
	chat(
		'two JSON texts with a line break between them',
		bytes(`{"error":{"message":"${reason}"}}\n{"error":{"message":"x"}}`, 'text/plain', {
			status: 400,
		}),
		bad('badRequest', reason, { notWords: '{' }),
	),
	chat(
		'a list of two JSON texts in lines',
		bytes(`[{"error":{"message":"${reason}"}}\n,\n{"error":{"message":"x"}}]`, 'application/json', {
			status: 400,
		}),
		bad('badRequest', reason),
	),
	chat(
		'nothing known in a long body: shortened',
		json({ info: { hint: `${reason} ${'x'.repeat(20_000)}` } }, 400),
		bad('badRequest', reason, { letters: 1_000 }),
	),
	chat(
		'a very long message: shortened',
		json({ error: { message: `${reason} ${'x'.repeat(200_000)}` } }, 400),
		bad('badRequest', reason, { letters: 10_000 }),
	),
	chat(
		'JSON in the message: its words',
		json({ error: { message: JSON.stringify({ error: { message: reason, code: 400 } }) } }, 400),
		bad('badRequest', reason),
	),
	on(
		'claude',
		'Claude: one level deeper',
		json({ type: 'error', error: { error: { message: reason } } }, 400),
		bad('badRequest', reason),
	),
	on(
		'models',
		'models: detail with message',
		json({ detail: { message: reason } }, 400),
		bad('badRequest', reason),
	),
	on(
		'embeddings',
		'embeddings: metadata.raw',
		json({ error: { message: 'Provider returned error', metadata: { raw: reason } } }, 400),
		bad('badRequest', reason),
		{ items: [{ text: 'a' }] },
	),
	chat(
		'metadata.raw as an event',
		chunks(piece('Hel'), {
			error: { message: 'Provider returned error', code: 400, metadata: { raw: reason } },
		}),
		bad('badRequest', reason, { text: 'Hel' }),
	),
];
