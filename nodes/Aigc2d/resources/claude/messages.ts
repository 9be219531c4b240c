import { claudeFilePart, toClaudePart } from '../../../api/claude/filePart';
import { isObject, type JsonObject, tryParseJson } from '../../../api/json';
import { invalidField } from '../../../fields/check';
import { labelOf } from '../../../fields/field';
import { messagesField } from '../../../fields/messages';
import type { Parameters } from '../../../fields/parameters';
import { readMessages } from '../../../fields/readMessages';

/** A conversation in Claude's form: instructions apart, then turns of user and assistant. */
export interface Conversation {
	/** Texts of the system messages; empty when there are none. */
	system: string[];
	messages: JsonObject[];
}

/**
 * The conversation of an item. Messages in the form of chat are put into Claude's: system messages go
 * apart, calls and their results become blocks, files become sources. Messages that are in Claude's
 * form already stay as they are.
 *
 * @throws Failed (`input`) naming the message and the field
 */
export async function readConversation(parameters: Parameters): Promise<Conversation> {
	const given = await readMessages(parameters, claudeFilePart);
	const isInstruction = ({ role }: JsonObject) => role === 'system' || role === 'developer';
	const system = given.filter(isInstruction).map(({ content }) => String(content));
	const turns = given.flatMap((message, position) =>
		isInstruction(message) ? [] : [asTurn(message, `Message ${position + 1}`)],
	);
	const messages = joinTurns(turns);
	if (messages.length === 0) {
		invalidField(
			labelOf(messagesField),
			'has no message of a user',
			'Add at least one message with the role User.',
		);
	}
	return { system, messages };
}

/** @param label begins sentences about the message */
function asTurn(message: JsonObject, label: string): JsonObject {
	const { role, content, tool_call_id } = message;
	if (role === 'tool' || role === 'function') {
		const result = { type: 'tool_result', tool_use_id: tool_call_id ?? message.name, content };
		return { role: 'user', content: [result] };
	}
	const calls = callsOf(message);
	if (calls.length === 0) return { role, content: partsOf(content, label) };
	const text =
		typeof content === 'string' && content !== '' ? [{ type: 'text', text: content }] : [];
	return { role, content: [...text, ...calls.map(asToolUse)] };
}

/** Calls of tools; a call of a function has no ID, so its name stands for it. */
function callsOf({ tool_calls, function_call }: JsonObject): JsonObject[] {
	if (Array.isArray(tool_calls)) return tool_calls.filter(isObject);
	return isObject(function_call) ? [{ id: function_call.name, function: function_call }] : [];
}

function asToolUse({ id, function: called }: JsonObject): JsonObject {
	const { name, arguments: given } = isObject(called) ? called : { name: '', arguments: {} };
	const input = typeof given === 'string' ? (tryParseJson(given) ?? {}) : (given ?? {});
	return { type: 'tool_use', id, name, input };
}

function partsOf(content: unknown, label: string): unknown {
	if (!Array.isArray(content)) return content;
	return content.map((given: unknown, position) => {
		const made = toClaudePart(given);
		if ('part' in made) return made.part;
		return invalidField(`${label}, part ${position + 1}`, made.problem, made.remedy);
	});
}

/** Claude wants turns to alternate: results of several tools are one turn of the user. */
function joinTurns(turns: JsonObject[]): JsonObject[] {
	const all: JsonObject[] = [];
	for (const turn of turns) {
		const last = all.at(-1);
		const before = last?.role === turn.role ? last : undefined;
		if (before && Array.isArray(before.content) && Array.isArray(turn.content)) {
			before.content = [...before.content, ...turn.content];
		} else all.push({ ...turn });
	}
	return all;
}
