import type { Failure } from '../failure';
import type { JsonObject } from '../json';
import type { Assembly } from '../readers/eventStream';
import type { Reading, ResponseHead } from '../readers/reader';
import { ResponsesAssembly } from '../responses/assembly';
import { isOfResponses } from '../responses/events';
import { ChatAssembly } from './assembly';
import { type Completion, readCompletion } from './completion';

/**
 * Puts a streamed answer together in the dialect in which it comes: a gateway that has one of the routes only may give its
 * answers on both.
 */
export class CompletionAssembly implements Assembly<Completion> {
	private readonly chat: ChatAssembly<Completion>;
	private readonly responses: ResponsesAssembly;
	private current: ChatAssembly<Completion> | ResponsesAssembly;

	/** @param onChunk called after every event */
	constructor(
		head: ResponseHead,
		private readonly onChunk: () => void,
	) {
		this.chat = new ChatAssembly(head, readCompletion);
		this.responses = new ResponsesAssembly(head);
		this.current = this.chat;
	}

	add(event: JsonObject): boolean {
		if (!this.current.hasBegun()) {
			if (isOfResponses(event)) this.current = this.responses;
			else if (event.choices !== undefined) this.current = this.chat;
		}
		const isPiece = this.current.add(event);
		this.onChunk();
		return isPiece;
	}

	isOver(): boolean {
		return this.current === this.responses && this.responses.isOver();
	}

	isComplete(): boolean {
		return this.current.isComplete();
	}

	/** Whether so many choices have begun; the other dialect has one. */
	hasChoices(asked: number): boolean {
		return this.current === this.responses || this.chat.count >= asked;
	}

	hasBegun(): boolean {
		return this.current.hasBegun();
	}

	/**
	 * The text of the first choice so far.
	 *
	 * @param asked of how many: the one with index 0 need not be the first to begin
	 */
	textOf(asked: number): string {
		if (this.current === this.responses) return this.responses.text;
		return asked > 1 ? this.chat.textOfZero : this.chat.text;
	}

	partial(): Partial<Failure> {
		return this.current.partial();
	}

	result(): Reading<Completion> {
		return this.current.result();
	}
}
