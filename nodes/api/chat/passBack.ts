import { defined } from '../defined';
import { asObject, isObject, type JsonObject, without } from '../json';

/**
 * Names of members that hold thoughts of a model, or a signature of them. Seen in messages: `reasoning_content`
 * (DeepSeek, Kimi, Qwen, GLM, MiMo), `reasoning` (vLLM, Groq, OpenRouter), `reasoning_details` (OpenRouter,
 * MiniMax), `thinking_blocks` and `provider_specific_fields` (LiteLLM), `reasoning_opaque` (Copilot),
 * `encrypted_content` (xAI), `extra_content` (Gemini). `annotations` and the like are none.
 */
const aboutThoughts =
	/reasoning|thought|thinking|signature|encrypted|opaque|extra_content|provider_specific/i;

/** Members that every call has, or that only its fragments need. */
const usual = ['id', 'type', 'function', 'index'];

/**
 * What a gateway wants back with the message of a model that called tools, beside text and calls. Without it
 * DeepSeek, Kimi, Gemini and others refuse the results of the tools. It is of use only where it came from.
 */
export interface PassBack {
	/** Content as sent, where it is more than the text of the answer; otherwise absent. */
	content?: unknown;
	/** Members of the message. */
	message: JsonObject;
	/** Members of calls: each has the `id` of its call, and those of the called function under `function`. */
	calls: JsonObject[];
}

/** A call as sent, under the ID by which it goes on. */
interface SentCall {
	id: string;
	sent: JsonObject;
}

/**
 * What must come back of a message, or null when there is nothing.
 *
 * @param sent the message as the gateway sent it
 * @param text its text without thoughts
 */
export function passBackOf(
	sent: JsonObject,
	text: string,
	calls: readonly SentCall[],
): PassBack | null {
	const message = pickMembers(sent, (name) => aboutThoughts.test(name));
	const ofCalls = calls.flatMap(({ id, sent: call }) => {
		const further = furtherOf(call);
		return Object.keys(further).length === 0 ? [] : [{ ...further, id }];
	});
	const thinks = hasThoughts(sent.content, text);
	if (!thinks && Object.keys(message).length === 0 && ofCalls.length === 0) return null;
	return { ...defined({ content: thinks ? sent.content : undefined }), message, calls: ofCalls };
}

/** A message with calls as the gateway wants it back; members that it has already are not replaced. */
export function withPassBack(message: JsonObject, back: PassBack): JsonObject {
	return {
		...back.message,
		...message,
		content: back.content ?? message.content,
		tool_calls: callsOf(message).map((call) => {
			const more = back.calls.find(({ id }) => id === call.id) ?? {};
			const [called, further] = [call.function, more.function].map(asObject);
			return { ...more, ...call, function: { ...further, ...called } };
		}),
	};
}

/** Whether a message has members that are there only because a gateway sent them. */
export function hasPassBack(message: unknown): boolean {
	if (!isObject(message)) return false;
	if (Object.keys(message).some((name) => aboutThoughts.test(name))) return true;
	return callsOf(message).some((call) => Object.keys(furtherOf(call)).length > 0);
}

/** A message without members for thoughts; its calls stay as they are. */
export function withoutThoughts(message: JsonObject): JsonObject {
	return without(message, ...Object.keys(message).filter((name) => aboutThoughts.test(name)));
}

/** A message without them. */
export function withoutPassBack(message: unknown): unknown {
	if (!isObject(message)) return message;
	const rest = withoutThoughts(message);
	if (!Array.isArray(message.tool_calls)) return rest;
	return { ...rest, tool_calls: message.tool_calls.map(plainCall) };
}

function plainCall(call: unknown): unknown {
	if (!isObject(call) || !isObject(call.function)) return call;
	const { id, type, function: called } = call;
	return { id, type, function: { name: called.name, arguments: called.arguments } };
}

function callsOf({ tool_calls }: JsonObject): JsonObject[] {
	return Array.isArray(tool_calls) ? tool_calls.filter(isObject) : [];
}

/** Members of a call beyond the usual ones; all of them may be wanted back. */
function furtherOf(call: JsonObject): JsonObject {
	const called = pickMembers(
		asObject(call.function),
		(name) => name !== 'name' && name !== 'arguments',
	);
	return {
		...pickMembers(call, (name) => !usual.includes(name)),
		...defined({ function: Object.keys(called).length === 0 ? undefined : called }),
	};
}

/** Thoughts stand in the text (`<think>`, MiniMax) or as parts of another type beside it (Mistral). */
function hasThoughts(content: unknown, text: string): boolean {
	if (typeof content === 'string') return content !== text;
	return Array.isArray(content) && content.some((part) => isObject(part) && part.type !== 'text');
}

function pickMembers(object: JsonObject, wanted: (name: string) => boolean): JsonObject {
	const entries = Object.entries(object);
	return Object.fromEntries(entries.filter(([name, value]) => wanted(name) && hasContent(value)));
}

/** An empty text says something: DeepSeek wants empty thoughts back as well. */
function hasContent(value: unknown): boolean {
	if (typeof value !== 'object') return value !== undefined;
	return value !== null && Object.values(value).some(hasContent);
}
