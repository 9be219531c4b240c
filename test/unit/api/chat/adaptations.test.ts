import { chatAdaptations, sharedAdaptations } from '../../../../nodes/api/chat/adaptations';
import { readErrorResponse } from '../../../../nodes/api/refusal/refusal';

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
	const why = readErrorResponse({ status, headers: {} }, JSON.stringify(answer));
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
	['ERNIE', 0, 0.01, 'parameter check failed, temperature range is (0, 1.0]'],
	['ERNIE', 1.5, 1, 'parameter check failed, temperature range is (0, 1.0]'],
	['MiniMax', 2, 1, 'invalid params, temperature must be in (0,1]'],
	['Claude', 1.2, 1, '`temperature`: range: -1 or 0..1'],
	['GLM', 1.01, 1, 'The temperature parameter is illegal.：限制数值范围[0,1]'],
	['GLM', 1, 0.99, 'temperature参数非法：限制数值范围（0，1）'],
	['Ark', 1.5, 1, 'field Temperature invalid, should be in [0.0, 1.0]'],
	['Bedrock', 1.5, 1, "'temperature' must be in the range [0.0 and 1.0]"],
	[
		'Nova',
		1.5,
		1,
		"Value '1.5' at 'inferenceConfig.temperature' failed to satisfy constraint: Member must have value less than or equal to 1",
	],
	['DashScope', 1.5, 1, "'$.body.input.temperature' value must be less or equal than 1;"],
	['DashScope', 2, 1.99, 'Temperature should be in [0.0, 2.0)'],
	['Mistral', 2, 1.5, 'body.temperature: Input should be less than or equal to 1.5'],
	['GigaChat', 0, 0.01, 'Invalid params: temperature must be in range (0, +inf)'],
	['a local server', 0, 0.01, '`temperature` (=0.0) has to be a strictly positive float'],
	['a local server', 0, 0.01, 'temperature must be greater than 0'],
	['a proxy', 1.5, 1, 'temperature must not be greater than 1'],
	['a proxy', 1.5, 1, 'temperature 不能大于 1'],
])('%s: a temperature of %d becomes %d after "%s"', (_gateway, temperature, sent, message) => {
	for (const status of [400, 404, 422, 500]) {
		const row = rowFor(openai(message), status, { ...body, temperature });
		expect(row?.change({ ...body, temperature })).toEqual({ ...body, temperature: sent });
		expect(row?.hint).toContain(`the node sends ${sent} instead`);
	}
});

test.each([
	['Qwen', 0, 0.01, 'Range of top_p should be (0.0, 1.0]'],
	['Qwen of old', 1, 0.99, 'Range of top_p should be (0.0, 1.0)'],
	['vLLM', 0, 0.01, 'top_p must be in (0, 1], got 0.0. (parameter=top_p, value=0.0)'],
	['a gateway', 0, 0.01, 'temperature must be in [0, 2], top_p in (0, 1]'],
])('%s: a top_p of %d becomes %d after "%s"', (_gateway, top_p, sent, message) => {
	const row = rowFor(openai(message), 400, { ...body, top_p });
	expect(row?.change({ ...body, top_p })).toEqual({ ...body, top_p: sent });
});

test.each([
	['lies inside of the range', 0.5, 'temperature range is (0, 1.0]'],
	['is not what the range is about', 1.5, 'n must be between 1 and 1'],
	['is beside a range that nobody knows', 1.5, 'temperature must be in [0, 1.2]'],
])('a temperature that %s is not changed', (_why, temperature, message) => {
	expect(rowFor(openai(message), 400, { ...body, temperature })).toBeUndefined();
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
	const claude = sharedAdaptations.find(({ name }) => name === 'stream');
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

const google = { google: { thought_signature: 's' } };
const called = { id: 'c1', type: 'function', function: { name: 'look', arguments: '{}' } };
const thoughtful = {
	...body,
	messages: [
		{ role: 'user', content: 'Hi' },
		{
			role: 'assistant',
			content: null,
			reasoning_content: 'Hm',
			reasoning_details: [{ type: 'reasoning.text', text: 'Hm' }],
			tool_calls: [{ ...called, extra_content: google }],
		},
	],
};

test.each([
	[
		'Groq',
		400,
		openai(
			"'messages.1' : for 'role:assistant' the following must be satisfied[('messages.1' : property 'reasoning_content' is unsupported)]",
		),
	],
	[
		'Cerebras',
		400,
		{
			message:
				"messages.1.assistant.reasoning: property 'messages.1.assistant.reasoning' is unsupported",
			code: 'wrong_api_format',
		},
	],
	[
		'Mistral',
		422,
		{
			detail: [
				{
					type: 'extra_forbidden',
					loc: ['body', 'messages', 1, 'assistant', 'reasoning_content'],
					msg: 'Extra inputs are not permitted',
				},
			],
		},
	],
	[
		'DeepSeek of old',
		400,
		openai(
			'The reasoning_content is an intermediate result for display purposes only and will not be included in the context for inference. Please remove the reasoning_content from your message to reduce network traffic.',
		),
	],
	['Gemini', 400, openai('Corrupted thought signature.')],
	['Claude', 400, openai('messages.1.content.0: Invalid `signature` in `thinking` block')],
	[
		'another account',
		400,
		openai('The encrypted content could not be verified.', { code: 'invalid_encrypted_content' }),
	],
])('%s, status %s: the messages go without thoughts', (_gateway, status, answer) => {
	const row = rowFor(answer, status, thoughtful);
	expect(row?.name).toBe('noThoughts');
	expect(row?.change(thoughtful)).toEqual({
		...body,
		messages: [
			{ role: 'user', content: 'Hi' },
			{ role: 'assistant', content: null, tool_calls: [called] },
		],
	});
	expect(rowFor(answer, status, body)).toBeUndefined();
});

test.each([
	[
		'DeepSeek',
		openai('The `reasoning_content` in the thinking mode must be passed back to the API.'),
	],
	[
		'DeepSeek of old',
		openai('Missing `reasoning_content` field in the assistant message at message index 2'),
	],
	[
		'Kimi',
		openai(
			'thinking is enabled but reasoning_content is missing in assistant tool call message at index 2',
		),
	],
	[
		'Gemini',
		openai(
			'Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly.',
		),
	],
	[
		'OpenRouter',
		openai('Gemini models require OpenRouter reasoning details to be preserved in each request.'),
	],
	[
		'a model without efforts',
		openai("Unsupported parameter: 'reasoning_effort' is not supported with this model."),
	],
])('%s misses thoughts, or means something else: they stay', (_gateway, answer) => {
	expect(rowFor(answer, 400, thoughtful)).toBeUndefined();
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
