import { partialAnswer } from '../answer/partial';
import { ChatAssembly } from '../chat/assembly';
import type { Failure } from '../failure';
import { type JsonObject, without } from '../json';
import type { Assembly } from '../readers/eventStream';
import type { Reading, ResponseHead } from '../readers/reader';
import { laterUsage, usageIn } from '../usage/usage';
import { readTranscript, type Transcription } from './transcript';
import { joinParts, transcriptTextIn } from './transcriptText';

/**
 * The events of a transcript: pieces until one has the whole (`transcript.text.delta`, `transcript.text.done`),
 * parts that are whole each (Speaches), or the chunks of a chat model that listens.
 */
export function transcriptEvents(head: ResponseHead): Assembly<Transcription> {
	const own = new TranscriptEvents(head);
	const chat = new ChatAssembly(head, readTranscript);
	let chosen: Assembly<Transcription> = own;
	return {
		add(chunk) {
			if (Array.isArray(chunk.choices)) chosen = chat;
			return chosen.add(chunk);
		},
		isComplete: () => chosen.isComplete(),
		hasBegun: () => chosen.hasBegun(),
		partial: () => chosen.partial(),
		result: () => chosen.result(),
		ended: () => chosen.ended?.(),
	};
}

/** Types of events of a stream that says when it is over: if it does not, it was cut off. */
const hasEnd = /^transcript\.|delta/i;
const endEvent = /done$|completed?$/i;

class TranscriptEvents implements Assembly<Transcription> {
	private pieces = '';
	/** Parts that are whole each. */
	private readonly parts: JsonObject[] = [];
	/** The event that ended it. */
	private last: JsonObject | undefined;
	private isOpen = false;
	private usage: JsonObject | null = null;
	/** The last event without any words. */
	private silent: JsonObject | undefined;

	constructor(private readonly head: ResponseHead) {}

	add(chunk: JsonObject): boolean {
		const told = usageIn(chunk);
		this.usage = laterUsage(this.usage, told);
		const type = String(chunk.type ?? '');
		const said = transcriptTextIn(chunk);
		if (/error|fail/i.test(type)) return false;
		this.isOpen ||= hasEnd.test(type);
		if (endEvent.test(type)) this.last = chunk;
		else if (/delta/i.test(type)) this.pieces += said ?? '';
		// What is not certain yet comes again.
		else if (said !== undefined && !/partial|interim/i.test(type)) this.parts.push(chunk);
		else if (said === undefined) this.silent = chunk;
		return chunk !== this.silent || told !== null;
	}

	isComplete(): boolean {
		return this.last !== undefined && this.text !== undefined;
	}

	hasBegun(): boolean {
		return this.text !== undefined;
	}

	partial(): Partial<Failure> {
		const { text, usage } = this;
		return partialAnswer({ text, usage });
	}

	result(): Reading<Transcription> {
		const { text = '', usage } = this;
		const [only, ...others] = this.parts;
		const told = this.last ?? (others.length === 0 ? only : undefined) ?? {};
		const more = without(told, 'type', 'text', 'transcript', 'delta', 'usage');
		return { value: { text, more, usage }, usage };
	}

	/** Parts need no end. Events that hold nothing would come the same again. */
	ended(): Reading<Transcription> | undefined {
		if (this.isOpen) return undefined;
		if (this.parts.length > 0) return this.result();
		return this.silent && readTranscript(this.silent, this.head);
	}

	/** What was said so far; undefined when there was no place for it. */
	private get text(): string | undefined {
		const whole = this.last === undefined ? undefined : transcriptTextIn(this.last);
		const said = [
			whole,
			this.pieces,
			joinParts(this.parts.map((part) => transcriptTextIn(part) ?? '')),
		];
		return said.find((text) => text !== undefined && text.trim() !== '') ?? whole;
	}
}
