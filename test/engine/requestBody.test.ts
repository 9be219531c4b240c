import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { chatParameters, key, runChat } from '../support/chat';
import { contractViolations } from '../support/contract';
import { always, completion, type Received } from '../support/gateway';
import { chatFields, choices, optionFields, paths } from './requestBody/description';
import { messageRows, messagesJsonRows, modelRows } from './requestBody/messageRows';
import {
	answerRows,
	deliveryRows,
	extraRows,
	formatRows,
	samplingRows,
	toolRows,
} from './requestBody/optionRows';
import type { Row } from './requestBody/row';
import {
	format,
	functionCall,
	part,
	picture,
	pngPart,
	schemaOptions,
	text,
	toolCall,
	weather,
	weatherTool,
} from './requestBody/samples';

/** Fields that also carry what only other gateways know. */
const beyondOpenAi = ['options.extraBody', 'options.tools', 'options.toolChoice', 'options.api'];

/** What is sent when only a model and one message are chosen. */
const plainBody = {
	model: 'test-model',
	messages: [{ role: 'user', content: 'Hello' }],
	max_tokens: 2048,
	stream: true,
	stream_options: { include_usage: true },
};

const rows: Row[] = [
	...modelRows,
	...messageRows,
	...messagesJsonRows,
	...answerRows,
	...samplingRows,
	...formatRows,
	...toolRows,
	...deliveryRows,
	...extraRows,
];

async function sentFor(
	parameters: IDataObject,
	item: IDataObject = {},
	binary?: INodeExecutionData['binary'],
): Promise<Received> {
	const { requests, error } = await runChat(always(completion('{}')), {
		parameters,
		items: [{ json: item, ...(binary ? { binary } : {}) }],
	});
	expect(error).toBeUndefined();
	expect(requests).toHaveLength(1);
	return requests[0] as Received;
}

/** The body that a row expects: the plain one with what differs; JSON has no undefined. */
function bodyOf({ sent }: Row): unknown {
	return JSON.parse(JSON.stringify({ ...plainBody, ...sent }));
}

test('a model and a message are sent with the default limit, and nothing that was not added', async () => {
	const { method, path, headers, body } = await sentFor({});
	expect(body).toEqual(plainBody);
	expect({ method, path }).toEqual({ method: 'POST', path: '/v1/chat/completions' });
	expect(headers).toMatchObject({
		authorization: `Bearer ${key}`,
		'content-type': 'application/json',
	});
});

test.each(rows)('$field can be $filled', async (row) => {
	const { body } = await sentFor(row.parameters, row.item, row.binary);
	expect(body).toEqual(bodyOf(row));
	if (!beyondOpenAi.includes(row.field))
		expect(contractViolations('/v1/chat/completions', body)).toEqual([]);
});

test('every field at once gives one body with all of them', async () => {
	const options = {
		temperature: 0.5,
		topP: 0.9,
		n: 2,
		stop: ['END'],
		presencePenalty: 0.1,
		frequencyPenalty: 0.2,
		logitBias: '{"1": 1}',
		user: 'customer-42',
		seed: 7,
		reasoningEffort: 'high',
		verbosity: 'low',
		...schemaOptions,
		jsonSchemaName: 'ticket',
		jsonSchemaStrict: false,
		functions: JSON.stringify([weather]),
		functionCall: 'none',
		tools: JSON.stringify([weatherTool]),
		toolChoice: 'required',
		parallelToolCalls: true,
		maxToolRounds: 5,
		api: 'auto',
		stream: true,
		onTruncation: 'error',
		returnMessages: true,
		streamToCaller: false,
		includeInput: 'beside',
		headers: { values: [{ name: 'x-team', value: 'north' }] },
		promptCaching: '1h',
		fallbackModels: ['another-model'],
		extraBody: '{"top_k": 40}',
	};
	const messages = [
		{ role: 'system', content: 'Be brief.', name: 'house' },
		{ role: 'developer', content: 'Metric units.' },
		{
			role: 'user',
			content: text.text,
			name: 'Ada',
			imageUrls: ['https://example.com/a.png'],
			binaryProperties: ['data'],
		},
		{
			role: 'assistant',
			content: 'One moment.',
			toolCalls: JSON.stringify([toolCall]),
			functionCall: JSON.stringify(functionCall),
		},
		{ role: 'tool', content: '1', toolCallId: 'call_1' },
		{ role: 'function', content: '2', name: 'f' },
	];
	const added = optionFields().map(({ name }) => name);
	expect(Object.keys(options).sort()).toEqual(added.sort());

	const { body } = await sentFor(
		{ messages: { values: messages }, maxTokens: 99, options },
		{},
		{
			data: picture(),
		},
	);
	expect(body).toEqual({
		model: 'test-model',
		messages: [
			{ role: 'system', content: 'Be brief.', name: 'house' },
			{ role: 'developer', content: 'Metric units.' },
			{ role: 'user', content: [text, part('https://example.com/a.png'), pngPart], name: 'Ada' },
			{
				role: 'assistant',
				content: 'One moment.',
				tool_calls: [toolCall],
				function_call: functionCall,
			},
			{ role: 'tool', content: '1', tool_call_id: 'call_1' },
			{ role: 'function', content: '2', name: 'f' },
		],
		max_tokens: 99,
		stream: true,
		stream_options: { include_usage: true },
		temperature: 0.5,
		top_p: 0.9,
		n: 2,
		stop: ['END'],
		presence_penalty: 0.1,
		frequency_penalty: 0.2,
		logit_bias: { '1': 1 },
		user: 'customer-42',
		seed: 7,
		reasoning_effort: 'high',
		verbosity: 'low',
		...format({ name: 'ticket', strict: false }),
		functions: [weather],
		function_call: 'none',
		tools: [weatherTool],
		tool_choice: 'required',
		parallel_tool_calls: true,
		top_k: 40,
	});
});

test('options that were added and left at their default are sent, unless the default is empty', async () => {
	const fields = optionFields().filter(({ name }) => name !== 'user');
	const options = Object.fromEntries(fields.map((field) => [field.name, field.default]));
	const { body } = await sentFor({ options: { ...options, responseFormat: 'json_schema' } });
	expect(body).toEqual({
		...plainBody,
		temperature: 1,
		top_p: 1,
		n: 1,
		presence_penalty: 0,
		frequency_penalty: 0,
		logit_bias: {},
		seed: 1,
		reasoning_effort: 'medium',
		verbosity: 'medium',
		...format(),
		tool_choice: 'auto',
		parallel_tool_calls: true,
		function_call: 'auto',
	});
});

test('a whole number beyond 2^53 in a JSON field stays a number', async () => {
	const limits =
		'{"type":"object","properties":{"id":{"type":"integer","maximum":9223372036854775807}}}';
	const { body } = await sentFor({ options: { ...schemaOptions, jsonSchema: limits } });
	const { maximum } = body.response_format.json_schema.schema.properties.id;
	expect(typeof maximum).toBe('number');
});

describe('the table', () => {
	test('has a row for every field of Chat → Message a Model, and for no other', () => {
		const covered = new Set(rows.map(({ field }) => field));
		expect([...covered].sort()).toEqual(chatFields().flatMap(paths).sort());
	});

	test.each(chatFields().flatMap(choices))(
		'sends the choice $value of $path',
		({ path, value }) => {
			const filled = rows.some((row) => row.field === path && usesChoice(row, value));
			expect(filled).toBe(true);
		},
	);
});

function usesChoice(row: Row, value: string): boolean {
	return JSON.stringify([chatParameters(row.parameters), row.item]).includes(`"${value}"`);
}
