import { invalidField, unsupportedField } from './errors.mjs';
import { isObject } from './isObject.mjs';

const roles = ['system', 'developer', 'user', 'assistant'];
const toolRoles = ['tool', 'function'];
const toolMembers = ['tool_calls', 'function_call'];

/**
 * Reads the messages of a chat request. Content in parts is joined; only text can be read.
 *
 * @param {unknown} messages
 * @returns {{ role: string, text: string }[]}
 * @throws {import('./errors.mjs').ApiError} 400, naming the message and the member
 */
export function readMessages(messages) {
	if (messages === undefined)
		throw invalidField(
			'messages',
			"Missing required parameter: 'messages'.",
			'missing_required_parameter',
		);
	if (!Array.isArray(messages))
		throw invalidField(
			'messages',
			"Invalid type for 'messages': expected an array of objects.",
			'invalid_type',
		);
	if (messages.length === 0)
		throw invalidField('messages', "Invalid 'messages': expected at least one message.");
	return messages.map((message, index) => readMessage(message, `messages[${index}]`));
}

function readMessage(message, path) {
	if (!isObject(message))
		throw invalidField(path, `Invalid type for '${path}': expected an object.`, 'invalid_type');
	const { role, content } = message;
	if (toolRoles.includes(role)) throw unsupportedField(path, 'it was trained without tools');
	for (const member of toolMembers) {
		if (message[member] != null)
			throw unsupportedField(`${path}.${member}`, 'it was trained without tools');
	}
	if (!roles.includes(role))
		throw invalidField(
			`${path}.role`,
			`Invalid value for '${path}.role': expected one of ${roles.join(', ')}.`,
		);
	return { role, text: readContent(content, `${path}.content`) };
}

function readContent(content, path) {
	if (typeof content === 'string') return content;
	if (!Array.isArray(content))
		throw invalidField(
			path,
			`Invalid type for '${path}': expected a string or an array of parts.`,
			'invalid_type',
		);
	return content.map((part, index) => readPart(part, `${path}[${index}]`)).join('');
}

function readPart(part, path) {
	if (!isObject(part) || typeof part.type !== 'string')
		throw invalidField(
			path,
			`Invalid type for '${path}': expected an object with a 'type'.`,
			'invalid_type',
		);
	if (part.type !== 'text') throw unsupportedField(path, `it reads text, not '${part.type}'`);
	if (typeof part.text !== 'string')
		throw invalidField(
			`${path}.text`,
			`Invalid type for '${path}.text': expected a string.`,
			'invalid_type',
		);
	return part.text;
}
