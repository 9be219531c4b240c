import { isObject, type JsonObject, tryParseJson } from '../json';
import { mostCalls } from './toolCalls';

/** A message with the arguments of its calls as objects; the raw string stays where they are not JSON. */
export function parseCalls(message: JsonObject): JsonObject {
	const read = { ...message };
	if (isObject(message.function_call)) read.function_call = parseArguments(message.function_call);
	if (Array.isArray(message.tool_calls) && message.tool_calls.length <= mostCalls) {
		read.tool_calls = message.tool_calls.map((call: unknown) =>
			isObject(call) && isObject(call.function)
				? { ...call, function: parseArguments(call.function) }
				: call,
		);
	}
	return read;
}

function parseArguments(called: JsonObject): JsonObject {
	if (typeof called.arguments !== 'string') return called;
	const parsed = tryParseJson(called.arguments);
	return isObject(parsed) ? { ...called, arguments: parsed } : called;
}
