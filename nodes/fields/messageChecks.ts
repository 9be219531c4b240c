import { returnedCall, returnedMessage } from '../api/chat/returnedMessage';
import { isObject, type JsonObject } from '../api/json';
import { invalidField, describeValue, type Check } from './check';
import { json } from './checkJson';

const roles = ['system', 'developer', 'user', 'assistant', 'tool', 'function'];
const listExample = '[{"role": "user", "content": "Hello"}]';

/** Messages as rows of the editor; what is in them is checked when they are read. */
export const messageRows: Check<JsonObject[]> = (given, label) => {
	const rows = isObject(given) ? given.values : given;
	if (!Array.isArray(rows) || rows.length === 0) {
		return invalidField(label, 'is empty', 'Add at least one message.');
	}
	return rows.map((row: unknown) => (isObject(row) ? row : {}));
};

/** Messages in the form of the OpenAI API. */
export const messageList: Check<JsonObject[]> = (given, label) => {
	const list = json(given, label, listExample);
	if (!Array.isArray(list)) {
		return invalidField(
			label,
			`must be a list of messages, but ${describeValue(list)}`,
			`Enter a list such as ${listExample}`,
		);
	}
	if (list.length === 0) invalidField(label, 'is an empty list', 'Give at least one message.');
	return list.map((message: unknown, position) => {
		const place = `${label}, message ${position + 1},`;
		if (!isObject(message))
			return invalidField(
				place,
				`must be an object, but ${describeValue(message)}`,
				`Enter a list such as ${listExample}`,
			);
		checkRole(message.role, `${place} role`);
		const sent = returnedMessage({
			...message,
			...sentCalls(message.tool_calls, message.function_call),
		});
		const isSaid = typeof sent.content === 'string' || isPartList(sent.content);
		const usable = isSaid || calls(sent) || sent.audio !== undefined;
		if (!usable) {
			invalidField(
				`${place} content`,
				`must be text or a list of parts, but ${describeValue(sent.content)}`,
				'Give the message a text.',
			);
		}
		return sent;
	});
};

/** @throws Failed (`input`) when it is no role */
export function checkRole(role: unknown, label: string): string {
	if (typeof role === 'string' && roles.includes(role)) return role;
	return invalidField(
		label,
		`must be one of ${roles.join(', ')}, but ${describeValue(role)}`,
		'Choose one of these roles.',
	);
}

/** Arguments travel as text; an earlier answer of this node has them as an object. */
export function sentCalls(toolCalls: unknown, functionCall: unknown): JsonObject {
	const sent: JsonObject = {};
	if (Array.isArray(toolCalls)) {
		sent.tool_calls = toolCalls.map((call: unknown) =>
			isObject(call) && isObject(call.function)
				? returnedCall({ ...call, function: withText(call.function) })
				: call,
		);
	}
	if (isObject(functionCall)) sent.function_call = withText(functionCall);
	return sent;
}

function withText(called: JsonObject): JsonObject {
	const { arguments: given } = called;
	return given === undefined || typeof given === 'string'
		? called
		: { ...called, arguments: JSON.stringify(given ?? {}) };
}

/** Whether a message has calls, and so needs no text. */
export function calls(message: JsonObject): boolean {
	return message.tool_calls !== undefined || message.function_call !== undefined;
}

/** Whether a content is already in parts, as they are sent. */
export function isPartList(content: unknown): content is JsonObject[] {
	return (
		Array.isArray(content) &&
		content.length > 0 &&
		content.every((part) => isObject(part) && typeof part.type === 'string')
	);
}
