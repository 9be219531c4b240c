import type { IDataObject, StructuredChunk } from 'n8n-workflow';
import { runChat, type ChatSetup } from '../../support/chat';
import { contractViolations } from '../../support/contract';
import { answer } from '../../support/stream';
import { completion, type Responder } from '../../support/gateway';
import { requestViolations } from '../../support/responses/violations';
import { strictResponses } from '../../support/responses/strictServer';
import { ToolModel, type ScriptedCall } from '../../support/tools/model';
import { looking } from '../../support/tools/nodes';
import { settle } from '../../support/virtual';

const dialects = ['chat', 'claude', 'responses'] as const;
type Dialect = (typeof dialects)[number];
const ways = dialects.flatMap((dialect) =>
	[true, false].map((stream) => [dialect, stream] as const),
);

/** Parameters by which a model is asked in a dialect. */
function parametersFor(dialect: Dialect, options: IDataObject = {}, more: IDataObject = {}) {
	const operation =
		dialect === 'claude' ? { resource: 'claude', operation: 'message', maxTokens: 500 } : {};
	const api = dialect === 'responses' ? { api: 'responses' } : {};
	return { ...operation, ...more, options: { ...api, ...options } };
}

/** A model that calls what is told, turn by turn. */
function serverFor(dialect: Dialect, turns: Array<Array<ScriptedCall & { arguments: object }>>) {
	if (dialect === 'responses')
		return strictResponses(turns as Parameters<typeof strictResponses>[0]);
	return new ToolModel(() => turns).respond;
}

const lookAt = (...places: string[]) =>
	places.map((at) => ({ name: 'look', arguments: { at } }));

test.each(ways)(
	'%s, streamed: %s: the model calls tools round by round, and answers with what they gave',
	async (dialect, stream) => {
		const turns = [lookAt('sky', 'sea'), lookAt('wood')];
		const { items, requests, hints } = await runChat(serverFor(dialect, turns), {
			parameters: parametersFor(dialect, { stream }),
			tools: [looking('look', ({ at }) => `${at} is blue`)],
		});
		const json = items[0]?.json ?? {};
		expect(json.text).toMatch(/sky is blue.*sea is blue.*wood is blue/);
		expect(json.tool_runs).toEqual(
			['sky', 'sea', 'wood'].map((at) => ({
				name: 'look',
				arguments: { at },
				result: `${at} is blue`,
			})),
		);
		expect(requests).toHaveLength(3);
		expect(json.request).toMatchObject({ sent: 3, attempts: 3 });
		// 10, 20 and 30 tokens of input, 5 of output each; the other server counts 9 and 3.
		const total = dialect === 'responses' ? 36 : 75;
		expect(json.usage).toMatchObject({ total_tokens: total });
		expect(hints.join(' ')).not.toContain('Max Tool Rounds');
		for (const { body } of requests) {
			if (dialect === 'chat') expect(contractViolations('/v1/chat/completions', body)).toEqual([]);
			if (dialect === 'responses') expect(requestViolations(body)).toEqual([]);
			expect(body.tools).toHaveLength(1);
		}
	},
);

test('the tools of a request are named as OpenAI and Claude want them', async () => {
	const tools = [looking('look', () => '')];
	const schema = {
		type: 'object',
		properties: { at: { type: 'string', description: 'Where' } },
		required: ['at'],
	};
	const sent = async (dialect: Dialect) => {
		const { requests } = await runChat(serverFor(dialect, []), {
			parameters: parametersFor(dialect),
			tools,
		});
		return requests[0]?.body.tools[0];
	};
	const about = { name: 'look', description: 'Looks: look' };
	expect(await sent('chat')).toEqual({
		type: 'function',
		function: { ...about, parameters: expect.objectContaining(schema) },
	});
	expect(await sent('claude')).toEqual({
		...about,
		input_schema: expect.objectContaining(schema),
	});
	expect(await sent('responses')).toMatchObject({ type: 'function', ...about });
});

test('without a call there is one request, and tool_runs is empty; without a tool it is not there', async () => {
	const model = new ToolModel(() => []);
	const tools = [looking('look', () => '')];
	const asked = await runChat(model.respond, { tools });
	expect(asked.items[0]?.json).toMatchObject({ tool_runs: [] });
	expect(asked.requests).toHaveLength(1);
	const switchedOff = await runChat(model.respond, {
		tools: tools.map((tool) => ({ ...tool, disabled: true })),
	});
	expect(switchedOff.items[0]?.json).not.toHaveProperty('tool_runs');
	expect(switchedOff.requests[0]?.body).not.toHaveProperty('tools');
});

test.each(['chat', 'claude'] as const)(
	'%s: with Simplify off, the whole last answer has the usage of all, and what tools were run',
	async (dialect) => {
		const { items } = await runChat(serverFor(dialect, [lookAt('sky')]), {
			parameters: parametersFor(dialect, {}, { simplify: false }),
			tools: [looking('look', () => 'blue')],
		});
		expect(items[0]?.json).toMatchObject({
			id: expect.any(String),
			usage: { total_tokens: 40 },
			tool_runs: [{ name: 'look', result: 'blue' }],
		});
	},
);

