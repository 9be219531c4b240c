import { readContent } from '../answer/content';
import { joinThoughts } from '../answer/thoughts';
import { asObject, isObject, type JsonObject, objectsIn } from '../json';

/** What the items of an answer hold, in the members of a message of Chat Completions. */
export interface SaidByItems {
	/** What is said, in parts as sent. */
	content: unknown[];
	/** What the model thought, where it shows it. */
	thoughts: string;
	calls: JsonObject[];
	images: JsonObject[];
	/** Items of thoughts, as sent. */
	reasoning: JsonObject[];
	/** Phase of the last message that has one. */
	phase: string | undefined;
	/** Whether there is an item of a kind that is not known. */
	hasUnknown: boolean;
}

/** Items of tools that the gateway itself has used; their results are in the message. */
const usedThere =
	/^(web_search|file_search|code_interpreter|computer|local_shell|shell|apply_patch|mcp|tool_search|image_generation|compaction)/;

/** Whose messages are no answer: some gateways show the conversation once more. */
const askers = ['user', 'system', 'developer'];

/** Whether an item is a message of the model. */
export function isMessage({ type, role }: JsonObject): boolean {
	return (type === 'message' || type === undefined) && !askers.includes(String(role ?? ''));
}

/**
 * Reads the items of an answer. Where one message is the final one, those before it are what the model says while it
 * works, often the same words once more.
 */
export function readItems(items: readonly JsonObject[]): SaidByItems {
	const messages = items.filter(isMessage);
	const final = messages.filter(({ phase }) => phase === 'final_answer');
	const read: SaidByItems = {
		content: [],
		thoughts: '',
		calls: [],
		images: [],
		reasoning: [],
		phase: undefined,
		hasUnknown: false,
	};
	for (const message of final.length > 0 ? final : messages) {
		const { content } = message;
		read.content.push(...(Array.isArray(content) ? (content as unknown[]) : [content ?? '']));
	}
	const phase = messages.map((message) => message.phase).filter((one) => typeof one === 'string');
	read.phase = phase.at(-1);
	const thoughts: string[] = [];
	for (const item of items) {
		const type = String(item.type ?? 'message');
		if (type === 'message') continue;
		if (type === 'reasoning') {
			read.reasoning.push(item);
			thoughts.push(thoughtsIn(item));
		} else if (/(^|_)function_call$|^tool_call$/.test(type)) read.calls.push(toCall(item));
		else if (type === 'custom_tool_call') read.calls.push(toCustomCall(item));
		else if (type === 'image_generation_call') read.images.push(...toImages(item));
		else read.hasUnknown ||= !usedThere.test(type) && !/_output$/.test(type);
	}
	read.thoughts = joinThoughts(...thoughts);
	return read;
}

/** The summary of thoughts, or the thoughts themselves where a gateway shows them. */
function thoughtsIn({ summary, content, text }: JsonObject): string {
	for (const place of [summary, content, text]) {
		const parts = Array.isArray(place) ? (place as unknown[]) : [place];
		const words = parts.map((part) => readPart(part)).filter((one) => one.trim() !== '');
		if (words.length > 0) return words.join('\n\n');
	}
	return '';
}

function readPart(part: unknown): string {
	if (isObject(part) && typeof part.text === 'string') return part.text;
	const { text, reasoning } = readContent(part);
	return text + reasoning;
}

/** The ID of a call is its `call_id`; `id` is that of the item. */
function toCall(item: JsonObject): JsonObject {
	const { id, call_id, name, arguments: given } = item;
	const called = asObject(item.function);
	return {
		id: call_id ?? id,
		type: 'function',
		function: { name: name ?? called.name, arguments: given ?? called.arguments ?? '{}' },
	};
}

function toCustomCall({ id, call_id, name, input }: JsonObject): JsonObject {
	return { id: call_id ?? id, type: 'custom', custom: { name, input } };
}

function toImages({ result, output_format }: JsonObject): JsonObject[] {
	const images =
		typeof result === 'string' ? [result] : objectsIn(result).map((one) => one.b64_json);
	return images
		.filter((image): image is string => typeof image === 'string' && image !== '')
		.map((base64) => ({
			type: 'image_url',
			image_url: { url: `data:image/${String(output_format ?? 'png')};base64,${base64}` },
		}));
}
