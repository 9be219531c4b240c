import { chatAdaptations, claudeAdaptations } from '../../nodes/api/chat/adaptations';
import { refusal } from '../../nodes/api/refusal';

const body = {
	model: 'm',
	messages: [],
	max_tokens: 10,
	temperature: 0,
	stream: true,
	stream_options: { include_usage: true },
};

/** The row that a refusal asks for. */
function rowFor(answer: unknown, status: number, sent: object) {
	const why = refusal({ status, headers: {} }, JSON.stringify(answer));
	return chatAdaptations.find(({ applies, fits }) => applies({ ...sent }) && fits(why));
}

const openai = (message: string, more: object = {}) => ({
	error: { message, type: 'invalid_request_error', param: null, code: null, ...more },
});

test.each([
	[
		'OpenAI',
		400,
		'maxCompletionTokens',
		openai(
			"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
			{ code: 'unsupported_parameter', param: 'max_tokens' },
		),
	],
	[
		'one-api in front of OpenAI',
		400,
		'maxCompletionTokens',
		{
			error: {
				message:
					"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead. (request id: 2026)",
				type: 'one_api_error',
			},
		},
	],
	[
		'Azure',
		400,
		'maxCompletionTokens',
		openai("'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."),
	],
	[
		'OpenAI',
		400,
		'noTemperature',
		openai(
			"Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
			{ code: 'unsupported_value', param: 'temperature' },
		),
	],
	[
		'Moonshot',
		400,
		'noTemperature',
		openai('invalid temperature: only 1 is allowed for this model'),
	],
	[
		'Claude',
		400,
		'noTemperature',
		{
			type: 'error',
			error: {
				type: 'invalid_request_error',
				message: '`temperature` is deprecated for this model.',
			},
		},
	],
	[
		'OpenAI of old',
		400,
		'noStreamOptions',
		openai('Unrecognized request argument supplied: stream_options'),
	],
	[
		'OpenAI',
		400,
		'noStreamOptions',
		openai("Unknown parameter: 'stream_options'.", { code: 'unknown_parameter' }),
	],
	[
		'Mistral',
		422,
		'noStreamOptions',
		{
			detail: [
				{
					type: 'extra_forbidden',
					loc: ['body', 'stream_options'],
					msg: 'Extra inputs are not permitted',
				},
			],
		},
	],
	[
		'OpenAI without verification',
		400,
		'noStream',
		openai('Your organization must be verified to stream this model.', {
			code: 'unsupported_value',
			param: 'stream',
		}),
	],
	['a local server', 400, 'noStream', openai('Streaming is not supported for this model')],
	[
		'a local server with a bug',
		500,
		'noStream',
		{ error: { code: 500, message: 'stream is not supported', type: 'server_error' } },
	],
	['a Chinese gateway', 400, 'noStream', openai('该模型不支持 stream 模式')],
])('%s: status %s asks for %s', (_gateway, status, name, answer) => {
	expect(rowFor(answer, status, body)?.name).toBe(name);
});

test('a gateway of old asks for the old name of the limit', () => {
	const { max_tokens, ...rest } = body;
	const answer = openai('Unrecognized request argument supplied: max_completion_tokens');
	const row = rowFor(answer, 400, { ...rest, max_completion_tokens: max_tokens });
	expect(row?.name).toBe('maxTokens');
	expect(row?.change({ ...rest, max_completion_tokens: 10 })).toEqual(body);
});

test.each([
	['a value out of range', 400, openai('temperature must be between 0 and 1')],
	[
		'a limit that is too large',
		400,
		openai('max_tokens is too large: 99999. This model supports at most 4096 completion tokens'),
	],
	['an unknown model', 404, openai('The model `m` does not exist', { code: 'model_not_found' })],
	['a refused key', 401, openai('Unsupported key, max_tokens')],
	['trouble upstream', 500, openai('upstream exploded')],
	['a stream that ended', 500, openai('unexpected end of stream')],
	['a stream that was reset', 502, openai('stream error: stream ID 5; INTERNAL_ERROR')],
	['a code of streams', 500, openai('Bad gateway', { code: 'stream_read_error' })],
])('%s asks for no change', (_what, status, answer) => {
	expect(rowFor(answer, status, body)).toBeUndefined();
});

test.each([
	[
		'Qwen',
		400,
		'This model only support stream mode, please enable the stream parameter to access the model. ',
	],
	['Qwen', 400, 'parameter.enable_thinking must be set to false for non-streaming calls'],
	['a gateway', 500, '该模型仅支持流式调用'],
])('%s: status %s asks an unstreamed request for a stream', (_gateway, status, message) => {
	const { stream, stream_options, ...whole } = body;
	const row = rowFor(openai(message), status, whole);
	expect(row?.name).toBe('stream');
	expect(row?.change(whole)).toEqual({ ...whole, stream, stream_options });
	expect(rowFor(openai(message), status, body)).toBeUndefined();
	const claude = claudeAdaptations.find(({ name }) => name === 'stream');
	expect(claude?.change(whole)).toEqual({ ...whole, stream });
});

test('a gateway that streams to some keys only is asked for whole answers', () => {
	const answer = openai('Streaming is not enabled for your account');
	expect(rowFor(answer, 403, body)?.name).toBe('noStream');
	expect(rowFor(openai('Bad request', { code: 'stream_not_supported' }), 400, body)?.name).toBe(
		'noStream',
	);
});

test('opposites know each other', () => {
	for (const { name, undoes } of chatAdaptations) {
		const opposite = chatAdaptations.find((row) => row.name === undoes);
		if (undoes !== undefined) expect(opposite?.undoes).toBe(name);
	}
});

test('each change touches its own member only', () => {
	const change = (name: string) => chatAdaptations.find((row) => row.name === name)?.change(body);
	const { max_tokens, temperature, stream, stream_options, ...bare } = body;
	expect(change('maxCompletionTokens')).toEqual({
		...bare,
		temperature,
		stream,
		stream_options,
		max_completion_tokens: max_tokens,
	});
	expect(change('noTemperature')).toEqual({ ...bare, max_tokens, stream, stream_options });
	expect(change('noStreamOptions')).toEqual({ ...bare, max_tokens, temperature, stream });
	expect(change('noStream')).toEqual({ ...bare, max_tokens, temperature });
});