test('Return Conversation has the calls, their results and the thoughts that belong to them', async () => {
	const { items } = await runChat(new ToolModel(() => [lookAt('sky')]).respond, {
		parameters: { options: { returnMessages: true } },
		tools: [looking('look', () => 'blue')],
	});
	expect(items[0]?.json.messages).toEqual([
		{ role: 'user', content: 'Hello' },
		{
			role: 'assistant',
			content: null,
			reasoning_content: 'Think 0',
			tool_calls: [
				{
					id: 'call_0_0',
					type: 'function',
					function: { name: 'look', arguments: '{"at":"sky"}' },
				},
			],
		},
		{ role: 'tool', tool_call_id: 'call_0_0', content: 'blue' },
		{ role: 'assistant', content: 'Done: blue' },
	]);
	expect(Object.keys(items[0]?.json ?? {}).slice(-3)).toEqual(['request', 'tool_runs', 'messages']);
});

test.each([
	['chat', 'none'],
	['claude', { type: 'none' }],
] as const)(
	'%s: after Max Tool Rounds the model is asked once more, and may call nothing',
	async (dialect, none) => {
		const endless = Array.from({ length: 20 }, (_, at) => lookAt(String(at)));
		const { items, requests, hints } = await runChat(serverFor(dialect, endless), {
			parameters: parametersFor(dialect, { maxToolRounds: 2 }),
			tools: [looking('look', ({ at }) => `at ${at}`)],
		});
		expect(items[0]?.json.text).toBe('Done: at 0 | at 1');
		expect(requests.map(({ body }) => body.tool_choice)).toEqual([undefined, undefined, none]);
		expect(hints.join(' ')).toContain('called tools in 2 rounds');
	},
);

test('ten rounds are as many as there are where the user does not say', async () => {
	const endless = Array.from({ length: 20 }, (_, at) => lookAt(String(at)));
	const { requests } = await runChat(serverFor('chat', endless), {
		tools: [looking('look', () => 'there')],
	});
	expect(requests).toHaveLength(11);
});

test('a model that calls although it may not fails its item, which keeps its usage', async () => {
	const stubborn: Responder = (request, response) =>
		answer(
			request,
			response,
			completion('', {
				choices: [
					{
						index: 0,
						message: {
							role: 'assistant',
							content: null,
							tool_calls: [
								{ id: 'a', type: 'function', function: { name: 'look', arguments: '{"at":"x"}' } },
							],
						},
						finish_reason: 'tool_calls',
					},
				],
			}),
		);
	const { items, requests } = await runChat(stubborn, {
		parameters: { options: { maxToolRounds: 1 } },
		tools: [looking('look', () => 'there')],
		onError: 'continueRegularOutput',
	});
	expect(requests).toHaveLength(2);
	expect(items[0]?.json).toMatchObject({
		message: expect.stringContaining('called tools again'),
		error: { kind: 'invalidOutput', usage: { total_tokens: 42 } },
	});
	expect(requests[1]?.body.messages.at(-1)).toMatchObject({ tool_call_id: 'a' });
});

test.each([
	['chat', 'required', ['required', 'auto']],
	['chat', 'look', [{ type: 'function', function: { name: 'look' } }, 'auto']],
	['chat', 'none', ['none']],
	['claude', 'any', [{ type: 'any' }, { type: 'auto' }]],
	['claude', 'look', [{ type: 'tool', name: 'look' }, { type: 'auto' }]],
] as const)('%s: Tool Choice %s holds for the first round only', async (dialect, toolChoice, sent) => {
	const { requests } = await runChat(serverFor(dialect, [lookAt('sky')]), {
		parameters: parametersFor(dialect, { toolChoice }),
		tools: [looking('look', () => 'blue')],
	});
	expect(requests.map(({ body }) => body.tool_choice)).toEqual(sent);
});

test.each([
	['on', { tools: 2 }, {}],
	['off', { tools: 1 }, { parallelToolCalls: false }],
])(
	'with Parallel Tool Calls %s, calls of an answer run side by side, or one after the other',
	async (_how, most, options) => {
		let running = 0;
		let together = 0;
		const look = looking('look', async ({ at }) => {
			together = Math.max(together, ++running);
			for (let turn = 0; turn < 5; turn++) await settle();
			running--;
			return at;
		});
		const { items } = await runChat(serverFor('chat', [lookAt('a', 'b')]), {
			parameters: { options },
			tools: [look],
		});
		expect(items[0]?.json.text).toBe('Done: a | b');
		expect(together).toBe(most.tools);
	},
);

const described = JSON.stringify([
	{ type: 'function', function: { name: 'ask', parameters: { type: 'object' } } },
]);

