import type { BinaryOutput } from '../../../api/output';
import type { Send } from '../../../api/call';
import { Failed, failureOf, type Failure } from '../../../api/failure';
import { downloadCall, fileAdvice } from '../../../api/file/download';
import type { GivenFile } from '../../../api/file/givenFile';
import type { Expected } from '../../../api/readers/file';

/**
 * Fetches a file from where the gateway has put it. An address on the gateway's own machine is asked as it is,
 * then with the gateway's host: both may be meant.
 *
 * @throws Failed; about the file, never about the key or a task
 */
export async function fetchFile(
	{ url = '', elsewhere }: GivenFile,
	expected: Expected,
	send: Send,
): Promise<BinaryOutput> {
	const from = async (address: string, repeatFor?: number) =>
		await send(downloadCall(address, expected, repeatFor)).catch(throwAboutFile);
	if (elsewhere === undefined) return await from(url);
	try {
		return await from(url, 0);
	} catch (thrown) {
		const why = failureOf(thrown);
		if (why.kind === 'cancelled') return fail(why);
		// Nothing is there: whatever the gateway's host answers later, this is what has failed.
		if (why.kind === 'network')
			return await from(elsewhere).catch((later) =>
				fail(isCancelled(later) ? failureOf(later) : why),
			);
	}
	return await from(elsewhere, 0).catch(async () => await from(url));
}

/** The advice of a timeout is to ask again for what is paid for. */
function throwAboutFile(thrown: unknown): never {
	const why = failureOf(thrown);
	return fail(why.kind === 'timeout' ? { ...why, description: fileAdvice } : why);
}

function isCancelled(thrown: unknown): boolean {
	return failureOf(thrown).kind === 'cancelled';
}

function fail(why: Failure): never {
	throw new Failed(why);
}
