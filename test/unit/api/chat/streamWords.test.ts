import { requiredMode } from '../../../../nodes/api/chat/streamWords';

test.each([
	'This model does not support streaming.',
	'Streaming is not supported for this model',
	'stream is not supported',
	"Unsupported value: 'stream' does not support true with this model. Only the default (false) value is supported.",
	"Unsupported value: 'stream' does not support true with this model. Supported values are: false.",
	'Your organization must be verified to stream this model.',
	"Streaming completion is not support yet, please remove 'stream' key value in the request payload.",
	'Error in `stream`: `stream` is not supported for this model',
	'Unrecognized request argument supplied: stream',
	"Unknown parameter: 'stream'.",
	"got an unexpected keyword argument 'stream'",
	'body.stream: Extra inputs are not permitted',
	'stream=true is not allowed for this deployment',
	'Streaming responses are not currently available',
	"Streaming isn't enabled for your account",
	'Streaming has been disabled',
	'streaming is unsupported',
	'The parameter stream must be false',
	'Please set stream to false',
	'This endpoint only supports non-streaming requests',
	'please use non-stream mode',
	'该模型不支持 stream 模式',
	'该模型不支持流式输出',
	'暂不支持流式调用',
	'流式输出未开启',
	'仅支持非流式调用',
])('"%s" asks for whole answers', (words) => {
	expect(requiredMode(words)).toBe('whole');
});

test.each([
	'This model only support stream mode, please enable the stream parameter to access the model. ',
	'parameter.enable_thinking must be set to false for non-streaming calls',
	'This model is only available in streaming mode',
	'Only streaming is supported',
	'This model only supports streaming; non-streaming is not supported',
	'only stream=true is supported',
	'stream must be true',
	'stream must be set to true',
	'"stream" should be true',
	'Streaming is required for this model',
	'This operation requires streaming',
	'You must use streaming for requests of this size',
	'please set stream to true',
	'please set stream=true',
	'Please use streaming',
	'Non-streaming requests are not supported',
	'Non-stream mode is not allowed',
	'The model does not support non-streaming output',
	'non-streaming is disabled',
	'该模型仅支持流式调用',
	'模型只支持stream模式',
	'请使用流式输出',
	'必须开启流式',
	'不支持非流式调用',
	'非流式调用暂不支持',
])('"%s" asks for a stream', (words) => {
	expect(requiredMode(words)).toBe('stream');
});

test.each([
	'unexpected end of stream',
	'stream error: stream ID 5; INTERNAL_ERROR; received from peer',
	'stream disconnected before completion',
	'stream closed unexpectedly',
	'Unknown error while reading the stream',
	'upstream is not available',
	'Upstream does not support this model',
	'Stream was reset, please try again',
	'An unexpected error occurred in the stream',
	'Invalid token in stream',
	"Unknown parameter: 'stream_options'.",
	'stream_options is not supported',
	'The stream_options parameter is only allowed when stream is enabled',
	'stream options can only be set if stream is true',
	'include_usage is only allowed when stream is true',
	'The stream was not complete',
	'Failed to read the stream: not found',
	'Model not available. Stream aborted.',
	'Content type text/event-stream is not supported',
	'mainstream models are not supported',
	'流式响应中断',
	'',
])('"%s" asks for neither', (words) => {
	expect(requiredMode(words)).toBeUndefined();
});

test('words without end are read in no time', () => {
	const begin = performance.now();
	for (const piece of [
		'stream ',
		'only ',
		'not support ',
		'stream not ',
		'流式',
		'unknown parameter ',
	])
		requiredMode(piece.repeat(20_000));
	expect(performance.now() - begin).toBeLessThan(500);
});
