import { decoded } from './charset';
import type { BinaryOutput, Call, Reader, Reading, ResponseHead } from './call';
import { failure } from './failure';
import { isObject, tryParseJson } from './json';
import { claimedRefusal, isPage, requestId, spokenRefusal } from './refusal/refusal';
import { wholeReader } from './wholeReader';

/** Largest file that is read, in MB. */
const largestFile = 256;

/** What a reader of files is told about what it reads. */
export interface Expected {
	/** Name of the file, without ending. */
	name: string;
	/** Type when the answer does not say a usable one. */
	mimeType: string;
}

/**
 * Reads an answer whose body is a file (speech, a picture). A status of 300 and more, a failure told in
 * JSON, a web page and an empty body are failures.
 */
export function fileReader({ name, mimeType }: Expected): Reader<BinaryOutput> {
	return wholeReader<BinaryOutput>(largestFile, { what: 'The file' }, (bytes, head) => {
		if (bytes.length === 0) return unusable(head, 'empty');
		const type = typeOf(head) ?? mimeType;
		if (type === 'application/json') {
			const body = tryParseJson(decoded(bytes, head));
			const told = isObject(body)
				? (claimedRefusal(head, body) ?? spokenRefusal(head, body))
				: undefined;
			return told ? { failure: told } : unusable(head, 'JSON');
		}
		if (type.startsWith('text/') && isPage(decoded(bytes, head))) {
			return unusable(head, 'a web page', false);
		}
		const given = type === 'application/octet-stream' ? mimeType : type;
		return { value: { bytes, mimeType: given, fileName: `${name}.${endingOf(given)}` } };
	});
}

function unusable(head: ResponseHead, what: string, retryable = true): Reading<BinaryOutput> {
	const message = `The answer is ${what} where a file was asked for`;
	const facts = { status: head.status, request_id: requestId(head), message, retryable };
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
		reader: () => fileReader(expected),
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
