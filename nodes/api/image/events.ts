import { defined } from '../defined';
import type { Failure } from '../failure';
import { filesIn } from '../file/files';
import { addressesAsText } from '../file/givenFile';
import { asObject, type JsonObject, without } from '../json';
import type { Assembly } from '../readers/eventStream';
import type { Interpret } from '../readers/json';
import type { Reading, ResponseHead } from '../readers/reader';
import { laterUsage, spent, usageIn } from '../usage/usage';

/** Events with a picture that is not finished, or with none yet. */
const unfinished = /partial|progress|queue|created|started/i;
/** What an event says of itself, and not of its picture. */
const eventMembers = ['type', 'event', 'usage', 'sequence_number', 'output_index', 'created_at'];

/**
 * The events of pictures: `image_generation.completed` and `image_edit.completed` (OpenAI), one for each
 * picture, or whole answers. Pictures on the way are passed over. A gateway that makes pictures with a chat
 * model may send its words in pieces, and the address of a picture may be cut in between.
 */
export class ImageEvents<T> implements Assembly<T> {
	private readonly pictures: JsonObject[] = [];
	private usage: JsonObject | null = null;
	private created: unknown;
	/** Pictures so far. */
	private count = 0;
	/** The last event that was not about a picture on its way. */
	private last: JsonObject = {};
	/** What a chat model has said so far. */
	private words = '';

	/**
	 * @param wanted how many were asked for: with fewer, more may follow
	 * @param interpret reads the body that they make
	 */
	constructor(
		private readonly head: ResponseHead,
		private readonly wanted: number,
		private readonly interpret: Interpret<T>,
	) {}

	add(chunk: JsonObject): boolean {
		this.usage = laterUsage(this.usage, usageIn(chunk));
		const { type, partial_image_index } = chunk;
		if (partial_image_index !== undefined || unfinished.test(String(type ?? ''))) return true;
		this.last = chunk;
		const piece = pieceOf(chunk);
		if (piece !== '') {
			this.words += piece;
			return true;
		}
		const { files } = filesIn(chunk, this.head);
		if (files.length === 0) return false;
		this.created ??= chunk.created ?? chunk.created_at;
		this.count += files.length;
		this.pictures.push(chunk);
		return true;
	}

	isComplete(): boolean {
		return this.count >= this.wanted;
	}

	hasBegun(): boolean {
		return this.count > 0 || this.words !== '';
	}

	partial(): Partial<Failure> {
		return {
			...addressesAsText(filesIn(this.pictures, this.head).files),
			...spent(this.usage),
		};
	}

	result(): Reading<T> {
		if (this.pictures.length === 0 && this.words !== '')
			return this.interpret({ content: this.words, usage: this.usage }, this.head);
		const [only, ...others] = this.pictures;
		const isBody = only !== undefined && others.length === 0 && only.type === undefined;
		const data = this.pictures.map((chunk) => without(chunk, ...eventMembers));
		const body = isBody ? only : { ...defined({ created: this.created }), data };
		return this.interpret({ ...body, usage: this.usage }, this.head);
	}

	/** Each event has a whole picture: when there are no more, those are what was made. */
	ended(): Reading<T> {
		const reading = this.hasBegun() ? this.result() : this.interpret(this.last, this.head);
		const { failure: why } = reading;
		return why === undefined ? reading : { failure: { ...why, retryable: false } };
	}
}

/** A piece of what a chat model says (chat.completion.chunk); empty in any other event. */
function pieceOf({ choices }: JsonObject): string {
	const [choice] = Array.isArray(choices) ? (choices as unknown[]) : [];
	const { content } = asObject(asObject(choice).delta);
	return typeof content === 'string' ? content : '';
}
