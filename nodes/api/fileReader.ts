import { SoundEvents } from './audio/soundEvents';
import type { BinaryOutput, Call, JsonObject, Reader, Reading, ResponseHead } from './call';
import { decoded } from './charset';
import { eventReader } from './eventReader';
import { failure } from './failure';
import { filesIn } from './file/files';
import { addressesAsText } from './file/given';
import { drawing, fileType, isDrawing, isText } from './file/type';
import { isObject, tryParseAnswer } from './json';
import { longestQuote } from './refusal/page';
import { claimedRefusal, isPage, requestId, spokenRefusal, wordsRefusal } from './refusal/refusal';
import { readAtOnce, wholeReader } from './wholeReader';

/** Largest file that is read, in MB. */
const largestFile = 256;

/** What a reader of files is told about what it reads. */
export interface Expected {
	/** Name of the file, without ending. */
	name: string;
	/** Type when the answer does not say a usable one. */
	mimeType: string;
	/** Whether the request costs nothing, so that it may be sent again when no file came. */
	isFree?: boolean;
}

/**
 * Reads an answer whose body is a file (speech, a picture), or JSON with its bytes in it (MiniMax). A status
 * of 300 and more, a failure told in JSON or in words, a web page and an empty body are failures.
 */
export function fileReader(expected: Expected): Reader<BinaryOutput> {
	return wholeReader<BinaryOutput>(largestFile, { what: 'The file' }, (bytes, head) => {
		if (bytes.length === 0) return unusable(head, 'empty', expected);
		const type = typeOf(head) ?? expected.mimeType;
		const known = fileType(bytes);
		const isSvg = isDrawing(bytes) || type === drawing;
		const isSaid = known === undefined && textual.test(type);
		if (!isSvg && (isSaid || isText(bytes))) return readText(bytes, head, expected);
		if (isSvg) return { value: named(bytes, drawing, expected) };
		const isUseless = textual.test(type) || type === 'application/octet-stream';
		const given = isUseless ? (known ?? expected.mimeType) : type;
		return { value: named(bytes, given, expected) };
	});
}

const textual = /^(text\/|application\/json$)/;
/** The type of sound whose bytes do not tell it. */
const raw = 'audio/L16';
/** How a stream of events begins. */
const eventStart = /^\s*(data|event|id|retry)?:/;

/** Where a file was asked for, text is JSON or events with its bytes, or tells why there is none. */
function readText(
	bytes: Uint8Array,
	head: ResponseHead,
	expected: Expected,
): Reading<BinaryOutput> {
	const text = decoded(bytes, head);
	if (isPage(text)) return unusable(head, 'a web page', { ...expected, isFree: false });
	const body = tryParseAnswer(text);
	if (isObject(body)) return readBody(body, head, expected);
	if (Array.isArray(body)) return readBody({ data: body as unknown[] }, head, expected);
	if (eventStart.test(text)) return readEvents(bytes, head, expected);
	if (body !== undefined || /^\s*[{[]/.test(text)) return unusable(head, 'JSON', expected);
	return { failure: wordsRefusal(head, text.trim().slice(0, longestQuote)) };
}

function readEvents(
	bytes: Uint8Array,
	head: ResponseHead,
	expected: Expected,
): Reading<BinaryOutput> {
	const reading = readAtOnce(eventReader(head, new SoundEvents()), bytes, head);
	if (reading.failure) return { failure: reading.failure };
	const { value: sound, usage } = reading;
	const mimeType = fileType(sound) ?? (expected.mimeType === raw ? raw : undefined);
	if (mimeType === undefined) return unusable(head, 'a stream of something else', expected);
	return { value: named(sound, mimeType, expected), usage };
}

function readBody(body: JsonObject, head: ResponseHead, expected: Expected): Reading<BinaryOutput> {
	const claimed = claimedRefusal(head, body);
	if (claimed) return { failure: claimed };
	const { files } = filesIn(body, head);
	const base64 = files.find((file) => file.base64 !== undefined)?.base64;
	const bytes = Buffer.from(base64 ?? '', 'base64');
	if (bytes.length > 0)
		return { value: named(bytes, fileType(bytes) ?? expected.mimeType, expected) };
	const spoken = files.length === 0 ? spokenRefusal(head, body) : undefined;
	if (spoken) return { failure: spoken };
	return unusable(head, 'JSON', expected, addressesAsText(files));
}

function named(bytes: Uint8Array, mimeType: string, { name }: Expected): BinaryOutput {
	return { bytes, mimeType, fileName: `${name}.${endingOf(mimeType)}` };
}

function unusable(
	head: ResponseHead,
	what: string,
	{ isFree: retryable = false }: Expected,
	more: { text?: string } = {},
): Reading<BinaryOutput> {
	const message = `The answer is ${what} where a file was asked for`;
	const facts = { status: head.status, request_id: requestId(head), message, retryable, ...more };
	return { failure: failure('malformed', facts) };
}

/**
 * Fetches a file from an address that the gateway gave. The key does not go there, and n8n's own rules
 * about private addresses hold.
 */
export function downloadCall(url: string, expected: Expected): Call<BinaryOutput> {
	return {
		request: { method: 'GET', url, headers: { accept: '*/*' } },
		lane: null,
		repeat: 'free',
		reader: () => fileReader({ ...expected, isFree: true }),
	};
}

const endings: { [mimeType: string]: string } = {
	'image/jpeg': 'jpg',
	'image/svg+xml': 'svg',
	'audio/mpeg': 'mp3',
	'audio/mp4': 'm4a',
	'audio/x-wav': 'wav',
	'audio/L16': 'pcm',
	'text/plain': 'txt',
};

/** The ending of a file's name by its type. */
export function endingOf(mimeType: string): string {
	return endings[mimeType] ?? /\/(?:x-)?([\w-]+)/.exec(mimeType)?.[1] ?? 'bin';
}

/** The type that an answer claims for its body, without parameters; undefined when it claims none. */
export function typeOf({ headers }: ResponseHead): string | undefined {
	const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
	return type === '' ? undefined : type;
}
