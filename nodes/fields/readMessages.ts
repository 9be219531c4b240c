import { sentFile } from '../api/file/sentFile';
import { isObject, type JsonObject } from '../api/json';
import { brief } from '../api/shorten';
import { invalidField, describeValue, text } from './check';
import { jsonList, jsonObject } from './checkJson';
import { readField } from './field';
import { listOf } from './files';
import { calls, checkRole, isPartList, sentCalls } from './messageChecks';
import { messagesField, messagesJson, messageSource } from './messages';
import type { Parameters } from './parameters';

const callsExample =
	'[{"id": "call_1", "type": "function", "function": {"name": "f", "arguments": {}}}]';

/**
 * The messages of an item, from rows or JSON, as they are sent.
 *
 * @throws Failed (`input`) naming the message and the field
 */
export async function readMessages(parameters: Parameters): Promise<JsonObject[]> {
	if (readField(parameters, messageSource) === 'json') return readField(parameters, messagesJson);
	const rows = readField(parameters, messagesField);
	return await Promise.all(
		rows.map((row, position) => fromRow(row, `Message ${position + 1}`, parameters)),
	);
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
		invalidField(
			`${label}, Name`,
			'is empty',
			'Enter the name of the function whose result this is.',
		);
	}
	if (role === 'assistant') Object.assign(message, readCalls(row, label));
	const images = role === 'user' ? await readImages(row, label, parameters) : [];
	message.content = readContent(row.content, `${label}, Content`, images, calls(message));
	return message;
}

function readCalls(row: JsonObject, label: string): JsonObject {
	const { toolCalls, functionCall } = row;
	const list = filled(toolCalls)
		? jsonList(callsExample)(toolCalls, `${label}, Tool Calls`)
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
		return invalidField(
			place,
			`must be addresses of images, but one of them ${describeValue(url)}`,
			'Enter addresses that begin with https:// or data:image/.',
		);
	});
	const fields = listOf(row.binaryProperties, `${label}, Image Binary Fields`);
	const files = await Promise.all(
		fields.map((field) => dataUrl(field, `${label}, Image Binary Fields`, parameters)),
	);
	return [...urls, ...files].map((url) => ({ type: 'image_url', image_url: { url } }));
}

async function dataUrl(field: string, label: string, parameters: Parameters): Promise<string> {
	const { bytes, mimeType } = sentFile(await parameters.file(field.trim(), label));
	if (!mimeType.startsWith('image/')) {
		invalidField(
			label,
			`must name images, but "${brief(field)}" holds ${brief(mimeType)}`,
			'Name a binary field that holds an image, such as PNG or JPEG.',
		);
	}
	return `data:${mimeType};base64,${Buffer.from(bytes).toString('base64')}`;
}

function filled(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
