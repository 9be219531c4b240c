import { longestKept, partialAnswer } from './answer/partial';
import { isUndecided } from './arrival';
import type { Call } from './call';
import type { Failure } from './failure';
import { isText } from './file/type';
import { decode } from './readers/charset';
import { noHead } from './readers/head';
import type { Reader, Reading } from './readers/reader';

/** As many bytes as so many characters may have. */
const enough = 4 * longestKept;

/**
 * Statuses with which a gateway says that nothing was made: gateways of this family give the quota back, or
 * the gateway was not reached (Cloudflare's 521 to 523).
 */
const refusals = [500, 502, 503, 521, 522, 523, 529];

/** Whether a failure of a request that arrived says that nothing was made, so that nothing is charged. */
export function saysNothingMade({ kind, status }: Failure): boolean {
	return kind === 'server' && status !== null && refusals.includes(status);
}

/** Whether a request that is charged when it arrives may have been charged, given that it did arrive. */
export function mayBeCharged(failure: Failure): boolean {
	return isUndecided(failure) && !saysNothingMade(failure);
}

const mayBePaid =
	'The gateway may have charged for this request: look at its account before you run the item again.';

/** Such a failure with advice that keeps the user from paying twice. */
export function asCharged(failure: Failure): Failure {
	// The advice of other kinds is to run the item again, which may be charged twice.
	const advice = ['malformed', 'notFound'].includes(failure.kind) ? `${failure.description} ` : '';
	return { ...failure, description: advice + mayBePaid, retryable: false };
}

/**
 * A call that is charged when its request arrives, as those for images and audio are. When nothing that was asked for is
 * found in its answer, the failure has the beginning of the answer as its text.
 */
export function chargedCall<T>(call: Omit<Call<T>, 'repeat'>): Call<T> {
	return { ...call, repeat: 'charged', reader: () => keepBeginning(call.reader()) };
}

function keepBeginning<T>(reader: Reader<T>): Reader<T> {
	let head = noHead;
	let start = Buffer.alloc(0);
	const beginning = () =>
		partialAnswer({
			text: readsAsText(start) ? decode(start, head).trim().slice(0, longestKept) : '',
		});
	return {
		head(received) {
			head = received;
			reader.head(received);
		},
		push(bytes) {
			if (start.length < enough)
				start = Buffer.concat([start, bytes.subarray(0, enough - start.length)]);
			return reader.push(bytes);
		},
		end(): Reading<T> {
			const reading = reader.end();
			const { failure } = reading;
			if (failure === undefined || !mayBeCharged(failure)) return reading;
			return { ...reading, failure: { ...beginning(), ...failure } };
		},
		partial: () => ({ ...beginning(), ...reader.partial?.() }),
		isComplete: () => reader.isComplete?.() ?? false,
	};
}

/** Whether bytes are text; the last character may be cut off. */
function readsAsText(bytes: Uint8Array): boolean {
	return [0, 1, 2, 3].some((cut) => isText(bytes.subarray(0, bytes.length - cut)));
}
