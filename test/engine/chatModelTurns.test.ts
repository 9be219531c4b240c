import { AIMessage, HumanMessage, mapChatMessagesToStoredMessages } from '@langchain/core/messages';
import { mapStoredMessagesToChatMessages, type BaseMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { z } from 'zod';
import { agentTurn, approvedTurn, type N8nVersion } from '../support/agentTurns';
import { openGateway } from '../support/chat';
import { askWithTools } from '../support/askWithTools';
import {
	supplyChatModel,
	supplyChatModelAt,
	type LangchainModel,
	type SuppliedModel,
} from '../support/chatModel';
import { completion, sendJson, type Responder } from '../support/gateway';
import { answer, beginStream, event, sendStream } from '../support/stream';

/*
 * What a gateway sends with a call of a tool and wants back with it, in the next turn of an Agent. Without it
 * DeepSeek, Kimi, Gemini and others refuse the results of the tools.
 */

const look = tool(() => '', {
	name: 'look',
	description: 'Looks',
	schema: z.object({ at: z.string() }),
});
const question = new HumanMessage('What do you see?');
const secret = 'The sky first';

const call = (number: number, more: object = {}, moreOfFunction: object = {}) => ({
	id: `c${number}`,
	type: 'function',
	function: { name: 'look', arguments: `{"at":"${number}"}`, ...moreOfFunction },
	...more,
});
const plain = [call(1), call(2)];
const calling = (message: object, finish_reason = 'tool_calls') =>
	completion('', {
		choices: [
			{ index: 0, message: { role: 'assistant', content: null, ...message }, finish_reason },
		],
	});

const ask = async (model: LangchainModel, messages: BaseMessage[], streamed: boolean) =>
	await askWithTools(model, [look], messages, streamed);

/** What the model said, in the requests so far. */
const said = ({ requests }: SuppliedModel) =>
	requests.at(-1)?.body.messages.filter(({ role }: { role: string }) => role === 'assistant');

/** Calls as the given message says, and then answers. */
const callsFirst =
	(message: object): Responder =>
	(request, response, position) =>
		answer(request, response, position === 0 ? calling(message) : completion('Done'));

const details = [
	{ type: 'reasoning.text', text: secret, format: 'minimax-v1', index: 0, signature: 'sig==' },
	{ type: 'reasoning.encrypted', data: 'AAAA', id: 'c1', format: 'google-gemini-v1', index: 1 },
];
const google = { extra_content: { google: { thought_signature: 'EhcKFQ==' } } };

/** Members of the message, and the calls with theirs. */
const forms: Array<[string, object, object[]]> = [
	['reasoning_content of DeepSeek and Kimi', { reasoning_content: secret }, plain],
	['reasoning_content that is empty', { reasoning_content: '' }, plain],
	['reasoning of vLLM', { reasoning: secret }, plain],
	['the signature of Gemini with the first call', {}, [call(1, google), call(2)]],
	['a signature of Gemini with every call', {}, [call(1, google), call(2, google)]],
	['a signature in the call', {}, [call(1, { thought_signature: 's1' }), call(2)]],
	['a signature in the function', {}, [call(1, {}, { thought_signature: 's1' }), call(2)]],
	[
		'members of LiteLLM',
		{ thinking_blocks: [{ type: 'thinking', thinking: secret, signature: 's' }] },
		[call(1, { provider_specific_fields: { thought_signature: 's1' } }), call(2)],
	],
	['reasoning_details of OpenRouter', { reasoning: secret, reasoning_details: details }, plain],
	[
		'reasoning_details of MiniMax',
		{ reasoning_content: secret, reasoning_details: details.slice(0, 1) },
		plain,
	],
	['what Copilot sends', { reasoning_opaque: 'op==', reasoning_text: secret }, plain],
	['a member of the call that nobody has seen', {}, [call(1, { state: { n: 1 } }), call(2)]],
];

/** Streams only where the Agent does. */
const whole = { options: { stream: false } };
const versions: N8nVersion[] = ['2.41.1', '2.16.1'];
const ways = versions.flatMap((version) =>
	[false, true].map((streamed) => [version, streamed] as const),
);

describe.each(ways)('under the Agent of n8n %s, streamed: %s', (version, streamed) => {
	test.each(forms)('%s comes back with the call', async (_what, message, calls) => {
		for (const tool_calls of [calls.slice(0, 1), calls]) {
			const supplied = await supplyChatModel(callsFirst({ ...message, tool_calls }), whole);
			const first = await ask(supplied.model, [question], streamed);
			const turn = agentTurn(first, ['blue', 'green'], version);
			const last = await ask(supplied.model, [question, ...turn], streamed);
			expect(last.content).toBe('Done');
			expect(said(supplied)).toEqual([
				{ role: 'assistant', content: null, ...message, tool_calls },
			]);
			expect(supplied.requests).toHaveLength(2);
		}
	});

	test('thoughts are in the text neither of the answer nor of the next turn', async () => {
		const message = { content: 'Let me see.', reasoning_content: secret, tool_calls: plain };
		const supplied = await supplyChatModel(callsFirst(message), whole);
		const first = await ask(supplied.model, [question], streamed);
		expect(first.content).toBe('Let me see.');
		expect(first.additional_kwargs.reasoning_content).toBe(secret);
		await ask(supplied.model, [question, ...agentTurn(first, ['', ''], version)], streamed);
		// Not what n8n writes in place of the text, such as "Calling tools: look, look".
		expect(said(supplied)).toEqual([{ role: 'assistant', ...message }]);
	});

	test('every turn keeps its own', async () => {
		const thoughts = ['First', 'Second'];
		const message = (position: number) => ({
			reasoning_content: thoughts[position],
			tool_calls: [call(position, { extra_content: { n: position } })],
		});
		const supplied = await supplyChatModel((request, response, position) =>
			answer(request, response, position < 2 ? calling(message(position)) : completion('Done')),
		);
		const messages: BaseMessage[] = [question];
		for (const result of ['blue', 'green']) {
			const said = await ask(supplied.model, messages, streamed);
			messages.push(...agentTurn(said, [result], version));
		}
		await ask(supplied.model, messages, streamed);
		expect(said(supplied)).toEqual(
			[0, 1].map((position) => ({ role: 'assistant', content: null, ...message(position) })),
		);
	});

	test('thoughts within the text of MiniMax come back within it', async () => {
		const message = { content: `<think>${secret}</think>Let me see.`, tool_calls: plain };
		const supplied = await supplyChatModel(callsFirst(message), whole);
		const first = await ask(supplied.model, [question], streamed);
		expect(first.content).toBe('Let me see.');
		expect(first.additional_kwargs.reasoning_content).toBe(secret);
		const messages = [question, ...agentTurn(first, ['', ''], version)];
		await ask(supplied.model, messages, streamed);
		expect(said(supplied)).toEqual([{ role: 'assistant', ...message }]);
		const other = await supplyChatModel((request, response) => answer(request, response));
		await ask(other.model, messages, streamed);
		expect(said(other)).toEqual([{ role: 'assistant', content: 'Let me see.', tool_calls: plain }]);
	});

	test('thoughts between parts of a text come back as the parts', async () => {
		const content = [
			{ type: 'thinking', thinking: [{ type: 'text', text: secret }] },
			{ type: 'text', text: 'Let me see.' },
		];
		const message = { content, tool_calls: plain.slice(0, 1) };
		const supplied = await supplyChatModel(callsFirst(message));
		const first = await ask(supplied.model, [question], streamed);
		await ask(supplied.model, [question, ...agentTurn(first, [''], version)], streamed);
		expect(said(supplied)).toEqual([{ role: 'assistant', ...message }]);
	});
});

const both = { reasoning_content: secret, tool_calls: [call(1, google), call(2)] };
const bare = { role: 'assistant', content: null, tool_calls: plain };

/** The first turn at one model, and the messages for the second. */
async function firstTurn(respond: Responder = callsFirst(both)) {
	const gateway = await openGateway(respond);
	const supplied = await supplyChatModelAt(gateway);
	const first = await ask(supplied.model, [question], true);
	return { gateway, supplied, first, messages: [question, ...agentTurn(first, ['', ''])] };
}

const sky = (text: object) => ({ type: 'reasoning.text', format: 'f', index: 0, ...text });

test.each([
	[
		'reasoning_content',
		['The', ' sky', ' first'].map((reasoning_content) => ({ reasoning_content })),
		{ reasoning_content: secret },
	],
	[
		'reasoning_details',
		[{ text: 'The sky' }, { text: ' first' }, { signature: 'sig==' }].map((text) => ({
			reasoning_details: [sky(text)],
		})),
		{ reasoning_details: [sky({ text: secret, signature: 'sig==' })] },
	],
])('pieces of %s that are streamed come back as one', async (_what, deltas, message) => {
	const end = { index: 0, delta: { tool_calls: [call(1)] }, finish_reason: 'tool_calls' };
	const chunks = [...deltas.map((delta) => ({ index: 0, delta })), end];
	const supplied = await supplyChatModel((request, response, position) => {
		if (position > 0) return answer(request, response, completion('Done'));
		beginStream(response);
		const events = chunks.map((choice) => event({ choices: [choice] }));
		return response.end([...events, event('[DONE]')].join(''));
	});
	const first = await ask(supplied.model, [question], true);
	await ask(supplied.model, [question, ...agentTurn(first, [''])], true);
	expect(said(supplied)).toEqual([
		{ role: 'assistant', content: null, ...message, tool_calls: [call(1)] },
	]);
});

test('another gateway gets the calls alone', async () => {
	const { messages } = await firstTurn();
	const other = await supplyChatModel((request, response) => answer(request, response));
	await ask(other.model, messages, false);
	expect(said(other)).toEqual([bare]);
	expect(JSON.stringify(other.requests[0]?.body)).not.toMatch(/sky|EhcKFQ|aigc2d/);
});

test.each([
	['Model', { model: { __rl: true, mode: 'id', value: 'other-model' } }],
	['Extra Body', { options: { extraBody: '{"model": "other-model"}' } }],
])('another model by %s gets the calls alone', async (_where, parameters) => {
	const { gateway, messages } = await firstTurn();
	const other = await supplyChatModelAt(gateway, parameters);
	await ask(other.model, messages, false);
	expect(other.requests.at(-1)?.body.model).toBe('other-model');
	expect(said(other)).toEqual([bare]);
});

test('it survives a memory outside of the process, and the end of the process', async () => {
	const { gateway, messages } = await firstTurn();
	const stored = JSON.parse(JSON.stringify(mapChatMessagesToStoredMessages(messages)));
	await jest.isolateModulesAsync(async () => {
		const { LmChatAigc2d } = await import('../../nodes/LmChatAigc2d/LmChatAigc2d.node');
		const supplied = await supplyChatModelAt(gateway, {}, {}, new LmChatAigc2d());
		await ask(supplied.model, mapStoredMessagesToChatMessages(stored), false);
		expect(said(supplied)).toEqual([{ role: 'assistant', content: null, ...both }]);
	});
});

describe('of a call that a human approved, n8n keeps nothing', () => {
	test('it is remembered by the ID of the call', async () => {
		const { supplied, first } = await firstTurn();
		await ask(supplied.model, [question, ...approvedTurn(first, ['', ''])], false);
		const [one, two] = both.tool_calls;
		expect(said(supplied)).toEqual([
			{ role: 'assistant', content: null, reasoning_content: secret, tool_calls: [one] },
			{ role: 'assistant', content: null, reasoning_content: secret, tool_calls: [two] },
		]);
	});

	test('but not for another key, model or gateway, nor for another call of the same ID', async () => {
		const { gateway, first } = await firstTurn();
		const messages = [question, ...approvedTurn(first, ['', ''])];
		const model = { model: { __rl: true, mode: 'id', value: 'other-model' } };
		for (const other of [
			await supplyChatModelAt(gateway, {}, { apiKey: 'sk-another-key' }),
			await supplyChatModelAt(gateway, model),
			await supplyChatModel((request, response) => answer(request, response)),
		]) {
			await ask(other.model, messages, false);
			expect(JSON.stringify(other.requests.at(-1)?.body)).not.toMatch(/sky|EhcKFQ/);
		}
		const same = await supplyChatModelAt(gateway);
		const tool_calls = [{ id: 'c1', name: 'look', args: { at: 'elsewhere' } }];
		const turn = approvedTurn(new AIMessage({ content: '', tool_calls }), ['']);
		await ask(same.model, [question, ...turn], false);
		expect(JSON.stringify(same.requests.at(-1)?.body)).not.toMatch(/sky|EhcKFQ/);
	});
});

test('what is not ours is not sent: thoughts and signatures of models of n8n', async () => {
	const supplied = await supplyChatModel((request, response) => answer(request, response));
	const foreign = new AIMessage({
		content: '',
		tool_calls: [{ id: 'c1', name: 'look', args: { at: '1' } }],
		additional_kwargs: {
			reasoning_content: secret,
			__gemini_function_call_thought_signatures__: { c1: 'EhcKFQ==' },
		},
	});
	await ask(supplied.model, [question, ...agentTurn(foreign, [''])], false);
	expect(said(supplied)).toEqual([{ ...bare, tool_calls: plain.slice(0, 1) }]);
});

test('ornaments of a message do not come back, and nothing is carried for them', async () => {
	const ornaments = { refusal: null, annotations: [], provider_specific_fields: { refusal: null } };
	const supplied = await supplyChatModel(
		callsFirst({ ...ornaments, tool_calls: plain.map((each, index) => ({ ...each, index })) }),
	);
	const first = await ask(supplied.model, [question], false);
	expect(first.additional_kwargs).toEqual({});
	await ask(supplied.model, [question, ...agentTurn(first, ['', ''])], false);
	expect(said(supplied)).toEqual(plain.map((each) => ({ ...bare, tool_calls: [each] })));
});

test('an answer without calls carries its thoughts for whoever wants to read them', async () => {
	const supplied = await supplyChatModel((_request, response) =>
		sendStream(response, calling({ content: 'Blue', reasoning_content: secret }, 'stop')),
	);
	const message = await ask(supplied.model, [question], true);
	expect(message.content).toBe('Blue');
	expect(message.additional_kwargs).toEqual({ reasoning_content: secret });
});

test.each([
	['Mistral', 422, { detail: [{ loc: ['body', 'messages', 1, 'assistant', 'reasoning_content'], type: 'extra_forbidden', msg: 'Extra inputs are not permitted' }] }], // prettier-ignore
	['Cerebras', 400, { message: "messages.1.assistant.reasoning_content: property 'messages.1.assistant.reasoning_content' is unsupported", type: 'invalid_request_error' }], // prettier-ignore
])(
	'a gateway that does not want them back gets the calls alone: %s',
	async (_who, status, refusal) => {
		const { supplied, messages } = await firstTurn((request, response, position) => {
			if (position === 0) return answer(request, response, calling(both));
			const refused = JSON.stringify(request.body).includes('reasoning_content');
			return refused ? sendJson(response, refusal, status) : answer(request, response);
		});
		expect((await ask(supplied.model, messages, false)).content).toBe('Hello!');
		expect(said(supplied)).toEqual([bare]);
		expect(supplied.requests).toHaveLength(3);
	},
);

test('IDs that begin anew with every answer are told apart: n8n would not run the second call', async () => {
	for (const id of ['c0', '']) {
		const supplied = await supplyChatModel((request, response, position) =>
			answer(request, response, calling({ tool_calls: [{ ...call(position), id }] })),
		);
		const messages: BaseMessage[] = [question];
		for (const result of ['blue', 'green', 'red'])
			messages.push(...agentTurn(await ask(supplied.model, messages, false), [result]));
		const ids = messages.flatMap((message) => (message as AIMessage).tool_calls ?? []);
		expect(new Set(ids.map((each) => each.id)).size).toBe(3);
	}
});
