import { LLMock } from '@copilotkit/aimock';
import type { IDataObject } from 'n8n-workflow';
import { key } from '../support/chat';
import { runNode } from '../support/engine';

/* /v1/responses of a server that others wrote; its journal turns `input` back into messages. */

const server = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

beforeAll(async () => {
	server.onMessage(/weather/, {
		toolCalls: [{ name: 'get_weather', arguments: '{"city":"Paris"}', id: 'call_1' }],
	});
	server.onMessage(/Ada/, { content: '{"name":"Ada"}', usage });
	server.onMessage(/Hello/, { content: 'Hello from there.', usage });
	await server.start();
});
afterAll(async () => await server.stop());
beforeEach(() => server.clearRequests());

async function run(operation: `${string}.${string}`, { options, ...parameters }: IDataObject) {
	const [resource, name] = operation.split('.');
	const { error, items } = await runNode({
		parameters: {
			resource,
			operation: name,
			model: { __rl: true, mode: 'id', value: 'gpt-4o-mini' },
			...parameters,
			options: { api: 'responses', ...(options as IDataObject) },
		},
		items: [{}],
		credential: { apiKey: key, baseUrl: server.url },
	});
	expect(error).toBeUndefined();
	return items[0]?.json;
}

const values = (...contents: string[]) => ({
	messages: { values: contents.map((content) => ({ role: 'user', content })) },
});
const tools = JSON.stringify([
	{ type: 'function', function: { name: 'get_weather', parameters: { type: 'object' } } },
]);

describe.each([true, false])('with Stream %p', (stream) => {
	test('a chat is completed, with usage in the names of chat', async () => {
		expect(await run('chat.complete', { ...values('Hello'), options: { stream } })).toMatchObject({
			text: 'Hello from there.',
			finish_reason: 'stop',
			usage,
			request: { api: 'responses' },
		});
		expect(server.getRequests().map(({ path }) => path)).toEqual(['/v1/responses']);
	});

	test('a tool is called', async () => {
		const called = await run('chat.complete', {
			...values('What is the weather?'),
			options: { stream, tools },
		});
		expect(called).toMatchObject({
			finish_reason: 'tool_calls',
			message: {
				tool_calls: [
					{ id: 'call_1', function: { name: 'get_weather', arguments: { city: 'Paris' } } },
				],
			},
		});
	});

	test('data is extracted in the form of a schema', async () => {
		const data = await run('text.extract', {
			text: 'Ada is here.',
			fields: { values: [{ name: 'name', type: 'string', description: '', required: true }] },
			options: { stream },
		});
		expect(data).toMatchObject({ data: { name: 'Ada' } });
	});
});

test('messages of every role arrive as they were meant', async () => {
	const messages = [
		{ role: 'system', content: 'Be brief.' },
		{ role: 'user', content: [{ type: 'text', text: 'Look' }] },
		{
			role: 'assistant',
			content: 'I look.',
			tool_calls: [
				{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{"at":1}' } },
			],
		},
		{ role: 'tool', tool_call_id: 'c1', content: 'blue' },
		{ role: 'user', content: 'Hello' },
	];
	await run('chat.complete', { messageSource: 'json', messagesJson: JSON.stringify(messages) });
	const [{ body }] = server.getRequests() as unknown as [{ body: { messages: IDataObject[] } }];
	const seen = body.messages.map(({ role, content, tool_calls, tool_call_id }) => ({
		role,
		content: content === '' ? null : content,
		...(tool_call_id === undefined ? {} : { tool_call_id }),
		...(tool_calls === undefined ? {} : { tool_calls }),
	}));
	expect(seen).toEqual([
		{ role: 'system', content: 'Be brief.' },
		{ role: 'user', content: 'Look' },
		{ role: 'assistant', content: 'I look.' },
		{
			role: 'assistant',
			content: null,
			tool_calls: [
				{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{"at":1}' } },
			],
		},
		{ role: 'tool', content: 'blue', tool_call_id: 'c1' },
		{ role: 'user', content: 'Hello' },
	]);
});
