import type { IDataObject } from 'n8n-workflow';
import { reasoningEfforts } from './description';
import { jsonOption, option, plainOption, type Row } from './row';
import { format, schema, schemaOptions, weather, weatherTool } from './samples';

export const answerRows: Row[] = [
	{
		field: 'maxTokens',
		filled: 'another number',
		parameters: { maxTokens: 64 },
		sent: { max_tokens: 64 },
	},
	{
		field: 'maxTokens',
		filled: 'the text of a number from an expression',
		parameters: { maxTokens: '={{ $json.limit }}' },
		item: { limit: '64' },
		sent: { max_tokens: 64 },
	},
	{
		field: 'maxTokens',
		filled: '0, which leaves the limit to the gateway',
		parameters: { maxTokens: 0 },
		sent: { max_tokens: undefined },
	},
	{
		field: 'simplify',
		filled: 'off, which does not change the request',
		parameters: { simplify: false },
		sent: {},
	},
];

export const samplingRows: Row[] = [
	...plainOption('temperature', 'temperature', 0),
	...plainOption('topP', 'top_p', 0.25),
	...plainOption('n', 'n', 3),
	option('stop', 'two texts', ['END', '\n'], { stop: ['END', '\n'] }),
	{
		...option('stop', 'a list from an expression', '={{ $json.stop }}', { stop: ['END', '###'] }),
		item: { stop: ['END', '###'] },
	},
	{
		...option('stop', 'a string from an expression', '={{ $json.stop }}', { stop: ['END'] }),
		item: { stop: 'END' },
	},
	option('stop', 'no rows', [], {}),
	...plainOption('presencePenalty', 'presence_penalty', -1.5),
	...plainOption('frequencyPenalty', 'frequency_penalty', 0.5),
	...jsonOption('logitBias', 'logit_bias', { '50256': -100, '11': 2 }),
	...plainOption('user', 'user', 'customer-42'),
	...plainOption('seed', 'seed', -7),
	...reasoningEfforts().map((value) =>
		option('reasoningEffort', value, value, { reasoning_effort: value }),
	),
	...['low', 'medium', 'high'].map((value) =>
		option('verbosity', value, value, { verbosity: value }),
	),
];

export const formatRows: Row[] = [
	...['text', 'json_object'].map((type) =>
		option('responseFormat', type, type, { response_format: { type } }),
	),
	{
		field: 'options.responseFormat',
		filled: 'json_schema from an expression',
		parameters: { options: { ...schemaOptions, responseFormat: '={{ $json.format }}' } },
		item: { format: 'json_schema' },
		sent: format(),
	},
	...jsonOption('jsonSchema', '', schema).map(
		(row): Row => ({
			...row,
			parameters: {
				options: { responseFormat: 'json_schema', ...(row.parameters.options as IDataObject) },
			},
			sent: format(),
		}),
	),
	{
		field: 'options.jsonSchemaName',
		filled: 'a name',
		parameters: { options: { ...schemaOptions, jsonSchemaName: 'ticket_1' } },
		sent: format({ name: 'ticket_1' }),
	},
	{
		field: 'options.jsonSchemaStrict',
		filled: 'false',
		parameters: { options: { ...schemaOptions, jsonSchemaStrict: false } },
		sent: format({ strict: false }),
	},
	{
		field: 'options.jsonSchemaStrict',
		filled: 'true',
		parameters: { options: { ...schemaOptions, jsonSchemaStrict: true } },
		sent: format({ strict: true }),
	},
];

export const toolRows: Row[] = [
	...jsonOption('functions', 'functions', [weather]),
	option('functions', 'an empty list', '[]', {}),
	option('functionCall', 'auto', 'auto', { function_call: 'auto' }),
	option('functionCall', 'the name of a function', 'get_weather', {
		function_call: { name: 'get_weather' },
	}),
	{
		...option('functionCall', 'an object from an expression', '={{ $json.call }}', {
			function_call: { name: 'get_weather' },
		}),
		item: { call: { name: 'get_weather' } },
	},
	...jsonOption('tools', 'tools', [weatherTool, { type: 'web_search', limit: 2 }]),
	option('tools', 'an empty list', '[]', {}),
	...['auto', 'none', 'required'].map((mode) =>
		option('toolChoice', mode, mode, { tool_choice: mode }),
	),
	option('toolChoice', 'the name of a tool', 'get_weather', {
		tool_choice: { type: 'function', function: { name: 'get_weather' } },
	}),
	option('toolChoice', 'JSON', '{"type":"web_search"}', { tool_choice: { type: 'web_search' } }),
	...plainOption('parallelToolCalls', 'parallel_tool_calls', false),
	option('maxToolRounds', 'a number, which changes nothing where no tool is connected', 3, {}),
];

const extraBody = { top_k: 40, metadata: { team: ['a', 'b'] }, verbosity: 'low', store: false };
/** Streaming is on as long as nobody switches it off. */
export const deliveryRows: Row[] = [
	option('stream', 'on, as when it is not added', true, {}),
	option('stream', 'off', false, { stream: undefined, stream_options: undefined }),
	...['pass', 'error', 'continue'].map((way) =>
		option('onTruncation', `${way}, which does not change the request`, way, {}),
	),
	...['auto', 'chatCompletions'].map((api) =>
		option('api', `${api}, which does not change the request`, api, {}),
	),
	option('api', 'responses, which asks on the other route in its form', 'responses', {
		messages: undefined,
		input: [{ role: 'user', content: 'Hello' }],
		max_tokens: undefined,
		max_output_tokens: 2048,
		stream_options: undefined,
		store: false,
		include: ['reasoning.encrypted_content'],
	}),
	...['off', '5m', '1h'].map((how) =>
		option('promptCaching', `${how}, which is nothing to models that are not Claude's`, how, {}),
	),
	...['name', 'value'].map(
		(member): Row => ({
			field: `options.headers.values.${member}`,
			filled: 'a text from an expression, which does not change the body',
			parameters: {
				options: {
					headers: {
						values: [{ name: 'x-team', value: 'north', [member]: `={{ $json.${member} }}` }],
					},
				},
			},
			item: { name: 'x-project', value: 'south' },
			sent: {},
		}),
	),
	option('fallbackModels', 'two names, which do not change the request', ['a', 'b'], {}),
	{
		...option('fallbackModels', 'a list from an expression', '={{ $json.models }}', {}),
		item: { models: ['a', 'b'] },
	},
	option('returnMessages', 'on, which does not change the request', true, {}),
	option('streamToCaller', 'off, which does not change the request', false, {}),
	...['off', 'beside', 'input'].map((how) =>
		option('includeInput', `${how}, which does not change the request`, how, {}),
	),
];

export const extraRows: Row[] = [
	...jsonOption('extraBody', '', extraBody).map((row) => ({ ...row, sent: extraBody })),
	option('extraBody', 'an empty object', '{}', {}),
	option('extraBody', 'members that replace others', '{"max_tokens":7,"model":"other"}', {
		max_tokens: 7,
		model: 'other',
	}),
];
