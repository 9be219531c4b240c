import type { Call } from '../call';
import { failure, type Failure, type FailureKind } from '../failure';
import type { BinaryOutput } from '../output';
import { type Expected, fileReader } from '../readers/file';
import { noHead } from '../readers/head';
import type { Reader, ResponseHead } from '../readers/reader';

/** How long a file server may need until it has a file whose address the gateway told, in milliseconds. */
const storeDelay = 15_000;
/** Statuses of a store that does not have the file yet, or has trouble. */
const passingStatuses = [403, 404, 408, 425, 429];
/** Kinds of failure that can be about a file; the others are about keys, models and prompts. */
const fileKinds: readonly FailureKind[] = [
	'server',
	'network',
	'timeout',
	'malformed',
	'cancelled',
];

/** What to do about a file that is made, and cannot be fetched. */
export const fileAdvice =
	'The file was made and may be paid for, so do not ask for another one yet: try the address by hand. Such addresses often live for an hour or a day only.';

/**
 * Fetches a file from an address that the gateway gave. The key does not go there, and n8n's own rules
 * about private addresses hold.
 *
 * @param repeatFor how long trouble of the server is outlasted, in milliseconds; 0: it is asked once
 */
export function downloadCall(
	url: string,
	expected: Expected,
	repeatFor = storeDelay,
): Call<BinaryOutput> {
	return {
		request: { method: 'GET', url, headers: { accept: '*/*' } },
		lane: null,
		repeat: 'free',
		repeatFor,
		reader: () => fileServerReader(fileReader({ ...expected, isFree: true }), new URL(url).host),
	};
}

function fileServerReader(reader: Reader<BinaryOutput>, host: string): Reader<BinaryOutput> {
	let head = noHead;
	return {
		...reader,
		head(received) {
			head = received;
			reader.head(received);
		},
		end() {
			const { failure: why, ...reading } = reader.end();
			return why
				? { failure: fileServerFailure(why, head, host) }
				: (reading as { value: BinaryOutput });
		},
	};
}

/** The failure of a file's server, with its own words. It says nothing of the key, the model or a task. */
function fileServerFailure(why: Failure, { status }: ResponseHead, host: string): Failure {
	const isRefused = status >= 300;
	const server = `The server of the file at ${host}`;
	const isSilent = isRefused && why.message === failure(why.kind).message;
	const message = isSilent
		? `${server} answered with status ${status}`
		: why.message.replace(/^The gateway\b/, server);
	const mayPass = isRefused
		? status >= 500 || passingStatuses.includes(status)
		: why.kind === 'malformed' && why.retryable;
	const kind = !isRefused && fileKinds.includes(why.kind) ? why.kind : 'server';
	return { ...why, kind, status, message, description: fileAdvice, retryable: mayPass };
}