test('a call of a tool in Tools (JSON) ends it, as today', async () => {
	const turns = [lookAt('sky'), [{ name: 'ask', arguments: { who: 'Ann' } }]];
	const { items, requests } = await runChat(serverFor('chat', turns), {
		parameters: { options: { tools: described, returnMessages: true } },
		tools: [looking('look', () => 'blue')],
	});
	expect(requests).toHaveLength(2);
	expect(requests[0]?.body.tools.map((tool: IDataObject) => (tool.function as IDataObject).name)).toEqual([
		'ask',
		'look',
	]);
	const json = items[0]?.json ?? {};
	expect(json).toMatchObject({
		message: { tool_calls: [{ id: 'call_1_0', function: { name: 'ask', arguments: { who: 'Ann' } } }] },
		finish_reason: 'tool_calls',
		tool_runs: [{ name: 'look', result: 'blue' }],
		usage: { total_tokens: 40 },
	});
	expect((json.messages as unknown[]).length).toBe(4);
});

test('beside such a call the connected tools of the same answer are run; the message has what is left to do', async () => {
	const both = [...lookAt('sky'), { name: 'ask', arguments: { who: 'Ann' } }];
	const { items } = await runChat(serverFor('chat', [both]), {
		parameters: { options: { tools: described, returnMessages: true } },
		tools: [looking('look', () => 'blue')],
	});
	const { message, messages, tool_runs } = items[0]?.json as { [name: string]: any }; // eslint-disable-line @typescript-eslint/no-explicit-any
	expect(message.tool_calls.map(({ function: { name } }: any) => name)).toEqual(['ask']); // eslint-disable-line @typescript-eslint/no-explicit-any
	expect(tool_runs).toMatchObject([{ name: 'look', result: 'blue' }]);
	expect(messages.slice(1)).toMatchObject([
		{ role: 'assistant', tool_calls: [{ id: 'call_0_0' }, { id: 'call_0_1' }] },
		{ role: 'tool', tool_call_id: 'call_0_0', content: 'blue' },
	]);
});

test('calls without an ID, or with one that was there before, get one of their own', async () => {
	const model = new ToolModel(() => [
		[{ name: 'look', arguments: { at: 'a' }, id: null }],
		[{ name: 'look', arguments: { at: 'b' }, id: 'call_0' }],
	]);
	const { items } = await runChat(model.respond, { tools: [looking('look', ({ at }) => at)] });
	expect(items[0]?.json.text).toBe('Done: a | b');
});

test('whoever reads along gets the text of all rounds', async () => {
	const chunks: StructuredChunk[] = [];
	const setup: ChatSetup = {
		tools: [looking('look', () => 'blue')],
		onChunk: (chunk) => void chunks.push(chunk),
	};
	const model = new ToolModel(() => [lookAt('sky')], { beside: 'Let me look.' });
	const { items } = await runChat(model.respond, setup);
	expect(chunks.map(({ content }) => content ?? '').join('')).toBe('Let me look.\n\nDone: blue');
	expect(chunks.filter(({ type }) => type === 'begin')).toHaveLength(1);
	expect(items[0]?.json.text).toBe('Done: blue');
});

test('structured output goes with tools', async () => {
	const turns = [lookAt('sky')];
	const model = new ToolModel(() => turns);
	const asJson: Responder = (request, response, position) =>
		position === 0
			? model.respond(request, response, position)
			: answer(request, response, completion('{"colour":"blue"}'));
	const { items } = await runChat(asJson, {
		parameters: { options: { responseFormat: 'json_object' } },
		tools: [looking('look', () => 'blue')],
	});
	expect(items[0]?.json).toMatchObject({ data: { colour: 'blue' }, tool_runs: [{ result: 'blue' }] });
});

test('an answer that is cut off after the tools is continued', async () => {
	const model = new ToolModel(() => [lookAt('sky')]);
	const cut: Responder = (request, response, position) => {
		if (position === 0) return model.respond(request, response, position);
		const finish_reason = position === 1 ? 'length' : 'stop';
		const content = position === 1 ? 'The sky ' : 'is blue';
		const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason }];
		return answer(request, response, completion('', { choices }));
	};
	const { items } = await runChat(cut, {
		parameters: { options: { onTruncation: 'continue' } },
		tools: [looking('look', () => 'blue')],
	});
	expect(items[0]?.json).toMatchObject({ text: 'The sky is blue', usage: { total_tokens: 57 } });
});

test('what was paid for before a request failed stays with the failed item', async () => {
	const model = new ToolModel(() => [lookAt('sky')], { beside: 'Let me look.' });
	const { items } = await runChat(
		(request, response, position) => {
			if (position === 0) return model.respond(request, response, position);
			response.writeHead(400, { 'content-type': 'application/json' });
			return response.end('{"error":{"message":"Too long"}}');
		},
		{ tools: [looking('look', () => 'blue')], onError: 'continueRegularOutput' },
	);
	expect(items[0]?.json.error).toMatchObject({
		text: 'Let me look.',
		usage: { total_tokens: 15 },
	});
});
