import { asObject, isObject, type JsonObject, textOf } from '../json';
import { messageAsSent, type Completion } from './completion';

/** A call as an answer has it. */
export interface SentCall {
	call: JsonObject;
	id: string | null;
	name: string;
	arguments: unknown;
}

/** The calls of an answer, in whatever form; `function_call` is the older one, of one call without an ID. */
export function sentCalls(completion: Completion): SentCall[] {
	const { tool_calls, function_call } = messageAsSent(completion);
	const calls: unknown[] = Array.isArray(tool_calls) ? tool_calls : [];
	const older =
		calls.length === 0 && isObject(function_call) ? [{ function: function_call }] : calls;
	return older.filter(isObject).map((call) => {
		const called = asObject(call.function);
		return {
			call,
			id: textOf(call.id),
			name: textOf(called.name) ?? '',
			arguments: called.arguments,
		};
	});
}

/**
 * An ID that no other call of a conversation has: some gateways send none, and some begin to count anew with every
 * answer.
 *
 * @param used those that are taken; it is added to them
 */
export function uniqueId(given: string | null, used: Set<string>): string {
	let id = given;
	for (let number = 0; id === null || used.has(id); number++) id = `${given ?? 'call'}_${number}`;
	used.add(id);
	return id;
}
