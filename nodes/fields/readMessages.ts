import { chatFilePart } from '../api/chat/filePart';
import { attachedFile, type AttachedFile, type NoPlace } from '../api/file/attachedFile';
import { isObject, type JsonObject } from '../api/json';
import { brief } from '../api/shorten';
import { invalidField, describeValue, text, type Check } from './check';
import { jsonList, jsonObject } from './checkJson';
import { readField } from './field';
import { attachments, listOf, readFile } from './files';
import { calls, checkRole, isPartList, sentCalls } from './messageChecks';
import { messagesField, messagesJson, messageSource } from './messages';
import type { Parameters } from './parameters';
import { checkAt, Place } from './place';

const callsExample =
	'[{"id": "call_1", "type": "function", "function": {"name": "f", "arguments": {}}}]';

/** Makes a part of a message of a file, in the form of the route that is asked. */
type PartOf = (file: AttachedFile) => { part: JsonObject } | NoPlace;

/**
 * The messages of an item, from rows or JSON, as they are sent.
 *
 * @param partOf what becomes of files of the item; all else has the form of Chat Completions
 * @throws Failed (`input`) naming the message and the field
 */
export async function readMessages(
	parameters: Parameters,
	partOf: PartOf = chatFilePart,
): Promise<JsonObject[]> {
	if (readField(parameters, messageSource) === 'json') return readField(parameters, messagesJson);
	const rows = readField(parameters, messagesField);
	const place = Place.of(parameters, messagesField.property.name);
	return await Promise.all(
		rows.map((row, position) => {
			const label = `Message ${position + 1}`;
			return fromRow(row, { label, place: place.within('values', position), parameters, partOf });
		}),
	);
}

/** One message among the parameters. */
interface RowContext {
	/** Begins sentences about it. */
	label: string;
	place: Place;
	parameters: Parameters;
	partOf: PartOf;
}

async function fromRow(row: JsonObject, context: RowContext): Promise<JsonObject> {
	const { label, place } = context;
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
	const files =
		role === 'user' ? [...readImages(row, label), ...(await readFiles(row, context))] : [];
	message.content = read('content', 'Content', contentWith(files, calls(message)));
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

function contentWith(files: JsonObject[], mayBeEmpty: boolean): Check {
	return (given, label) => {
		if (isPartList(given)) return [...given, ...files];
		const content = isObject(given) || Array.isArray(given) ? JSON.stringify(given) : given;
		if (content === '' && files.length > 0) return files;
		if (mayBeEmpty && !filled(content)) return null;
		const sentence = text(content, label);
		return files.length === 0 ? sentence : [{ type: 'text', text: sentence }, ...files];
	};
}

/** Addresses of pictures as content parts. */
function readImages(row: JsonObject, label: string): JsonObject[] {
	const place = `${label}, Image URLs`;
	// Addresses may contain commas, but no blanks.
	return listOf(row.imageUrls, place, /,\s+|\s+/).map((given) => {
		const url = given.trim();
		if (/^(https?:\/\/\S+|data:image\/[\w.+-]+;base64,\S+)$/i.test(url))
			return { type: 'image_url', image_url: { url } };
		return invalidField(
			place,
			`must be addresses of images, but one of them ${describeValue(given)}`,
			'Enter addresses that begin with https:// or data:image/.',
		);
	});
}

/** Files of the item as content parts. */
async function readFiles(
	row: JsonObject,
	{ label, parameters, partOf }: RowContext,
): Promise<JsonObject[]> {
	const place = `${label}, Binary Fields`;
	const names = listOf(row.binaryProperties, place);
	return await Promise.all(
		names.map(async (name) => {
			const file = await readFile(parameters, name, place, attachments, true);
			const made = partOf(attachedFile(file));
			if ('part' in made) return made.part;
			return invalidField(
				place,
				`names the file "${brief(name)}", which ${made.problem}`,
				made.remedy,
			);
		}),
	);
}

function filled(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
