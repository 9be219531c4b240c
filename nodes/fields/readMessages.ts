import { sentFile } from '../api/file/sentFile';
import { isObject, type JsonObject } from '../api/json';
import { brief } from '../api/shorten';
import { invalidField, describeValue, text, type Check } from './check';
import { jsonList, jsonObject } from './checkJson';
import { readField } from './field';
import { listOf, readAddedFile } from './files';
import { calls, checkRole, isPartList, sentCalls } from './messageChecks';
import { messagesField, messagesJson, messageSource } from './messages';
import type { Parameters } from './parameters';
import { checkAt, Place } from './place';

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
	const place = Place.of(parameters, messagesField.property.name);
	return await Promise.all(
		rows.map((row, position) => {
			const label = `Message ${position + 1}`;
			return fromRow(row, { label, place: place.within('values', position), parameters });
		}),
	);
}

/** One message among the parameters. */
interface RowContext {
	/** Begins sentences about it. */
	label: string;
	place: Place;
	parameters: Parameters;
}

async function fromRow(row: JsonObject, context: RowContext): Promise<JsonObject> {
	const { label, place, parameters } = context;
	/** The checked value of a field of the row. */
	const read = <Value>(name: string, shown: string, check: Check<Value>) =>
		checkAt(check, row[name], `${label}, ${shown}`, place.within(name));
	const role = read('role', 'Role', checkRole);
	const message: JsonObject = { role };
	const { name } = row;
	if (role === 'function') message.name = read('name', 'Name', functionName);
	else if (filled(name)) message.name = text(name, `${label}, Name`);
	if (role === 'tool') message.tool_call_id = read('toolCallId', 'Tool Call ID', text);
	if (role === 'assistant') Object.assign(message, readCalls(row, label));
	const images = role === 'user' ? await readImages(row, label, parameters) : [];
	message.content = read('content', 'Content', contentWith(images, calls(message)));
	return message;
}

const functionName: Check<string> = (value, label) =>
	filled(value)
		? text(value, label)
		: invalidField(label, 'is empty', 'Enter the name of the function whose result this is.');

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

function contentWith(images: JsonObject[], mayBeEmpty: boolean): Check {
	return (given, label) => {
		if (isPartList(given)) return [...given, ...images];
		const content = isObject(given) || Array.isArray(given) ? JSON.stringify(given) : given;
		if (content === '' && images.length > 0) return images;
		if (mayBeEmpty && !filled(content)) return null;
		const sentence = text(content, label);
		return images.length === 0 ? sentence : [{ type: 'text', text: sentence }, ...images];
	};
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
	const { bytes, mimeType } = sentFile(await readAddedFile(parameters, field, label));
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
