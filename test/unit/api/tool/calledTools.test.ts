import { calledMessage } from '../../../../nodes/api/chat/toolTurn';
import { calledTurn, resultTurn, sentToolUses } from '../../../../nodes/api/claude/toolTurn';
import type { ClaudeAnswer } from '../../../../nodes/api/claude/answer';
import type { Completion } from '../../../../nodes/api/chat/completion';
import { sentCalls } from '../../../../nodes/api/chat/sentCalls';
import type { JsonObject } from '../../../../nodes/api/json';
import {
	argumentsIn,
	callIdsIn,
	choiceAfterCall,
	isOneByOne,
} from '../../../../nodes/api/tool/calledTools';

test.each<[unknown, unknown]>([
	['{"a":1}', { a: 1 }],
	[{ a: 1 }, { a: 1 }],
	['"{\\"a\\":1}"', { a: 1 }],
	['', {}],
	[undefined, {}],
	[null, {}],
	['{"id":12345678901234567890}', { id: '12345678901234567890' }],
	['[1]', undefined],
	['1', undefined],
	['{"a":', undefined],
	[[1], undefined],
	[5, undefined],
])('arguments %j are %j', (given, read) => {
	expect(argumentsIn(given)).toEqual(read);
});

test.each<[unknown, unknown]>([
	['required', 'auto'],
	['auto', 'auto'],
	['none', 'none'],
	[{ type: 'function', function: { name: 'a' } }, 'auto'],
	[
		{ type: 'allowed_tools', allowed_tools: { mode: 'required', tools: [] } },
		{ type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [] } },
	],
	[{ type: 'any' }, { type: 'auto' }],
	[
		{ type: 'tool', name: 'a', disable_parallel_tool_use: true },
		{ type: 'auto', disable_parallel_tool_use: true },
	],
	[{ type: 'none' }, { type: 'none' }],
])('what had to be called, %j, is %j after the first round', (choice, after) => {
	expect(choiceAfterCall(choice)).toEqual(after);
});

test('calls run one by one where the request asks for one at a time, in either form', () => {
	expect(isOneByOne({ parallel_tool_calls: false })).toBe(true);
	expect(isOneByOne({ tool_choice: { type: 'auto', disable_parallel_tool_use: true } })).toBe(true);
	expect(isOneByOne({ parallel_tool_calls: true, tool_choice: 'auto' })).toBe(false);
});

test('the IDs of a conversation are found in either form', () => {
	const messages = [
		{ role: 'assistant', tool_calls: [{ id: 'a' }, { id: null }] },
		{ role: 'assistant', content: [{ type: 'tool_use', id: 'b' }, { type: 'text', id: 'c' }] },
	];
	expect(callIdsIn(messages)).toEqual(['a', 'b']);
});

/** An answer of Chat Completions with this message. */
function completionWith(message: JsonObject): Completion {
	const choice = { index: 0, text: '', reasoning: '', finish_reason: null, truncated: false, message };
	return { body: { choices: [{ message }] }, choices: [choice], usage: null, request_id: null };
}

const named = (completion: Completion) =>
	sentCalls(completion).map((call, at) => ({ ...call, id: call.id ?? `call_${at}` }));

test('a call in the older form goes back in the new one', () => {
	const answer = completionWith({
		role: 'assistant',
		content: '',
		function_call: { name: 'look', arguments: '{"at":1}' },
	});
	expect(calledMessage(answer, named(answer))).toEqual({
		role: 'assistant',
		content: null,
		tool_calls: [
			{ id: 'call_0', type: 'function', function: { name: 'look', arguments: '{"at":1}' } },
		],
	});
});

test('signatures of calls and thoughts go back as they came; arguments as an object become a text', () => {
	const answer = completionWith({
		role: 'assistant',
		content: 'So',
		reasoning_details: [{ signature: 's' }],
		tool_calls: [
			{
				id: 'a',
				index: 0,
				extra_content: { google: { thought_signature: 't' } },
				function: { name: 'look', arguments: { at: 1 } },
			},
		],
	});
	expect(calledMessage(answer, named(answer))).toEqual({
		role: 'assistant',
		content: 'So',
		reasoning_details: [{ signature: 's' }],
		tool_calls: [
			{
				id: 'a',
				type: 'function',
				extra_content: { google: { thought_signature: 't' } },
				function: { name: 'look', arguments: '{"at":1}' },
			},
		],
	});
});

test('of a turn of Claude goes back what it takes: signed thoughts, no empty text, input as an object', () => {
	const answer = {
		body: {
			content: [
				{ type: 'thinking', thinking: 'Hm', signature: 's' },
				{ type: 'thinking', thinking: 'Hm' },
				{ type: 'redacted_thinking', data: 'x' },
				{ type: 'text', text: '' },
				{ type: 'text', text: 'So' },
				{ type: 'tool_use', id: 'a', name: 'look', input: '{"at' },
			],
		},
	} as unknown as ClaudeAnswer;
	const calls = sentToolUses(answer).map((call) => ({ ...call, id: 'b' }));
	expect(calledTurn(answer, calls)).toEqual({
		role: 'assistant',
		content: [
			{ type: 'thinking', thinking: 'Hm', signature: 's' },
			{ type: 'redacted_thinking', data: 'x' },
			{ type: 'text', text: 'So' },
			{ type: 'tool_use', id: 'b', name: 'look', input: {} },
		],
	});
	expect(
		resultTurn([
			{ id: 'b', name: 'look', text: 'Error: no', isError: true },
			{ id: 'c', name: 'look', text: 'blue', isError: false },
		]),
	).toEqual({
		role: 'user',
		content: [
			{ type: 'tool_result', tool_use_id: 'b', content: 'Error: no', is_error: true },
			{ type: 'tool_result', tool_use_id: 'c', content: 'blue' },
		],
	});
});
