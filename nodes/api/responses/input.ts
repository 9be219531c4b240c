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
	return messages.filter(isObject).flatMap((message) => {
		if (message.role === 'tool' || message.role === 'function')
			return [resultItem(message, `call_${Math.max(0, called - 1)}`)];
		if (message.role !== 'assistant') {
			const { role, content } = message;
			return [{ role, content: toContent(content) }];
		}
		const calls = callsOf(message).map((call) => callItem(call, `call_${called++}`));
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
	const { name, arguments: given } = asObject(call.function);
	const id = typeof call.id === 'string' && call.id !== '' ? call.id : otherwise;
	return {
		type: 'function_call',
		call_id: callId(id),
		name,
		arguments: typeof given === 'string' ? given : JSON.stringify(given ?? {}),
	};
}

function resultItem({ tool_call_id, content }: JsonObject, otherwise: string): JsonObject {
	const id = typeof tool_call_id === 'string' && tool_call_id !== '' ? tool_call_id : otherwise;
	return { type: 'function_call_output', call_id: callId(id), output: toContent(content) };
}
