import { defined } from '../defined';
import { asObject, isObject, type JsonObject, objectsIn } from '../json';
import { callId } from './callId';
import { hasFormless, toContent } from './parts';
import { reasoningItems, reasoningPhase } from './passBack';

/**
 * The messages of Chat Completions as `input` of POST /v1/responses. A call is an item behind the text of its message,
 * its result another one; what the model thought before its calls stands in front of them, as it came. Calls go without
 * the ID of their item: with it OpenAI wants the thoughts as well.
 */
export function toInput(messages: readonly unknown[]): JsonObject[] {
	let called = 0;
	/** IDs of calls whose arguments are no JSON: their results are of another kind as well. */
	const custom = new Set<unknown>();
	return messages.filter(isObject).flatMap((message) => {
		if (message.role === 'tool' || message.role === 'function')
			return [resultItem(message, `call_${Math.max(0, called - 1)}`, custom)];
		if (message.role !== 'assistant') {
			const { role, content } = message;
			return [{ role, content: toContent(content) }];
		}
		const calls = callsOf(message).map((call) => callItem(call, `call_${called++}`));
		for (const { type, call_id } of calls) if (type === 'custom_tool_call') custom.add(call_id);
		const text = saidIn(message);
		const phase = message[reasoningPhase];
		const said = text === '' ? [] : [{ role: 'assistant', content: text, ...defined({ phase }) }];
		return [...said, ...(calls.length === 0 ? [] : thoughtItems(message)), ...calls];
	});
}

/** Whether something in the messages has no form on this route. */
export function hasNoForm(messages: readonly unknown[]): boolean {
	return messages.some((message) => isObject(message) && hasFormless(message));
}

/** The text of an answer; of a refusal its words. Other parts of an answer cannot be handed back. */
function saidIn({ content, refusal }: JsonObject): string {
	const text = Array.isArray(content)
		? objectsIn(content)
				.map((part) => part.text ?? part.refusal ?? '')
				.join('')
		: String(content ?? '');
	return text === '' && typeof refusal === 'string' ? refusal : text;
}

/** Only what is complete: without its encrypted content the gateway would have to know it, and it keeps nothing. */
function thoughtItems(message: JsonObject): JsonObject[] {
	const items = objectsIn(message[reasoningItems]);
	return items
		.filter(({ encrypted_content }) => typeof encrypted_content === 'string')
		.map(({ id, summary, content, encrypted_content }) => ({
			type: 'reasoning',
			...defined({ id }),
			summary: Array.isArray(summary) ? summary : [],
			...(Array.isArray(content) && content.length > 0 ? { content } : {}),
			encrypted_content,
		}));
}

function callsOf({ tool_calls, function_call }: JsonObject): JsonObject[] {
	const calls = objectsIn(tool_calls);
	return isObject(function_call) ? [...calls, { function: function_call }] : calls;
}

function callItem(call: JsonObject, otherwise: string): JsonObject {
	const id = typeof call.id === 'string' && call.id !== '' ? call.id : otherwise;
	const call_id = callId(id);
	if (isObject(call.custom)) {
		const { name, input } = call.custom;
		return { type: 'custom_tool_call', call_id, name, input: String(input ?? '') };
	}
	const { name, arguments: given } = asObject(call.function);
	const text = typeof given === 'string' ? given : JSON.stringify(given ?? {});
	return { type: 'function_call', call_id, name, arguments: text };
}

function resultItem(
	{ tool_call_id, content }: JsonObject,
	otherwise: string,
	custom: ReadonlySet<unknown>,
): JsonObject {
	const id = typeof tool_call_id === 'string' && tool_call_id !== '' ? tool_call_id : otherwise;
	const call_id = callId(id);
	const kind = custom.has(call_id) ? 'custom_tool_call' : 'function_call';
	return { type: `${kind}_output`, call_id, output: toContent(content) };
}
