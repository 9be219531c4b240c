import type { IDataObject } from 'n8n-workflow';
import type { FailureKind } from '../../../nodes/api/failureKinds';
import { runChat, type ChatSetup } from '../chat';
import { always, completion, type Responder } from '../gateway';

/** What a beginner does wrong, or meets, and how a gateway answers. */
export interface Mistake {
	/** As docs/failures.md calls it. */
	heading: string;
	kind: FailureKind;
	/** Parameters of Chat → Message a Model that differ. */
	parameters?: IDataObject;
	/** Members of the credential that differ. */
	credential?: IDataObject;
	/** A good answer unless told otherwise. */
	respond?: Responder;
	/** Whether Stop is pressed as soon as a request has arrived. */
	isStopped?: boolean;
}

const said = (message: string, type: string | null, code: string | null) => ({
	error: { message, type, param: null, code },
});
const refused = (status: number, ...words: Parameters<typeof said>) =>
	always(said(...words), status);
const silent: Responder = () => undefined;
const limits = (more: IDataObject) => ({
	throughput: { maxAttempts: 1, maxConcurrency: 10, ...more },
});
const message = (content: string) => ({ messages: { values: [{ role: 'user', content }] } });

/** One of them at least for every kind of failure. */
export const mistakes: readonly Mistake[] = [
	{ heading: 'A number that is out of range', kind: 'input', parameters: { maxTokens: -5 } },
	{
		heading: 'An expression that gives nothing',
		kind: 'input',
		parameters: message('={{ $json.txet }}'),
	},
	{
		heading: 'A file that is not there',
		kind: 'input',
		parameters: {
			messages: { values: [{ role: 'user', content: 'Hello', binaryProperties: 'data' }] },
		},
	},
	{
		heading: 'JSON with a slip',
		kind: 'input',
		parameters: { options: { extraBody: '{"top_k": 40' } },
	},
	{
		heading: 'A Base URL without https://',
		kind: 'input',
		credential: { baseUrl: 'api.aigc2d.com' },
	},
	{
		heading: 'A Cost Budget without prices',
		kind: 'input',
		parameters: limits({ costBudget: 1 }),
	},
	{
		heading: 'A wrong key',
		kind: 'auth',
		respond: refused(
			401,
			'Incorrect API key provided.',
			'invalid_request_error',
			'invalid_api_key',
		),
	},
	{
		heading: 'No money left',
		kind: 'quota',
		respond: refused(403, '用户额度不足', 'one_api_error', 'insufficient_user_quota'),
	},
	{
		heading: 'A limit of the day',
		kind: 'rateLimit',
		respond: refused(
			429,
			'Rate limit reached for requests per day (RPD): Limit 200, Used 200, Requested 1.',
			'requests',
			'rate_limit_exceeded',
		),
	},
	{
		heading: 'An option that the model does not take',
		kind: 'badRequest',
		parameters: { options: { extraBody: '{"top_k": 40}' } },
		respond: refused(
			400,
			'Unrecognized request argument supplied: top_k',
			'invalid_request_error',
			null,
		),
	},
	{
		heading: 'A text that is too long for the model',
		kind: 'badRequest',
		respond: refused(
			400,
			"This model's maximum context length is 8192 tokens.",
			'invalid_request_error',
			'context_length_exceeded',
		),
	},
	{
		heading: 'A model that does not exist',
		kind: 'notFound',
		respond: refused(
			404,
			'The model `gpt-9` does not exist',
			'invalid_request_error',
			'model_not_found',
		),
	},
	{
		heading: 'A wrong path in the Base URL',
		kind: 'notFound',
		respond: refused(404, 'Invalid URL (POST /api/v1/chat/completions)', null, null),
	},
	{
		heading: 'Words that a filter does not let through',
		kind: 'contentFilter',
		respond: always({
			...completion(''),
			choices: [
				{
					index: 0,
					message: { role: 'assistant', content: '' },
					finish_reason: 'content_filter',
				},
			],
		}),
	},
	{
		heading: 'Max Tokens used up by thinking',
		kind: 'truncated',
		respond: always({
			...completion(''),
			choices: [
				{
					index: 0,
					message: { role: 'assistant', content: '', reasoning_content: 'Let me see' },
					finish_reason: 'length',
				},
			],
		}),
	},
	{
		heading: 'An answer that is not JSON',
		kind: 'invalidOutput',
		parameters: { options: { responseFormat: 'json_object' } },
		respond: always(completion('Here is your list: apples, pears')),
	},
	{
		heading: 'A Token Budget that is too small',
		kind: 'budget',
		parameters: limits({ tokenBudget: 1000 }),
	},
	{
		heading: 'A Cost Budget, and a model without a price',
		kind: 'budget',
		credential: { prices: 'table', priceTable: '{"gpt-4o-mini": {"in": 1, "out": 2}}', currency: 'USD' },
		parameters: limits({ costBudget: 1 }),
	},
	{
		heading: 'The gateway has trouble',
		kind: 'server',
		respond: refused(500, 'The server had an error', 'server_error', null),
	},
	{
		heading: 'The gateway does not answer',
		kind: 'timeout',
		parameters: limits({ firstByteTimeout: 0.3 }),
		respond: silent,
	},
	{
		heading: 'The gateway cannot be reached',
		kind: 'network',
		// Nobody listens on port 1.
		credential: { baseUrl: 'http://127.0.0.1:1' },
	},
	{
		heading: 'A web page in place of the API',
		kind: 'malformed',
		respond: (_request, response) => {
			response.writeHead(200, { 'content-type': 'text/html' });
			response.end('<html><head><title>Welcome</title></head></html>');
		},
	},
	{ heading: 'Stop was pressed', kind: 'cancelled', respond: silent, isStopped: true },
];

/** What n8n shows, with the address of a gateway in place of that of the test. */
export interface Screen {
	title: string;
	text: string;
}

/** Makes the mistake, with On Error at "Stop Workflow". */
export async function screenOf({
	parameters = {},
	credential = {},
	respond = always(completion('Hello')),
	isStopped,
}: Mistake): Promise<Screen> {
	let press = () => {};
	const responder: Responder = async (...request) => {
		if (isStopped) press();
		return await respond(...request);
	};
	const setup: ChatSetup = { parameters, credential };
	if (isStopped) setup.onStart = (cancel) => (press = cancel);
	const { error } = await runChat(responder, setup);
	return { title: shown(error.message), text: shown(error.description ?? '') };
}

/** What a failed item has, with On Error at "Continue". */
export async function failedBy({
	parameters = {},
	credential = {},
	respond = always(completion('Hello')),
}: Mistake): Promise<{ error: IDataObject; message: string }> {
	const onError = 'continueRegularOutput';
	const { items } = await runChat(respond, { parameters, credential, onError });
	return items[0]?.json as unknown as { error: IDataObject; message: string };
}

/** What is wrong with JSON is said by Node.js, in the words of its version. */
const shown = (text: string) =>
	text
		.replace(/127\.0\.0\.1:\d+/g, 'gateway.example.com')
		.replace(/(must be JSON, but is not: ).+( \[Item 0\])/, '$1…$2');
