/*
 * What POST /v1/responses takes, as far as the node sends it: `CreateResponse` of OpenAI's own OpenAPI document, version
 * 2.3.0 (openai/openai-openapi, 21 August 2026), written down here in our own words. Every `oneOf` is an `anyOf`, since
 * kinds of items overlap, and members that the document does not name are forbidden, also inside of items. The kinds of
 * items and tools that the node never makes are not here.
 */

type Schema = { [keyword: string]: unknown };

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer' };
const yesOrNo: Schema = { type: 'boolean' };
const nothing: Schema = { type: 'null' };
const anything: Schema = {};
const anyObject: Schema = { type: 'object' };
const range = (minimum: number, maximum: number, type = 'number'): Schema => ({
	type,
	minimum,
	maximum,
});
const words = (...list: string[]): Schema => ({ enum: list });
const anyOf = (...schemas: Schema[]): Schema => ({ anyOf: schemas });
const orNull = (schema: Schema): Schema => anyOf(schema, nothing);
const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** An object with these members and no others; a `!` behind a name means that it must be there. */
function object(members: { [name: string]: Schema }): Schema {
	const entries = Object.entries(members);
	return {
		type: 'object',
		properties: Object.fromEntries(
			entries.map(([name, schema]) => [name.replace('!', ''), schema]),
		),
		required: entries.filter(([name]) => name.endsWith('!')).map(([name]) => name.slice(0, -1)),
		additionalProperties: false,
	};
}

/** One of a kind that says in `type` what it is. */
const typed = (type: string, members: { [name: string]: Schema }) =>
	object({ 'type!': { const: type }, ...members });

const detail = words('low', 'high', 'auto', 'original');
const parts = listOf(
	anyOf(
		typed('input_text', { 'text!': text }),
		typed('input_image', {
			image_url: orNull(text),
			file_id: orNull(text),
			'detail!': detail,
		}),
		typed('input_file', { file_id: orNull(text), filename: text, file_data: text, file_url: text }),
	),
);
const callId: Schema = { type: 'string', minLength: 1, maxLength: 64 };
const output = anyOf(text, parts);

const message = object({
	type: { const: 'message' },
	'role!': words('user', 'assistant', 'system', 'developer'),
	'content!': anyOf(text, parts),
	phase: orNull(words('commentary', 'final_answer')),
});

const items = [
	message,
	typed('function_call', { id: text, 'call_id!': callId, 'name!': text, 'arguments!': text }),
	typed('function_call_output', { 'call_id!': callId, 'output!': output }),
	typed('custom_tool_call', { id: text, 'call_id!': callId, 'name!': text, 'input!': text }),
	typed('custom_tool_call_output', { 'call_id!': callId, 'output!': output }),
	typed('reasoning', {
		'id!': text,
		'summary!': listOf(typed('summary_text', { 'text!': text })),
		content: listOf(typed('reasoning_text', { 'text!': text })),
		encrypted_content: orNull(text),
	}),
];

const tools = [
	typed('function', {
		'name!': text,
		description: orNull(text),
		'parameters!': orNull(anyObject),
		'strict!': orNull(yesOrNo),
	}),
	typed('custom', {
		'name!': text,
		description: text,
		format: anyOf(
			typed('text', {}),
			typed('grammar', { 'syntax!': words('lark', 'regex'), 'definition!': text }),
		),
	}),
];

const toolChoice = anyOf(
	words('none', 'auto', 'required'),
	typed('function', { 'name!': text }),
	typed('custom', { 'name!': text }),
	typed('allowed_tools', { 'mode!': words('auto', 'required'), 'tools!': listOf(anyObject) }),
);

const format = anyOf(
	typed('text', {}),
	typed('json_object', {}),
	typed('json_schema', {
		'name!': text,
		'schema!': anyObject,
		description: text,
		strict: orNull(yesOrNo),
	}),
);

/** JSON Schema of the body of a request. */
export const requestSchema: Schema = object({
	model: text,
	input: anyOf(text, listOf(anyOf(...items))),
	instructions: orNull(text),
	include: orNull(
		listOf(
			words(
				'reasoning.encrypted_content',
				'message.output_text.logprobs',
				'message.input_image.image_url',
				'file_search_call.results',
				'web_search_call.results',
				'web_search_call.action.sources',
				'computer_call_output.output.image_url',
				'code_interpreter_call.outputs',
			),
		),
	),
	max_output_tokens: orNull({ type: 'integer', minimum: 16 }),
	max_tool_calls: orNull(whole),
	metadata: orNull({ type: 'object', additionalProperties: text }),
	parallel_tool_calls: orNull(yesOrNo),
	reasoning: orNull(
		object({
			mode: anything,
			effort: orNull(words('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max')),
			summary: orNull(words('auto', 'concise', 'detailed')),
			context: orNull(words('auto', 'current_turn', 'all_turns')),
			generate_summary: orNull(words('auto', 'concise', 'detailed')),
		}),
	),
	safety_identifier: orNull({ type: 'string', maxLength: 64 }),
	service_tier: orNull(words('auto', 'default', 'flex', 'scale', 'priority', 'fast', 'ultrafast')),
	store: orNull(yesOrNo),
	stream: orNull(yesOrNo),
	stream_options: orNull(object({ include_obfuscation: yesOrNo })),
	temperature: orNull(range(0, 2)),
	text: object({ format, verbosity: orNull(words('low', 'medium', 'high')) }),
	tool_choice: toolChoice,
	tools: listOf(anyOf(...tools)),
	top_logprobs: orNull(range(0, 20, 'integer')),
	top_p: orNull(range(0, 1)),
	truncation: orNull(words('auto', 'disabled')),
	user: text,
	...Object.fromEntries(
		[
			'background',
			'context_management',
			'conversation',
			'moderation',
			'previous_response_id',
			'prompt',
			'prompt_cache_key',
			'prompt_cache_options',
			'prompt_cache_retention',
		].map((name) => [name, anything]),
	),
});
