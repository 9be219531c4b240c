/** Reads the content of messages in Claude's form, as far as a model of text can. */
import { invalidField } from '../errors.mjs';
import { isObject } from '../isObject.mjs';

/**
 * @param {unknown} messages
 * @returns {{ role: string, text: string }[]}
 * @throws {import('../errors.mjs').ApiError} 400, naming the message and the block
 */
export function readClaudeMessages(messages) {
	if (!Array.isArray(messages) || messages.length === 0)
		throw invalidField('messages', 'messages: expected an array of at least one message.');
	const read = messages.map((message, index) => {
		const path = `messages.${index}`;
		if (!isObject(message)) throw invalidField(path, `${path}: expected an object.`);
		const { role, content } = message;
		if (role !== 'user' && role !== 'assistant')
			throw invalidField(path, `${path}.role: expected 'user' or 'assistant'.`);
		return { role, text: readText(content, `${path}.content`) };
	});
	if (read[0].role !== 'user')
		throw invalidField('messages', "messages: the first message must be the user's.");
	return read;
}

/**
 * @param {unknown} content a text, or blocks that are joined
 * @param {string} path where it stands in the request
 * @returns {string}
 */
export function readText(content, path) {
	if (typeof content === 'string') return content;
	if (!Array.isArray(content))
		throw invalidField(path, `${path}: expected a text or an array of blocks.`);
	return content.map((block, index) => textOf(block, `${path}.${index}`)).join('');
}

/** Calls of tools and what they gave are written out, so that a conversation with tools can go on. */
function textOf(block, path) {
	if (!isObject(block)) throw invalidField(path, `${path}: expected an object.`);
	switch (block.type) {
		case 'text':
			if (typeof block.text !== 'string')
				throw invalidField(path, `${path}.text: expected a string.`);
			return block.text;
		case 'tool_use':
			return `${block.name} ${JSON.stringify(block.input)}`;
		case 'tool_result':
			return readText(block.content ?? '', `${path}.content`);
		case 'thinking':
			return '';
		default:
			throw invalidField(
				path,
				`${path}: the demo model reads text, not '${block.type}'. Use a real gateway for it.`,
			);
	}
}
