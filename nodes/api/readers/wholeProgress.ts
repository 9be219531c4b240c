import { eventParts } from './eventParts';
import { EventProgress, growsLong, heartbeat } from './progress';
import type { ResponseHead } from './reader';
import { isEventStream, SseParser } from './sse';

const eventStart = /^\uFEFF?\s*(data|event|id|retry)?:/;
/** What is looked at to tell events from anything else, in bytes. */
const sample = 100;

/**
 * How much of an answer has come, as a number that grows, where the answer is read only when it is over. Blank
 * lines are no part of it; of events, only those count that bring something.
 */
export class WholeProgress {
	private bytes = 0;
	private readonly events = new EventProgress();
	/** Cuts the answer where it is one of events; null where it is none. */
	private parser: SseParser | null | undefined;

	constructor(private readonly head: ResponseHead) {}

	get amount(): number {
		return this.bytes + this.events.amount;
	}

	push(bytes: Uint8Array): void {
		if (this.parser === undefined) {
			if (isBlank(bytes)) return;
			this.parser = isEvents(this.head, bytes) ? new SseParser(this.head) : null;
		}
		if (this.parser === null) {
			if (!isBlank(bytes)) this.bytes += bytes.byteLength;
			return;
		}
		takeEvents(this.parser, bytes, this.events);
	}
}

function takeEvents(cutter: SseParser, bytes: Uint8Array, progress: EventProgress): void {
	const before = cutter.unfinished;
	for (const { event, data } of cutter.push(bytes)) {
		if (heartbeat.test(event)) continue;
		for (const part of eventParts(data))
			if (part.kind === 'chunk') progress.addChunk(part.chunk);
			else progress.addOther();
	}
	if (growsLong(before, cutter.unfinished)) progress.addOther();
}

function isBlank(bytes: Uint8Array): boolean {
	for (const byte of bytes) if (byte !== 32 && (byte < 9 || byte > 13)) return false;
	return true;
}

function isEvents(head: ResponseHead, bytes: Uint8Array): boolean {
	if (isEventStream(head)) return true;
	return eventStart.test(Buffer.from(bytes.subarray(0, sample)).toString());
}
