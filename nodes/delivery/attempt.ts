import type { Call, Reading, Request } from '../api/call';
import { failure, failureOf, type Failure } from '../api/failure';
import type { RetryAndTimeouts } from '../api/limits';
import { isOnce } from './arrival';
import type { Clock } from './clock';
import type { Stop } from './stop';
import type { Answer, Transport } from './transport';

/** How long an answer of which no more is wanted may take to end, in milliseconds; some servers never end it. */
const endGrace = 50;
/** How long an answer that is complete may be silent, in milliseconds: its usage may still come. */
const usageGrace = 2_000;
/** An alarm later than this, in milliseconds, tells of a process that was busy, and not of a silent gateway. */
const lateness = 100;

/** Where and how one attempt is made. */
export interface AttemptOptions {
	transport: Transport;
	/** Which of the transport's addresses. */
	address: string;
	clock: Clock;
	stop: Stop;
	timeouts: RetryAndTimeouts;
}

/**
 * Sends a request once and reads the answer. Three clocks watch it: first byte (streamed answers),
 * silence, and the whole. A failure is returned, never thrown, with what there is of the answer.
 *
 * @param onHeaders called when the headers of the answer are in
 */
export async function attempt<T>(
	call: Call<T>,
	request: Request,
	{ transport, address, clock, stop, timeouts }: AttemptOptions,
	onHeaders: (answer: Answer) => void,
): Promise<Reading<T>> {
	if (stop.isStopped) return { failure: failure('cancelled') };
	const cut = new AbortController();
	const endListening = stop.listen(() => cut.abort());
	let late: Failure | undefined;
	let hasEnough = false;
	const alarm = (seconds: number, message: string) =>
		punctual(clock, seconds * 1000, () => {
			late = failure('timeout', { message: `${message} ${seconds} seconds` });
			cut.abort();
		});

	const { firstByteTimeout, idleTimeout, totalTimeout } = timeouts;
	const longest = Math.min(totalTimeout, call.within ?? Infinity);
	const endTotal = alarm(longest, 'The answer was not complete after');
	const reader = call.reader();
	const silence = () => {
		const endIdle = alarm(idleTimeout, 'The gateway fell silent in the middle of its answer for');
		const endUsageAlarm = punctual(clock, usageGrace, () => {
			if (reader.isComplete?.()) cut.abort();
		});
		return () => {
			endIdle();
			endUsageAlarm();
		};
	};
	let endSilence =
		request.body?.stream === true
			? alarm(firstByteTimeout, 'The gateway did not begin to answer within')
			: () => {};
	try {
		const answer = await transport.open(request, address, cut.signal, isOnce(call));
		onHeaders(answer);
		reader.head(answer);
		for await (const bytes of answer.body) {
			if (hasEnough) break;
			endSilence();
			hasEnough = !reader.push(bytes);
			// Breaking off would abort the connection, which costs more than the end of the answer.
			endSilence = hasEnough ? clock.after(endGrace, () => cut.abort()) : silence();
		}
		return reader.end();
	} catch (thrown) {
		if (!stop.isStopped && (hasEnough || reader.isComplete?.())) return reader.end();
		const why = stop.isStopped ? failure('cancelled') : (late ?? failureOf(thrown));
		return { failure: { ...why, ...reader.partial?.() } };
	} finally {
		endTotal();
		endSilence();
		endListening();
	}
}

/**
 * Calls `action` after so many milliseconds. Where the alarm itself comes late, the process was busy: what has
 * arrived meanwhile is read first, and may call the alarm off.
 */
function punctual(clock: Clock, milliseconds: number, action: () => void): () => void {
	const due = clock.now() + milliseconds;
	let cancel = clock.after(milliseconds, () => {
		if (clock.now() - due <= lateness) action();
		else cancel = punctual(clock, lateness, action);
	});
	return () => cancel();
}
