import type { Call, Reading, Send } from '../api/call';
import { Failed, failure, failureOf, type Failure } from '../api/failure';
import type { Clock } from './clock';
import type { Slots } from './slots';
import type { Tally } from './tally';
import type { Answer, Transport } from './transport';

/** From sending to the last byte of one attempt, in milliseconds. */
const totalLimit = 3_600_000;
/** Longest silence between two pieces of an answer, in milliseconds. */
const idleLimit = 90_000;

/** What sending needs; one set for a whole run. */
export interface Means {
	transport: Transport;
	clock: Clock;
	/** A slot belongs to a request, so an item that waits for nothing on the wire holds none. */
	slots: Slots;
	/** Aborted when the run is cancelled or stopped. */
	signal: AbortSignal;
}

/** `send` for one unit: what it spends is counted on the unit's tally. */
export function sender(means: Means, tally: Tally): Send {
	return async (call) => {
		tally.call();
		const reading = await means.slots.use(() => attempt(call, means, tally));
		if (reading.failure) return await Promise.reject(new Failed(reading.failure));
		return reading.value;
	};
}

/** Sends a call once and reads the answer; a failure is returned, never thrown. */
async function attempt<T>(call: Call<T>, means: Means, tally: Tally): Promise<Reading<T>> {
	const { transport, clock, signal } = means;
	if (signal.aborted) return { failure: failure('cancelled') };
	const cut = new AbortController();
	const stop = () => cut.abort();
	signal.addEventListener('abort', stop);
	let late: Failure | undefined;
	const tooLate = (message: string) => () => {
		late = failure('timeout', { message });
		cut.abort();
	};
	const endTotal = clock.after(
		totalLimit,
		tooLate(`The answer was not complete after ${totalLimit / 1000} seconds`),
	);
	let answer: Answer | undefined;
	let endIdle = () => {};
	const watchSilence = () => {
		endIdle();
		const message = `The gateway fell silent in the middle of its answer for ${idleLimit / 1000} seconds`;
		endIdle = clock.after(idleLimit, tooLate(message));
	};
	try {
		tally.attempt();
		answer = await transport.open(call.request, cut.signal);
		const reader = call.reader();
		reader.head(answer);
		watchSilence();
		for await (const bytes of answer.body) {
			if (!reader.push(bytes)) break;
			watchSilence();
		}
		return reader.end();
	} catch (thrown) {
		if (signal.aborted) return { failure: failure('cancelled') };
		return { failure: late ?? failureOf(thrown) };
	} finally {
		endTotal();
		endIdle();
		signal.removeEventListener('abort', stop);
		tally.end(answer?.status ?? null, transport.host);
	}
}
