import { fc } from '../property';

type Json = { [name: string]: unknown };

const word = fc.string({ unit: 'binary', maxLength: 12 });
const name = fc.stringMatching(/^[a-z_]{1,12}$/);
/** Other gateways give long ones. */
const id = fc.stringMatching(/^[a-zA-Z0-9]{8}[a-zA-Z0-9_|-]{0,110}$/);

const picture = fc.oneof(
	fc.record({ url: fc.webUrl() }),
	fc.record({ url: fc.webUrl(), detail: fc.constantFrom('low', 'high', 'auto') }),
);
const part = fc.oneof(
	fc.record({ type: fc.constant('text'), text: word }),
	fc.record({ type: fc.constant('image_url'), image_url: picture }),
	fc.record({
		type: fc.constant('file'),
		file: fc.record({ filename: name, file_data: fc.constant('data:application/pdf;base64,AAAA') }),
	}),
);
const content = fc.oneof(word, fc.array(part, { maxLength: 4 }), fc.constant(null));
const told = fc.record({ role: fc.constantFrom('system', 'developer', 'user'), content });

const call = fc.record({ id, name, given: fc.dictionary(name, word, { maxKeys: 3 }) });
const custom = fc.record({ id, name, input: word });
const thought = fc.record({
	type: fc.constant('reasoning'),
	id,
	summary: fc.array(fc.record({ type: fc.constant('summary_text'), text: word }), { maxLength: 2 }),
	encrypted_content: fc.oneof(word, fc.constant(undefined)),
});

/** A turn of the model: words, or calls with their results. */
const said = fc.oneof(
	fc.record({ role: fc.constant('assistant'), content: word }).map((message) => [message]),
	fc.record({ role: fc.constant('assistant'), refusal: word }).map((message) => [message]),
	fc
		.record({
			text: fc.oneof(word, fc.constant(null)),
			thoughts: fc.array(thought, { maxLength: 2 }),
			calls: fc.array(call, { minLength: 1, maxLength: 3 }),
			customs: fc.array(custom, { maxLength: 1 }),
			results: fc.array(content, { minLength: 4, maxLength: 4 }),
		})
		.map(({ text, thoughts, calls, customs, results }) => {
			const tool_calls: Json[] = [
				...calls.map(({ given, ...one }) => ({
					id: one.id,
					type: 'function',
					function: { name: one.name, arguments: JSON.stringify(given) },
				})),
				...customs.map((one) => ({ id: one.id, type: 'custom', custom: one })),
			];
			return [
				{ role: 'assistant', content: text, reasoning_items: thoughts, tool_calls },
				...tool_calls.map((one, at) => ({
					role: 'tool',
					tool_call_id: one.id,
					content: results[at],
				})),
			];
		}),
	fc.record({ name, given: word, result: word }).map(({ name: called, given, result }) => [
		{ role: 'assistant', content: null, function_call: { name: called, arguments: given } },
		{ role: 'function', name: called, content: result },
	]),
);

const messages = fc
	.array(
		fc.oneof(
			told.map((message): Json[] => [message]),
			said as fc.Arbitrary<Json[]>,
		),
		{
			minLength: 1,
			maxLength: 6,
		},
	)
	.map((turns) => turns.flat());

const tool = fc
	.oneof(
		fc.record(
			{
				name,
				description: word,
				parameters: fc.constant({ type: 'object' }),
				strict: fc.boolean(),
			},
			{ requiredKeys: ['name'] },
		),
	)
	.map((called) => ({ type: 'function', function: called }));
const customTool = fc
	.record({ name, syntax: fc.constantFrom('lark', 'regex'), definition: word })
	.map(({ name: called, ...grammar }) => ({
		type: 'custom',
		custom: { name: called, format: { type: 'grammar', grammar } },
	}));
const choice = fc.oneof(
	fc.constantFrom('auto', 'none', 'required'),
	name.map((called) => ({ type: 'function', function: { name: called } })),
	name.map((called) => ({ type: 'custom', custom: { name: called } })),
	name.map((called) => ({
		type: 'allowed_tools',
		allowed_tools: {
			mode: 'auto',
			tools: [{ type: 'function', function: { name: called } }],
		},
	})),
);
const format = fc.oneof(
	fc.constant({ type: 'text' }),
	fc.constant({ type: 'json_object' }),
	fc
		.record({ name, strict: fc.boolean() }, { requiredKeys: [] })
		.map((more) => ({ type: 'json_schema', json_schema: { schema: { type: 'object' }, ...more } })),
);

/** A request of Chat Completions at random, with any of the settings that the route has. */
export const chatRequests: fc.Arbitrary<Json> = fc.record(
	{
		model: fc.constant('m'),
		messages,
		stream: fc.boolean(),
		stream_options: fc.constant({ include_usage: true }),
		max_tokens: fc.integer({ min: 1, max: 99_999 }),
		max_completion_tokens: fc.integer({ min: 1, max: 99_999 }),
		temperature: fc.double({ min: 0, max: 2, noNaN: true }),
		top_p: fc.double({ min: 0, max: 1, noNaN: true }),
		n: fc.integer({ min: 1, max: 4 }),
		stop: fc.array(word, { maxLength: 3 }),
		seed: fc.integer(),
		presence_penalty: fc.integer({ min: -2, max: 2 }),
		frequency_penalty: fc.integer({ min: -2, max: 2 }),
		logit_bias: fc.constant({ '50256': -100 }),
		logprobs: fc.boolean(),
		top_logprobs: fc.integer({ min: 0, max: 20 }),
		user: word,
		metadata: fc.dictionary(name, word, { maxKeys: 2 }),
		store: fc.boolean(),
		service_tier: fc.constantFrom('auto', 'flex'),
		response_format: format,
		reasoning_effort: fc.constantFrom('none', 'minimal', 'low', 'medium', 'high'),
		verbosity: fc.constantFrom('low', 'medium', 'high'),
		tools: fc.array(fc.oneof(tool, customTool), { maxLength: 3 }),
		functions: fc.array(fc.record({ name }), { maxLength: 2 }),
		tool_choice: choice,
		function_call: fc.oneof(
			fc.constantFrom('auto', 'none'),
			name.map((called) => ({ name: called })),
		),
		parallel_tool_calls: fc.boolean(),
		modalities: fc.constant(['text']),
		audio: fc.constant({ voice: 'alloy', format: 'wav' }),
		prediction: fc.constant({ type: 'content', content: 'Hi' }),
		web_search_options: fc.constant({ search_context_size: 'low' }),
	},
	{ requiredKeys: ['model', 'messages'] },
);
