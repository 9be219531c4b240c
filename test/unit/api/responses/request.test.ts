import { toResponses } from '../../../../nodes/api/responses/request';
import { howMany } from '../../../support/howMany';
import { fc, holds } from '../../../support/property';
import { chatRequests } from '../../../support/responses/conversations';
import { requestViolations } from '../../../support/responses/violations';

type Json = { [name: string]: unknown };

/** As it goes out: JSON has no undefined. */
const sent = (body: Json) => JSON.parse(JSON.stringify(toResponses(body))) as Json;
const withMessages = (...messages: Json[]) => sent({ model: 'm', messages });
const user = { role: 'user', content: 'Hi' };

test("any request of Chat Completions becomes one that OpenAI's document allows", () => {
	holds(
		fc.property(chatRequests, (body) => {
			expect(requestViolations(sent(body))).toEqual([]);
		}),
		howMany(200, 10_000),
	);
});

test('every call has its result, and every result its call, in the order of the messages', () => {
	holds(
		fc.property(chatRequests, (body) => {
			const items = sent(body).input as Json[];
			const open: unknown[] = [];
			for (const { type, call_id } of items) {
				if (/_call$/.test(String(type))) open.push(`${String(type)}_output ${String(call_id)}`);
				else if (/_output$/.test(String(type))) {
					const name = `${String(type)} ${String(call_id)}`;
					expect(open.splice(open.indexOf(name), 1)).toEqual([name]);
				}
			}
			expect(open).toEqual([]);
		}),
	);
});

test.each<[string, Json]>([
	['a member that it does not know', { messages: [user] }],
	['a call without its name', { input: [{ type: 'function_call', call_id: 'c', arguments: '' }] }],
	['a tool that is not flat', { tools: [{ type: 'function', function: { name: 'get' } }] }],
	['a limit below 16', { max_output_tokens: 15 }],
	['a picture as an object', { input: [{ role: 'user', content: [picture({ url: 'x' })] }] }],
])('the document refuses %s', (_what, wrong) => {
	const good = { model: 'm', input: [user] };
	expect(requestViolations(good)).toEqual([]);
	expect(requestViolations({ ...good, ...wrong })).not.toEqual([]);
});

function picture(image_url: unknown): Json {
	return { type: 'input_image', image_url, detail: 'auto' };
}

describe('tools whose arguments are no JSON', () => {
	const custom = { id: 'c1', type: 'custom', custom: { name: 'run', input: 'ls' } };
	const called = { id: 'c2', type: 'function', function: { name: 'get', arguments: '{}' } };

	test('are flat, with their grammar', () => {
		const grammar = { syntax: 'regex', definition: '.*' };
		const tool = { type: 'custom', custom: { name: 'run', format: { type: 'grammar', grammar } } };
		expect(sent({ messages: [], tools: [tool] }).tools).toEqual([
			{ type: 'custom', name: 'run', format: { type: 'grammar', ...grammar } },
		]);
	});

	test('come back as calls and results of their own kind', () => {
		const { input } = withMessages(
			user,
			{ role: 'assistant', content: null, tool_calls: [custom, called] },
			{ role: 'tool', tool_call_id: 'c2', content: 'one' },
			{ role: 'tool', tool_call_id: 'c1', content: 'two' },
		);
		expect((input as Json[]).slice(1)).toEqual([
			{ type: 'custom_tool_call', call_id: 'c1', name: 'run', input: 'ls' },
			{ type: 'function_call', call_id: 'c2', name: 'get', arguments: '{}' },
			{ type: 'function_call_output', call_id: 'c2', output: 'one' },
			{ type: 'custom_tool_call_output', call_id: 'c1', output: 'two' },
		]);
	});
});

test.each<[unknown, unknown]>([
	['required', 'required'],
	[
		{ type: 'function', function: { name: 'get' } },
		{ type: 'function', name: 'get' },
	],
	[{ name: 'get' }, { type: 'function', name: 'get' }],
	[
		{ type: 'custom', custom: { name: 'run' } },
		{ type: 'custom', name: 'run' },
	],
	[{ type: 'web_search' }, { type: 'web_search' }],
	[
		{ type: 'mcp', server_label: 'files', name: 'read' },
		{ type: 'mcp', server_label: 'files', name: 'read' },
	],
	[
		{
			type: 'allowed_tools',
			allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'get' } }] },
		},
		{ type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'get' }] },
	],
])('the tool choice %j is %j there', (given, wanted) => {
	expect(sent({ messages: [user], tool_choice: given }).tool_choice).toEqual(wanted);
});
