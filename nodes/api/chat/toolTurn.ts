import { asObject, type JsonObject, without } from '../json';
import { argumentsIn, type CallResult, type NamedCall } from '../tool/calledTools';
import { messageAsSent, type Completion } from './completion';
import { returnedCall, returnedMessage } from './returnedMessage';

/**
 * The message of an answer with calls as it goes back, thoughts and signatures included. Arguments that are no object go
 * as an empty one: gateways that put the conversation into another form refuse what is no JSON.
 */
export function calledMessage(completion: Completion, calls: readonly NamedCall[]): JsonObject {
	const sent = returnedMessage({ ...messageAsSent(completion), role: 'assistant' });
	const { content } = sent;
	return {
		...without(sent, 'function_call'),
		content: content === undefined || content === '' ? null : content,
		tool_calls: calls.map(backCall),
	};
}

/** The results of calls as messages of a conversation. */
export function toolMessages(results: readonly CallResult[]): JsonObject[] {
	return results.map(({ id, text }) => ({ role: 'tool', tool_call_id: id, content: text }));
}

function backCall({ call, id, name, arguments: given }: NamedCall): JsonObject {
	const back = asObject(returnedCall(call));
	if (call.function === undefined) return { ...back, id };
	const text = typeof given === 'string' && argumentsIn(given) ? given : '';
	const args = text.trim() === '' ? JSON.stringify(argumentsIn(given) ?? {}) : text;
	return {
		...back,
		id,
		type: 'function',
		function: { ...asObject(back.function), name, arguments: args },
	};
}
