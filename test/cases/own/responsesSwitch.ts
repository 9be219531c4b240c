import type { Answer } from '../../support/wire/case';
import { routes, type Row } from './build';
import { events, created, delta, completed, message, path, tools, whole } from './responsesBodies';

const refused = (status: number, message: string, more: object = {}): Answer => ({
	status,
	content_type: 'application/json',
	path: routes.chat,
	body: JSON.stringify({
		error: { message, type: 'invalid_request_error', param: null, code: null, ...more },
	}),
});

const good = whole([message('Hi')]);
const streamed = events(created, delta('Hi'), completed());
const both = [routes.chat, path];

/** Refusals that send a request to the other route. */
const asking: ReadonlyArray<[title: string, status: number, words: string, more?: object]> = [
	[
		'only there',
		404,
		'This model is only supported in v1/responses and not in v1/chat/completions',
		{ param: 'model' },
	],
	[
		'tools with thoughts',
		400,
		'Function tools with reasoning_effort are not supported for m in /v1/chat/completions. Please use /v1/responses instead.',
		{ param: 'reasoning_effort' },
	],
	[
		'Copilot',
		400,
		'model "m" is not accessible via the /chat/completions endpoint',
		{ code: 'unsupported_api_for_model' },
	],
	[
		'a protocol of old',
		400,
		'Unsupported legacy protocol: /v1/chat/completions is not supported. Please use /v1/responses.',
	],
	[
		'moved members',
		400,
		"Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'. Try again with the new parameter.",
		{ code: 'unsupported_parameter' },
	],
	[
		'no chat model',
		404,
		'This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?',
	],
	[
		'Azure',
		400,
		'The chatCompletion operation does not work with the specified model, m. Please choose different model and try again.',
		{ code: 'OperationNotSupported' },
	],
	[
		'words of another gateway around it',
		404,
		'litellm.NotFoundError: OpenAIException - This model is only supported in v1/responses and not in v1/chat/completions. Received Model Group=m',
	],
];

/** Refusals that do not. */
const others: ReadonlyArray<[title: string, status: number, words: string, more?: object]> = [
	[
		'a model that is not there',
		404,
		'The model `m` does not exist or you do not have access to it.',
		{ code: 'model_not_found' },
	],
	['no such route', 404, 'Invalid URL (POST /v1/chat/completions)'],
	['the key', 401, 'Incorrect API key. Please use /v1/responses', { code: 'invalid_api_key' }],
	['another parameter', 400, "Unsupported parameter: 'top_k'", { code: 'unsupported_parameter' }],
	['the other route is missing too', 400, 'The responses API is not supported by this gateway'],
];

/** Which route is asked, and when the other one. */
export const responsesSwitch: readonly Row[] = [
	...asking.map(
		([title, status, words, more]): Row => ({
			title: `to the other route: ${title}`,
			ask: { route: routes.chat, stream: false },
			answers: [refused(status, words, more), good],
			want: { requests: 2, paths: both, output: 'success', text: 'Hi' },
		}),
	),
	...others.map(
		([title, status, words, more]): Row => ({
			title: `not to the other route: ${title}`,
			ask: { route: routes.chat, stream: false },
			answers: [refused(status, words, more), good],
			want: { requests: 1, paths: [routes.chat], output: 'failure', words },
		}),
	),
	{
		title: 'to the other route, streamed',
		ask: { route: routes.chat, stream: true, options: tools('get') },
		answers: [
			refused(
				400,
				'Function tools are not supported here. To use function tools, use /v1/responses',
			),
			streamed,
		],
		want: { requests: 2, paths: both, output: 'success', text: 'Hi' },
	},
	{
		title: 'where the other route refuses as well, the first words count',
		ask: { route: routes.chat, stream: false },
		answers: [
			refused(404, 'This model is only supported in v1/responses and not in v1/chat/completions'),
			{ ...refused(404, 'Invalid URL (POST /v1/responses)'), path },
		],
		want: { requests: 2, paths: both, output: 'failure', words: 'only supported in v1/responses' },
	},
	{
		title: 'Chat Completions and nothing else',
		ask: { route: routes.chat, stream: false, options: { api: 'chatCompletions' } },
		answers: [
			refused(404, 'This model is only supported in v1/responses and not in v1/chat/completions'),
			good,
		],
		want: { requests: 1, paths: [routes.chat], output: 'failure' },
	},
];
