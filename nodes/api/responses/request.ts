import { defined } from '../defined';
import { asObject, isObject, type JsonObject, numberOf, without } from '../json';
import { toInput } from './input';
import { toToolChoice, toTools } from './tools';

/** The least `max_output_tokens` that OpenAI takes (`integer_below_min_value`). */
const leastTokens = 16;

/** What the gateway sends along with thoughts, so that they can be handed back to one that keeps nothing. */
export const encryptedThoughts = 'reasoning.encrypted_content';
const probabilities = 'message.output_text.logprobs';

/** Members that have another place here. */
const moved = [
	'messages',
	'max_tokens',
	'max_completion_tokens',
	'response_format',
	'reasoning_effort',
	'verbosity',
	'tools',
	'functions',
	'tool_choice',
	'function_call',
	'logprobs',
	'stream_options',
	'include',
	'n',
];

/** Members that this route does not have, and the fields that set them. */
export const leftOut: { readonly [member: string]: string } = {
	stop: 'Stop Sequences',
	seed: 'Seed',
	presence_penalty: 'Presence Penalty',
	frequency_penalty: 'Frequency Penalty',
	logit_bias: 'Logit Bias',
	modalities: 'modalities',
	audio: 'audio',
	prediction: 'prediction',
	web_search_options: 'web_search_options',
};

/**
 * The body of POST /v1/chat/completions as that of POST /v1/responses. Nothing is kept by the gateway unless the request
 * asks for it; several answers are several requests. Members that are not known go as they are.
 *
 * @see reference of OpenAI: platform.openai.com/docs/api-reference/responses/create
 */
export function toResponses(body: JsonObject): JsonObject {
	const messages: unknown[] = Array.isArray(body.messages) ? body.messages : [];
	const { max_tokens, max_completion_tokens, reasoning_effort: effort, verbosity } = body;
	const tools = toTools(body);
	const most = numberOf(max_completion_tokens ?? max_tokens, 9);
	const text = { ...asObject(body.text), ...defined({ format: toFormat(body), verbosity }) };
	const reasoning = { ...asObject(body.reasoning), ...defined({ effort }) };
	return {
		store: false,
		...without(body, ...moved, ...Object.keys(leftOut)),
		input: toInput(messages),
		include: toInclude(body),
		...(Object.keys(text).length === 0 ? {} : { text }),
		...(Object.keys(reasoning).length === 0 ? {} : { reasoning }),
		...(tools.length === 0 ? {} : { tools }),
		...defined({
			tool_choice: toToolChoice(body),
			max_output_tokens: most === undefined ? undefined : Math.max(leastTokens, most),
		}),
	};
}

/** The fields whose values cannot be sent on this route. */
export function leftOutOf(body: JsonObject): string[] {
	return Object.keys(leftOut)
		.filter((member) => body[member] !== undefined)
		.map((member) => leftOut[member] ?? member);
}

function toFormat({ response_format: format }: JsonObject): JsonObject | undefined {
	if (!isObject(format)) return undefined;
	const { json_schema: schema, ...rest } = format;
	if (!isObject(schema)) return rest;
	// A schema without a name is refused.
	return { ...rest, name: 'answer', ...schema };
}

function toInclude({ include, logprobs }: JsonObject): unknown[] {
	const given: unknown[] = Array.isArray(include) ? include : [];
	const wanted = [encryptedThoughts, ...(logprobs === true ? [probabilities] : [])];
	return [...given, ...wanted.filter((one) => !given.includes(one))];
}
