import { SpeechEvents } from '../audio/speechEvents';
import type { Failure } from '../failure';
import { extensionOf } from '../file/extension';
import { followFileRedirect } from '../file/fileRedirect';
import { filesIn } from '../file/files';
import { addressesAsText, type GivenFile } from '../file/givenFile';
import { audioType, bitmapType, fileType, isText, pictureType } from '../file/type';
import { isObject, type JsonObject, tryParseAnswer } from '../json';
import type { BinaryOutput } from '../output';
import { isPage, longestQuote } from '../refusal/page';
import { readDeclaredError, readErrorText, readImpliedError } from '../refusal/refusal';
import { bufferedReader, readAtOnce } from './buffered';
import { decode } from './charset';
import { eventReader } from './eventStream';
import { contentType } from './head';
import { largestWithFiles } from './largest';
import type { Reader, Reading, ResponseHead } from './reader';
import { unusable } from './unusable';

const fileOptions = { most: largestWithFiles, what: 'The file' };

/** What a reader of files is told about what it reads. */
export interface Expected {
	/** Name of the file, without ending. */
	name: string;
	/** Type of a sound whose bytes do not tell it, or of a picture. */
	mimeType: string;
	/** Whether that type was asked for, so that it counts more than what the answer claims. */
	isAsked?: boolean;
	/** Whether the request costs nothing, so that it may be sent again when no file came. */
	isFree?: boolean;
}

/**
 * Reads an answer whose body is audio or an image, or JSON with its bytes in it (MiniMax). The bytes decide: an image
 * has the signature of one, and audio is neither text nor an image. A status of 300 and more, a failure told in JSON
 * or in words, a web page and an empty body are failures.
 */
export function fileReader(expected: Expected): Reader<BinaryOutput> {
	return bufferedReader<BinaryOutput>((bytes, head) => {
		const { failure: why, value } = readFile(bytes, head, expected);
		if (why) return { failure: why };
		const { file, given } = value;
		return file ? { value: file } : noFile(head, 'JSON', expected, addressesAsText([given]));
	}, fileOptions);
}

/** Like {@link fileReader}, but the answer may also tell the file's address, or redirect to it. */
export function fileOrAddressReader(expected: Expected): Reader<FileOrAddress> {
	const reader = bufferedReader((bytes, head) => readFile(bytes, head, expected), fileOptions);
	return followFileRedirect(reader, (url) => ({ value: { given: { url, more: {} } } }));
}

/** A file, or where a gateway has put it. */
export type FileOrAddress =
	| { file: BinaryOutput; given?: undefined }
	| { file?: undefined; given: GivenFile };

function readFile(bytes: Buffer, head: ResponseHead, expected: Expected): Reading<FileOrAddress> {
	if (bytes.length === 0) return noFile(head, 'empty', expected);
	const claimed = contentType(head);
	const mimeType = typeOfBytes(bytes, claimed, expected);
	if (mimeType !== undefined) return { value: { file: asFile(bytes, mimeType, expected) } };
	const isSaid = isText(bytes) || (fileType(bytes) === undefined && textual.test(claimed ?? ''));
	if (isSaid) return readText(bytes, head, expected);
	return noFile(head, `something else (${fileType(bytes) ?? claimed ?? 'unknown'})`, expected);
}

/** The type of bytes that are what was asked for; undefined when they are something else. */
function typeOfBytes(
	bytes: Uint8Array,
	claimed: string | undefined,
	{ mimeType, isAsked = false }: Expected,
): string | undefined {
	if (mimeType.startsWith('image/')) return pictureType(bytes);
	const known = audioType(bytes);
	// Samples have no signature, and may look by chance like the short one of MP3.
	if (known !== undefined && !(mimeType === raw && bytes[0] === 0xff)) return known;
	if (bitmapType(bytes) !== undefined || isText(bytes)) return undefined;
	if (isAsked) return mimeType;
	if (textual.test(claimed ?? '')) return undefined;
	return claimed !== undefined && /^audio\//.test(claimed) ? claimed : mimeType;
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
): Reading<FileOrAddress> {
	const text = decode(bytes, head);
	if (isPage(text)) return noFile(head, 'a web page', { ...expected, isFree: false });
	const body = tryParseAnswer(text);
	if (isObject(body)) return readBody(body, head, expected);
	if (Array.isArray(body)) return readBody({ data: body as unknown[] }, head, expected);
	if (eventStart.test(text)) return readEvents(bytes, head, expected);
	if (body !== undefined || /^\s*[{[]/.test(text)) return noFile(head, 'JSON', expected);
	return { failure: readErrorText(head, text.trim().slice(0, longestQuote)) };
}

function readEvents(
	bytes: Uint8Array,
	head: ResponseHead,
	expected: Expected,
): Reading<FileOrAddress> {
	const reading = readAtOnce(eventReader(head, new SpeechEvents()), bytes, head);
	if (reading.failure) return { failure: reading.failure };
	const { value: sound, usage } = reading;
	const mimeType = audioType(sound) ?? (expected.mimeType === raw ? raw : undefined);
	if (mimeType === undefined) return noFile(head, 'a stream of something else', expected);
	return { value: { file: asFile(sound, mimeType, expected) }, usage };
}

function readBody(
	body: JsonObject,
	head: ResponseHead,
	expected: Expected,
): Reading<FileOrAddress> {
	const claimed = readDeclaredError(head, body);
	if (claimed) return { failure: claimed };
	const { files } = filesIn(body, head);
	const base64 = files.find((file) => file.base64 !== undefined)?.base64;
	const bytes = Buffer.from(base64 ?? '', 'base64');
	const mimeType = bytes.length > 0 ? typeOfBytes(bytes, undefined, expected) : undefined;
	if (mimeType !== undefined) return { value: { file: asFile(bytes, mimeType, expected) } };
	const given = files.find(({ url }) => url !== undefined);
	if (given) return { value: { given } };
	const spoken = files.length === 0 ? readImpliedError(head, body) : undefined;
	if (spoken) return { failure: spoken };
	return noFile(head, 'JSON', expected);
}

function asFile(bytes: Uint8Array, mimeType: string, { name }: Expected): BinaryOutput {
	return { bytes, mimeType, fileName: `${name}.${extensionOf(mimeType)}` };
}

function noFile(
	head: ResponseHead,
	what: string,
	{ isFree: retryable = false }: Expected,
	more: { text?: string } = {},
): { failure: Failure } {
	const message = `The answer is ${what} where a file was asked for`;
	return { failure: unusable(head, message, { retryable, ...more }) };
}
