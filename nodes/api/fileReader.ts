import type { BinaryOutput, Call, Reader, ResponseHead } from './call';
import { failure } from './failure';
import { isObject, tryParseJson } from './json';
import { claimedRefusal, isPage, refusal, requestId, spokenRefusal } from './refusal';

/** Largest file that is read, in bytes. */
const largestFile = 256 * 1024 * 1024;

/** What a reader of files is told about what it reads. */
export interface Expected {
	/** Name of the file, without ending. */
	name: string;
	/** Type when the answer does not say a usable one. */
	mimeType: string;
	/** Whether JSON and web pages are files too, and not a way to fail. */
	anyType?: boolean;
}

/**
 * Reads an answer whose body is a file (speech, a picture). A status of 300 and more, a failure told in
 * JSON, a web page and an empty body are failures.
 */
export function fileReader({ name, mimeType, anyType = false }: Expected): Reader<BinaryOutput> {
	let head: ResponseHead = { status: 0, headers: {} };
	let parts: Uint8Array[] = [];
	let size = 0;
	const unusable = (message: string, retryable = true) => ({
		failure: failure('malformed', {
			status: head.status,
			request_id: requestId(head),
			message,
			retryable,
		}),
	});
	return {
		head(received) {
			head = received;
		},
		push(bytes) {
			size += bytes.byteLength;
			if (size > largestFile) parts = [];
			else parts.push(bytes);
			return size <= largestFile;
		},
		end() {
			if (size > largestFile) {
				return unusable(`The file is larger than ${largestFile / 1024 / 1024} MB`, false);
			}
			const bytes = Buffer.concat(parts);
			if (head.status >= 300) return { failure: refusal(head, bytes.toString()) };
			if (size === 0) return unusable('The answer is empty where a file was asked for');
			const type = typeOf(head) ?? mimeType;
			if (!anyType && type === 'application/json') {
				const body = tryParseJson(bytes.toString());
				const told = isObject(body)
					? (claimedRefusal(head, body) ?? spokenRefusal(head, body))
					: undefined;
				return told ? { failure: told } : unusable('The answer is JSON where a file was asked for');
			}
			if (!anyType && type.startsWith('text/') && isPage(bytes.toString())) {
				return unusable('The answer is a web page where a file was asked for', false);
			}
			const given = type === 'application/octet-stream' ? mimeType : type;
			return { value: { bytes, mimeType: given, fileName: `${name}.${endingOf(given)}` } };
		},
	};
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

function typeOf({ headers }: ResponseHead): string | undefined {
	const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
	return type === '' ? undefined : type;
}
