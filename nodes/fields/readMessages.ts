import type { JsonObject } from '../api/call';
import { isObject } from '../api/json';
import type { Parameters } from './parameters';
import { json, jsonList, jsonObject, refuse, shown, text } from './check';
import { listOf } from './files';

const roles = ['system', 'developer', 'user', 'assistant', 'tool', 'function'];
const listExample = '[{"role": "user", "content": "Hello"}]';
const callsExample =
	'[{"id": "call_1", "type": "function", "function": {"name": "f", "arguments": {}}}]';

/**
 * The messages of an item, from rows or JSON, as they are sent.
 *
 * @throws Failed (`input`) naming the message and the field
 */
export async function readMessages(parameters: Parameters): Promise<JsonObject[]> {
	if (parameters.get('messageSource') === 'json') return fromJson(parameters.get('messagesJson'));
	const given = parameters.get('messages');
	const rows = isObject(given) ? given.values : given;
	if (!Array.isArray(rows) || rows.length === 0) {
		return refuse('Messages', 'is empty', 'Add at least one message.');
	}
	return await Promise.all(
		rows.map((row: unknown, position) =>
			fromRow(isObject(row) ? row : {}, `Message ${position + 1}`, parameters),
		),
	);
}

function fromJson(given: unknown): JsonObject[] {
	const label = 'Messages (JSON)';
	const list = json(given, label, listExample);
	if (!Array.isArray(list)) {
		return refuse(
			label,
			`must be a list of messages, but ${shown(list)}`,
			`Enter a list such as ${listExample}`,
		);
	}
	if (list.length === 0) refuse(label, 'is an empty list', 'Give at least one message.');
	return list.map((message: unknown, position) => {
		const place = `${label}, message ${position + 1},`;
		if (!isObject(message))
			return refuse(
				place,
				`must be an object, but ${shown(message)}`,
				`Enter a list such as ${listExample}`,
			);
		checkRole(message.role, `${place} role`);
		const sent = { ...message, ...sentCalls(message.tool_calls, message.function_call) };
		const usable = typeof sent.content === 'string' || isPartList(sent.content) || calls(sent);
		if (!usable) {
			refuse(
				`${place} content`,
				`must be text or a list of parts, but ${shown(sent.content)}`,
				'Give the message a text.',
			);
		}
		return sent;
	});
}

async function fromRow(
	row: JsonObject,
	label: string,
	parameters: Parameters,
): Promise<JsonObject> {
	const role = checkRole(row.role, `${label}, Role`);
	const message: JsonObject = { role };
	const { name, toolCallId } = row;
	if (filled(name)) message.name = text(name, `${label}, Name`);
	if (role === 'tool') message.tool_call_id = text(toolCallId, `${label}, Tool Call ID`);
	if (role === 'function' && message.name === undefined) {
		refuse(`${label}, Name`, 'is empty', 'Enter the name of the function whose result this is.');
	}
	if (role === 'assistant') Object.assign(message, readCalls(row, label));
	const images = role === 'user' ? await readImages(row, label, parameters) : [];
	message.content = readContent(row.content, `${label}, Content`, images, calls(message));
	return message;
}

function readCalls(row: JsonObject, label: string): JsonObject {
	const { toolCalls, functionCall } = row;
	const list = filled(toolCalls)
		? jsonList(callsExample, () => {})(toolCalls, `${label}, Tool Calls`)
		: undefined;
	const single = filled(functionCall)
		? jsonObject('{"name": "f", "arguments": {}}')(functionCall, `${label}, Function Call`)
		: undefined;
	return sentCalls(list, single);
}

function readContent(
	given: unknown,
	label: string,
	images: JsonObject[],
	mayBeEmpty: boolean,
): unknown {
	if (isPartList(given)) return [...given, ...images];
	const content = isObject(given) || Array.isArray(given) ? JSON.stringify(given) : given;
	if (content === '' && images.length > 0) return images;
	if (mayBeEmpty && (content === '' || content === null || content === undefined)) return null;
	const sentence = text(content, label);
	return images.length === 0 ? sentence : [{ type: 'text', text: sentence }, ...images];
}

/** Pictures as content parts: addresses as they are, files of the item as data URLs. */
async function readImages(
	row: JsonObject,
	label: string,
	parameters: Parameters,
): Promise<JsonObject[]> {
	const place = `${label}, Image URLs`;
	// Addresses may contain commas, but no blanks.
	const urls = listOf(row.imageUrls, place, /,\s+|\s+/).map((url) => {
		if (/^(https?:\/\/\S+|data:image\/[\w.+-]+;base64,\S+)$/i.test(url.trim())) return url.trim();
		return refuse(
			place,
			`must be addresses of pictures, but one of them ${shown(url)}`,
			'Begin with https:// or data:image/.',
		);
	});
	const fields = listOf(row.binaryProperties, `${label}, Image Binary Fields`);
	const files = await Promise.all(
		fields.map((field) => dataUrl(field, `${label}, Image Binary Fields`, parameters)),
	);
	return [...urls, ...files].map((url) => ({ type: 'image_url', image_url: { url } }));
}

async function dataUrl(field: string, label: string, parameters: Parameters): Promise<string> {
	const { bytes, mimeType } = await parameters.file(field.trim(), label);
	if (!mimeType.startsWith('image/')) {
		refuse(
			label,
			`must name pictures, but "${field}" holds ${mimeType}`,
			'Name a binary field that holds a picture, such as PNG or JPEG.',
		);
	}
	return `data:${mimeType};base64,${Buffer.from(bytes).toString('base64')}`;
}

function checkRole(role: unknown, label: string): string {
	if (typeof role === 'string' && roles.includes(role)) return role;
	return refuse(
		label,
		`must be one of ${roles.join(', ')}, but ${shown(role)}`,
		'Choose one of these roles.',
	);
}

/** Arguments travel as text; an earlier answer of this node has them as an object. */
function sentCalls(toolCalls: unknown, functionCall: unknown): JsonObject {
	const sent: JsonObject = {};
	if (Array.isArray(toolCalls)) {
		sent.tool_calls = toolCalls.map((call: unknown) =>
			isObject(call) && isObject(call.function)
				? { ...call, function: withText(call.function) }
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
		: { ...called, arguments: JSON.stringify(given) };
}

function calls(message: JsonObject): boolean {
	return message.tool_calls !== undefined || message.function_call !== undefined;
}

function isPartList(content: unknown): content is JsonObject[] {
	return (
		Array.isArray(content) &&
		content.length > 0 &&
		content.every((part) => isObject(part) && typeof part.type === 'string')
	);
}

function filled(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
