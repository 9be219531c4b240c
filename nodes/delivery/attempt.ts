import type { Call, Reading, Request } from '../api/call';
import { failure, failureOf, type Failure } from '../api/failure';
import type { Patience } from '../api/limits';
import type { Clock } from './clock';
import type { Stop } from './stop';
import type { Answer, Transport } from './transport';

/** How long an answer that is complete may take to end, in milliseconds; some servers never end it. */
const farewell = 50;

/** Where and how one attempt is made. */
export interface Wire {
	transport: Transport;
	/** Which of the transport's addresses. */
	address: string;
	clock: Clock;
	stop: Stop;
	patience: Patience;
}

/**
 * Sends a request once and reads the answer. Three clocks watch it: first byte (streamed answers),
 * silence, and the whole. A failure is returned, never thrown, with what there is of the answer.
 *
 * @param heard called when the headers of the answer are in
 */
export async function attempt<T>(
	call: Call<T>,
	request: Request,
	{ transport, address, clock, stop, patience }: Wire,
	heard: (answer: Answer) => void,
): Promise<Reading<T>> {
	if (stop.isStopped) return { failure: failure('cancelled') };
	const cut = new AbortController();
	const endListening = stop.listen(() => cut.abort());
	let late: Failure | undefined;
	let hasEnough = false;
	const alarm = (seconds: number, message: string) =>
		clock.after(seconds * 1000, () => {
			late = failure('timeout', { message: `${message} ${seconds} seconds` });
			cut.abort();
		});

	const { firstByteTimeout, idleTimeout, totalTimeout } = patience;
	const longest = Math.min(totalTimeout, call.within ?? Infinity);
	const endTotal = alarm(longest, 'The answer was not complete after');
	const silence = () =>
		alarm(idleTimeout, 'The gateway fell silent in the middle of its answer for');
	let endSilence =
		request.body?.stream === true
			? alarm(firstByteTimeout, 'The gateway did not begin to answer within')
			: () => {};
	const reader = call.reader();
	try {
		const answer = await transport.open(request, address, cut.signal, call.repeat === 'never');
		heard(answer);
		reader.head(answer);
		for await (const bytes of answer.body) {
			if (hasEnough) break;
			endSilence();
			hasEnough = !reader.push(bytes);
			// Breaking off would abort the connection, which costs more than the end of the answer.
			endSilence = hasEnough ? clock.after(farewell, () => cut.abort()) : silence();
		}
		return reader.end();
	} catch (thrown) {
		if (hasEnough && !stop.isStopped) return reader.end();
		const why = stop.isStopped ? failure('cancelled') : (late ?? failureOf(thrown));
		return { failure: { ...why, ...reader.partial?.() } };
	} finally {
		endTotal();
		endSilence();
		endListening();
	}
}
