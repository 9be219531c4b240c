import { extensionOf } from '../file/extension';
import { isObject, type JsonObject } from '../json';
import { tryParseInSlices } from '../jsonInSlices';
import type { BinaryOutput } from '../output';
import { readDeclaredError } from '../refusal/refusal';
import { usageIn } from '../usage/usage';
import { bufferedReader } from './buffered';
import { decode } from './charset';
import { contentType } from './head';
import { largestWithFiles } from './largest';
import type { Reader, ResponseHead } from './reader';

/** The answer of any route. */
export interface UntypedAnswer {
	status: number;
	/** JSON where it is some, text where it is not; null when there is none, or a file instead. */
	body: unknown;
	file?: BinaryOutput;
	/** Token usage, wherever it stands; null where it is not told. */
	usage: JsonObject | null;
}

/**
 * Reads whatever a route answers. A failure is a status of 300 and more, and under status 200 a body that
 * is nothing but one; an object that merely has a member `error` is an answer about something that failed.
 */
export function untypedReader(): Reader<UntypedAnswer> {
	return bufferedReader<UntypedAnswer>(
		function* (bytes, head) {
			const { status } = head;
			const file = fileIn(head, bytes);
			if (file) return { value: { status, body: null, file, usage: null } };
			const text = decode(bytes, head);
			yield;
			const parsed = yield* tryParseInSlices(text);
			const body = parsed === undefined && text !== '' ? text : (parsed ?? null);
			const claimed = isObject(body) && isOnlyFailure(body) && readDeclaredError(head, body);
			if (claimed) return { failure: claimed };
			const usage = isObject(body) ? usageIn(body) : null;
			return { value: { status, body, usage }, usage };
		},
		{ most: largestWithFiles },
	);
}

const media = /^(image|audio|video|font)\//;
const textual = /^text\/|[/+](json|xml|yaml|javascript)|json|x-www-form-urlencoded/;

/** The bytes as a file, unless they are text. What has no type is text when it reads as such. */
function fileIn(head: ResponseHead, bytes: Buffer): BinaryOutput | undefined {
	const type = contentType(head) ?? '';
	const isText = type === '' ? isUtf8(bytes) : !media.test(type) && textual.test(type);
	if (bytes.length === 0 || isText) return undefined;
	const mimeType = type === '' ? 'application/octet-stream' : type;
	const ending = mimeType === 'application/octet-stream' ? 'bin' : extensionOf(mimeType);
	return { bytes, mimeType, fileName: `data.${ending}` };
}

function isUtf8(bytes: Buffer): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

const membersOfFailures = [
	'error',
	'success',
	'status',
	'code',
	'type',
	'param',
	'message',
	'msg',
	'detail',
	'request_id',
];

function isOnlyFailure(body: JsonObject): boolean {
	return Object.entries(body).every(
		([name, value]) => value === null || value === '' || membersOfFailures.includes(name),
	);
}
