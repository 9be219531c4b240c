import { failure } from '../../../../nodes/api/failure';
import { asksForResponses, lacksResponses } from '../../../../nodes/api/responses/evidence';

const refused = (status: number, message: string, code?: string) =>
	failure([404, 405, 501].includes(status) ? 'notFound' : 'badRequest', {
		status,
		message,
		...(code === undefined ? {} : { code }),
	});

type Said = [status: number, words: string, code?: string];

/** Rows of the same length: jest takes what is missing for a callback. */
const rows = (list: Said[]) =>
	list.map(([status, words, code]): [number, string, string | undefined] => [status, words, code]);

/** Words of the route of chats that send a request to the other one. */
const sending: Said[] = [
	[404, 'This model is only supported in v1/responses and not in v1/chat/completions'],
	[
		400,
		'Function tools with reasoning_effort are not supported for m in /v1/chat/completions. Please use /v1/responses instead.',
	],
	[
		400,
		"Function tools are not supported. To use function tools, use /v1/responses or set reasoning_effort to 'none'.",
	],
	[
		400,
		'model "m" is not accessible via the /chat/completions endpoint',
		'unsupported_api_for_model',
	],
	[
		400,
		'Unsupported legacy protocol: /v1/chat/completions is not supported. Please use /v1/responses.',
	],
	[
		400,
		"Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'.",
	],
	[400, 'Tools are not supported on this route, please use /v1/responses instead'],
	[400, 'm is not supported in v1/chat/completions but only in v1/responses'],
	[400, 'Use /v1/responses, since /v1/chat/completions is not supported for m'],
	[422, 'm is only available through the Responses API'],
	[400, 'Please switch to the responses endpoint for m'],
];

test.each(rows(sending))('%i %s: is asked on the other route', (status, words, code) => {
	expect(asksForResponses(refused(status, words, code))).toBe(true);
});

const staying: Said[] = [
	[400, 'logprobs are only available for non-streaming responses'],
	[400, 'Please try responses with fewer tokens'],
	[400, 'Tools only work with streamed responses'],
	[400, 'The Responses API is not supported by this gateway'],
	[404, 'Invalid URL (POST /v1/chat/completions)'],
	[404, 'The model m does not exist'],
	[403, 'Your plan has no chat. Please use /v1/responses instead.'],
	[429, 'Too many requests on chat. Please use /v1/responses instead.'],
	[500, 'This model is only supported in v1/responses'],
];

test.each(rows(staying))('%i %s: stays where it is', (status, words) => {
	expect(asksForResponses(refused(status, words))).toBe(false);
});

/** Words of /v1/responses that say that it is not there, or not for the model. */
const lacking: Said[] = [
	[404, ''],
	[404, 'Invalid URL (POST /v1/responses)'],
	[404, 'Cannot POST /v1/responses'],
	[405, 'Method Not Allowed'],
	[501, 'Not built'],
	[500, 'not implemented', 'convert_request_failed'],
	[200, 'Unexpected endpoint or method. (POST /v1/responses)'],
	[400, "The model does not support the '/openai/v1/responses' API"],
	[400, 'The requested model m is not supported with the Responses API.'],
	[400, 'Responses API is not available for this model'],
];

test.each(rows(lacking))('%i %s: goes back to the route of chats', (status, words, code) => {
	expect(lacksResponses(refused(status, words, code))).toBe(true);
});

const there: Said[] = [
	[400, 'This model does not support streaming responses'],
	[400, 'temperature is not supported for responses that think'],
	[404, 'The model m does not exist', 'model_not_found'],
	[500, 'Internal error'],
	[400, "Item with id 'rs_1' not found."],
];

test.each(rows(there))('%i %s: stays on the other route', (status, words, code) => {
	expect(lacksResponses(refused(status, words, code))).toBe(false);
});
