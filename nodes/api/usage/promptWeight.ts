import { isObject } from '../json';
import { pdfPages } from './pdfPages';

/** Tokens of what is sent, as they are summed up. */
export interface Weight {
	tokens: number;
	/** Whether files are among it, whose tokens are estimated. */
	hasFiles: boolean;
}

/** Tokens of a picture. */
const perPicture = 2_000;
/** Bytes of any other file that count as a token: sounds and films have more of them. */
const bytesPerToken = 32;
/**
 * Tokens of a page of a PDF, because 32 bytes a token are too few for pages of text: 1,000 to 1,500 for the text, and
 * about as many again at gateways that also look at an image of the page.
 */
const perPage = 3_000;
/** Least tokens of any other file, and what one counts whose size is not known. */
const leastOfFile = 2_000;

/** Types and members that hold a file, in the dialects of chat, Responses, Claude, Gemini and Qwen. */
const pictures = /^(input_)?images?(_urls?)?$/i;
const files = /^(input_)?(audio|video|file|document|pdf)s?(_urls?|_data)?$|^(inline|file)_?data$/i;

/** Where the content of a file stands in its part. */
const contentNames = [
	'url',
	'data',
	'file_data',
	'file_url',
	'image_url',
	'file_id',
	'fileUri',
	'source',
];

const address = /^(data:|https?:\/\/)/i;
/** Shortest base64 that is taken for a file, in characters, and what is looked at of a longer one. */
const shortest = 256;

/** Members that every message may have: what a message counts covers their names. */
const messageMembers = new Set([
	...['role', 'type', 'content', 'text', 'parts', 'name', 'id', 'source', 'title', 'context'],
	...['tool_calls', 'tool_call_id', 'tool_use_id', 'function', 'arguments', 'input', 'output'],
	...['reasoning', 'reasoning_content', 'thinking', 'signature', 'refusal'],
]);
/** Members of a message that no model reads as text. */
const notRead = new Set(['role', 'type', 'cache_control', 'detail', 'media_type', 'mimeType']);
/** Quotation marks, colon, comma and braces around a member and its value in JSON. */
const perName = 6;
const perEntry = 3;

/** Bytes of a text in UTF-8. */
export function bytesOf(text: string): number {
	return Buffer.byteLength(text);
}

/** Adds what is sent under a name: its texts, with the names of members that are not those of messages, and its files. */
export function weighMember(name: string, value: unknown, weight: Weight): void {
	if (isFile(name, value)) weighFilePart(value, pictures.test(name), weight);
	else if (typeof value === 'string') weight.tokens += bytesOf(value);
	else if (Array.isArray(value)) {
		for (const entry of value) {
			weight.tokens += isObject(entry) ? 0 : perEntry;
			weighMember(name, entry, weight);
		}
	} else if (isObject(value)) {
		for (const [inner, member] of Object.entries(value)) {
			if (!messageMembers.has(inner)) weight.tokens += perName + bytesOf(inner);
			if (!notRead.has(inner)) weighMember(inner, member, weight);
		}
	} else weight.tokens += String(value ?? '').length;
}

/** Adds a file of which the bytes are known. Texts are read as they are. */
export function weighFile(bytes: number, mimeType: string, weight: Weight): void {
	if (isTextual(mimeType)) {
		weight.tokens += bytes;
		return;
	}
	weight.hasFiles = true;
	const ofSize = Math.max(leastOfFile, Math.ceil(bytes / bytesPerToken));
	weight.tokens += /^image\//i.test(mimeType) ? perPicture : ofSize;
}

/** A part that calls itself a file, or a member whose name and value are that of one. */
function isFile(name: string, value: unknown): boolean {
	if (isObject(value) && typeof value.type === 'string') {
		if (pictures.test(value.type) || files.test(value.type)) return true;
	}
	if (!pictures.test(name) && !files.test(name)) return false;
	// Words may stand under such a name as well.
	if (typeof value === 'string') return address.test(value) || isBase64(value);
	return isObject(value) && contentNames.some((inner) => value[inner] !== undefined);
}

/** What a part tells of its file: the longest of its texts is the content, its type stands beside. */
function weighFilePart(part: unknown, isPicture: boolean, weight: Weight): void {
	if (isObject(part)) {
		const inner = contentNames.map((name) => part[name]).find((value) => isObject(value));
		const source = isObject(inner) ? inner : part;
		// Claude: a document that is given as text, or as blocks.
		if (source.type === 'text' || source.type === 'content') {
			weighMember('content', source.data ?? source.content, weight);
			return;
		}
	}
	const texts = textsOf(part);
	const content = texts.reduce(
		(longest, text) => (text.length > longest.length ? text : longest),
		'',
	);
	const isTyped = isObject(part) && typeof part.type === 'string' && pictures.test(part.type);
	const stated = /^data:([^,;]*)/i.exec(content.slice(0, 200))?.[1];
	const beside = texts.find((text) => text.length < 100 && /^[\w.+-]+\/[\w.+-]+$/.test(text));
	const type = stated ?? (isPicture || isTyped ? 'image/*' : (beside ?? ''));
	// An address tells nothing of its size.
	const bytes = /^https?:/i.test(content) ? 0 : Math.ceil(content.length * 0.75);
	const ofPages = perPage * pdfPages(content);
	weighFile(
		Math.max(bytes, ofPages * bytesPerToken),
		bytes === 0 && isTextual(type) ? '' : type,
		weight,
	);
}

function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsOf);
}

function isBase64(text: string): boolean {
	return text.length >= shortest && /^[\w+/=-]+$/.test(text.slice(0, shortest));
}

function isTextual(mimeType: string): boolean {
	return /^text\/|[/+](json|xml|yaml|csv|javascript)$/i.test(mimeType);
}
