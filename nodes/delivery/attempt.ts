import type { Call, Request } from '../api/call';
import type { Reading } from '../api/readers/reader';
import { Failed, failure, failureOf } from '../api/failure';
import type { RetryAndTimeouts } from '../api/limits';
import { memoryOf } from '../api/memoryOf';
import { sliceLength } from '../api/slices';
import { AnswerClocks, limitsFor } from './answerClocks';
import { isOnce } from './arrival';
import type { Clock } from './clock';
import { heldBytes, tooLargeTogether, type HeldAnswer, type HeldBytes } from './heldBytes';
import type { Stop } from './stop';
import type { Answer, Transport } from './transport';
import { inTurns } from './turns';

/** Where and how one attempt is made. */
interface AttemptOptions {
	transport: Transport;
	/** Which of the transport's addresses. */
	address: string;
	clock: Clock;
	stop: Stop;
	timeouts: RetryAndTimeouts;
	/** What all answers of the process take. */
	held?: HeldBytes;
	/** Counts what is made of a good answer, which is not over when it is read. */
	kept?: HeldAnswer;
}

/** What came of an attempt. */
interface Attempt<T> {
	reading: Reading<T>;
	/** Undefined: no headers came. */
	answer?: Answer;
	/** Whether all of the answer came, as far as its reader can tell before its end. */
	isComplete: boolean;
}

/**
 * Sends a request once and reads the answer, watched by {@link AnswerClocks}. A failure is returned, never
 * thrown, with what there is of the answer.
 *
 * @param onHeaders called when the headers of the answer are in
 */
export async function attempt<T>(
	call: Call<T>,
	request: Request,
	{ transport, address, clock, stop, timeouts, held = heldBytes, kept }: AttemptOptions,
	onHeaders: (answer: Answer) => void,
): Promise<Attempt<T>> {
	if (stop.isStopped) return { reading: { failure: failure('cancelled') }, isComplete: false };
	const reader = call.reader();
	const isComplete = () => reader.isComplete?.() ?? false;
	let answer: Answer | undefined;
	const end = (reading: Reading<T>) => {
		own.release();
		const isGood = reading.failure === undefined;
		if (isGood) kept?.count(memoryOf(reading.value));
		// Some read the whole answer once more to tell, and it matters only to what failed.
		return { reading, answer, isComplete: isGood || isComplete() };
	};
	const cut = new AbortController();
	const endListening = stop.listen(() => cut.abort());
	const limits = limitsFor(request, timeouts, call.within);
	const clocks = new AnswerClocks(clock, limits, isComplete, () => cut.abort());
	const own = held.hold();
	let size = 0;
	let hasEnough = false;
	const read = async () => {
		if (size < sliceLength) return reader.end();
		// It is all there: no clock should end it while others have the processor.
		clocks.end();
		if (reader.prepare) await inTurns(clock, reader.prepare());
		const reading = reader.end();
		// What is made of it takes long as well.
		await clock.room?.(size);
		return reading;
	};
	try {
		answer = await transport.open(request, address, cut.signal, isOnce(call));
		clocks.headCame();
		onHeaders(answer);
		reader.head(answer);
		for await (const bytes of answer.body) {
			if (hasEnough) break;
			if (!own.add(bytes.byteLength)) throw new Failed(tooLargeTogether());
			size += bytes.byteLength;
			const turn = clock.room?.(bytes.byteLength);
			if (turn !== undefined) await turn;
			const before = reader.progress?.();
			hasEnough = !reader.push(bytes);
			if (hasEnough) clocks.hasEnough();
			else clocks.bytesCame(before === undefined || reader.progress?.() !== before);
		}
		return end(await read());
	} catch (thrown) {
		if (!stop.isStopped && (hasEnough || isComplete())) return end(await read());
		const why = stop.isStopped ? failure('cancelled') : (clocks.late ?? failureOf(thrown));
		return end({ failure: { ...why, ...reader.partial?.() } });
	} finally {
		own.release();
		clocks.end();
		endListening();
	}
}
