import { textReader, type TextReader } from './charset';
import type { ResponseHead } from './reader';

/** One event of a server-sent event stream. */
export interface ServerEvent {
	/** Its `event:` field; empty when it has none. */
	event: string;
	/** Its `data:` lines, joined by line feeds. */
	data: string;
}

/** Names of fields that tell nothing of an answer, and of comments: no line of JSON begins so. */
const silent = ['', 'id', 'retry'];
/** Lines of an event that are kept apart. */
const mostLines = 1_000;

/** Whether an answer calls itself a stream of events. */
export function isEventStream({ headers }: Pick<ResponseHead, 'headers'>): boolean {
	return /event-stream/i.test(headers['content-type'] ?? '');
}

/**
 * Cuts a server-sent event stream (WHATWG HTML, "Server-sent events") into events. Bytes may come cut
 * anywhere, also within a character or a line break; the events are always the same.
 *
 * Differences to the standard, all of them seen from gateways: events without data are dropped; a last event
 * without the blank line after it counts; the field `error:` (llama.cpp) is an event of that name; JSON on
 * lines of its own, without a field, is the data of an event.
 */
export class SseParser {
	private readonly reader: TextReader;
	/** The pieces of the line that is not complete yet; joined once, so that long lines cost linear time. */
	private pieces: string[] = [];
	private length = 0;
	private data: string[] = [];
	private event = '';
	/** The lines of the event are JSON without a field. */
	private isBare = false;
	/** The last piece ended with CR: an LF at the start of the next belongs to the same line break. */
	private afterReturn = false;

	constructor(head?: ResponseHead) {
		this.reader = textReader(head);
	}

	/** Characters of the line that is not complete yet. */
	get unfinished(): number {
		return this.length;
	}

	/** Takes bytes and gives the events that they complete. */
	push(bytes: Uint8Array): ServerEvent[] {
		return this.read(this.reader.push(bytes));
	}

	/** Gives the event that the end of the stream completes, if any. */
	end(): ServerEvent[] {
		return this.read(`${this.reader.end()}\n\n`);
	}

	private read(text: string): ServerEvent[] {
		const events: ServerEvent[] = [];
		let start = this.afterReturn && text.startsWith('\n') ? 1 : 0;
		if (text !== '') this.afterReturn = false;
		// To look for single characters is several times as fast as for an expression.
		let feed = text.indexOf('\n', start);
		let carriage = text.indexOf('\r', start);
		while (feed >= 0 || carriage >= 0) {
			const isReturn = carriage >= 0 && (feed < 0 || carriage < feed);
			const end = isReturn ? carriage : feed;
			const isPair = isReturn && feed === end + 1;
			const completed = this.line(this.lineTo(text.slice(start, end)));
			if (completed !== undefined) events.push(completed);
			start = end + (isPair ? 2 : 1);
			this.afterReturn = isReturn && !isPair && start === text.length;
			if (feed >= 0 && feed < start) feed = text.indexOf('\n', start);
			if (carriage >= 0 && carriage < start) carriage = text.indexOf('\r', start);
		}
		if (start < text.length) this.pieces.push(text.slice(start));
		this.length += Math.max(0, text.length - start);
		return events;
	}

	/** The line that ends with this piece. */
	private lineTo(piece: string): string {
		const line = this.pieces.length === 0 ? piece : this.pieces.join('') + piece;
		this.pieces = [];
		this.length = 0;
		return line;
	}

	/** Takes one line; the blank line after an event completes it. Comments (`: ping`) have an empty name. */
	private line(line: string): ServerEvent | undefined {
		if (line !== '') {
			this.field(line);
			return undefined;
		}
		const { event, data } = this;
		this.event = '';
		this.data = [];
		this.isBare = false;
		return data.length === 0 ? undefined : { event, data: data.join('\n') };
	}

	private field(line: string): void {
		const colon = line.indexOf(':');
		const name = colon === -1 ? line : line.slice(0, colon);
		const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
		if (name === 'data') this.addData(value);
		else if (name === 'event') this.event = value;
		else if (name === 'error') {
			this.event = name;
			this.addData(value);
		} else if (silent.includes(name)) return;
		else if (this.isBare || /^\s*[{[]/.test(line)) {
			this.isBare = true;
			this.addData(line);
		}
	}

	/** Lines of a letter each would take many times their size as strings of their own. */
	private addData(line: string): void {
		if (this.data.push(line) > mostLines) this.data = [this.data.join('\n')];
	}
}
