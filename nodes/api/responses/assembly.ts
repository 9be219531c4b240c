import type { Completion } from '../chat/completion';
import { failure, type Failure } from '../failure';
import { asObject, isObject, type JsonObject, objectsIn } from '../json';
import { mergeTop } from '../chat/merge';
import type { Assembly } from '../readers/eventStream';
import { headFacts } from '../readers/head';
import type { Reading, ResponseHead } from '../readers/reader';
import { unknownFormFailure } from '../answer/usability';
import { readResponse, textInResponse } from './answer';
import { meaningOf } from './events';
import { isSameItem, Items } from './items';

/**
 * Puts the events of a streamed answer of POST /v1/responses together. The result is the body that would have come
 * without streaming: what came whole counts before what came in pieces, and adds nothing to it.
 */
export class ResponsesAssembly implements Assembly<Completion> {
	private readonly top: JsonObject = {};
	private readonly items = new Items();
	/** Items of the last snapshot that had any. */
	private whole: JsonObject[] = [];
	private status: string | undefined;

	constructor(private readonly head: ResponseHead) {}

	/** Takes the next event. */
	add(event: JsonObject): boolean {
		const { output_index: index } = event;
		if (event.object === 'response') return this.takeWhole(event);
		const meaning = meaningOf(event.type);
		switch (meaning?.kind) {
			case 'snapshot':
				return this.takeSnapshot(event.response);
			case 'end':
				this.takeSnapshot(event.response);
				this.status ??= endingStatus(meaning.status, asObject(event.response).status);
				return true;
			case 'itemOpened':
				this.items.open(index, event.item);
				return true;
			case 'itemClosed':
				this.items.close(index, event.item);
				return true;
			case 'part':
				this.items.takePart(event);
				return true;
			case 'text':
				this.items.take(meaning.place, event, event[meaning.member], meaning.isWhole);
				return true;
			case 'annotation':
				return true;
			case undefined:
				return false;
		}
	}

	/** Only an event of the end says so; `[DONE]` proves nothing. */
	isOver(): boolean {
		return this.status !== undefined;
	}

	isComplete(): boolean {
		return this.status !== undefined;
	}

	hasBegun(): boolean {
		return this.items.count > 0 || this.whole.length > 0;
	}

	/** The text so far. */
	get text(): string {
		return this.items.text;
	}

	partial(): Partial<Failure> {
		return textInResponse(this.body());
	}

	result(): Reading<Completion> {
		if (this.status === undefined) {
			const message = 'The answer ended in the middle';
			return {
				failure: failure('malformed', { ...headFacts(this.head), message, ...this.partial() }),
			};
		}
		const reading = readResponse(this.body(), this.head);
		return reading.value !== undefined && this.items.isUnread && this.whole.length === 0
			? { failure: unknownFormFailure(this.head, this.partial()) }
			: reading;
	}

	private takeSnapshot(response: unknown): boolean {
		if (!isObject(response)) return true;
		const { output, ...rest } = response;
		mergeTop(this.top, rest);
		const items = objectsIn(output);
		if (items.length > 0) this.whole = items;
		return true;
	}

	/** The whole answer as one event. */
	private takeWhole(body: JsonObject): boolean {
		this.takeSnapshot(body);
		const { status } = body;
		if (typeof status === 'string' && /^(completed|incomplete|failed|cancelled)$/.test(status))
			this.status ??= status;
		return true;
	}

	private body(): JsonObject {
		const output = merged(this.whole, this.items.list());
		const { incomplete_details } = this.top;
		const status = isObject(incomplete_details) ? 'incomplete' : this.status;
		return { object: 'response', ...this.top, ...(status ? { status } : {}), output };
	}
}

/**
 * The status at the end. The word of the event counts, since some gateways leave "in_progress" in its snapshot; unless the
 * snapshot says that it is not whole.
 */
function endingStatus(ofEvent: string, ofSnapshot: unknown): string {
	const isWorse = ofSnapshot === 'failed' || ofSnapshot === 'cancelled';
	if (isWorse) return ofSnapshot;
	return ofEvent === 'completed' && ofSnapshot === 'incomplete' ? ofSnapshot : ofEvent;
}

/**
 * The items of the end, with what only came in pieces: calls that are not among them, and a message or thoughts where they
 * have none. What they say nothing of is as it came in pieces.
 */
function merged(whole: readonly JsonObject[], pieces: readonly JsonObject[]): JsonObject[] {
	if (whole.length === 0) return [...pieces];
	const rest = [...pieces];
	const filled = whole.map((item) => {
		const at = rest.findIndex((piece) => isSameItem(item, piece));
		if (at < 0) return item;
		const [piece] = rest.splice(at, 1);
		return isSilent(item) ? { ...item, ...asObject(piece) } : item;
	});
	const missing = rest.filter(
		(piece) => /call$/.test(String(piece.type)) || !whole.some(({ type }) => type === piece.type),
	);
	return [...filled, ...missing];
}

/** Whether an item says nothing: a message without a text, a call without arguments. */
function isSilent({ type, content, summary, arguments: given, input }: JsonObject): boolean {
	if (type === 'message')
		return objectsIn(content).every(({ text, refusal }) => !text && !refusal) && !isText(content);
	if (type === 'reasoning')
		return objectsIn(summary).length === 0 && objectsIn(content).length === 0;
	return (given ?? input ?? '') === '';
}

function isText(value: unknown): boolean {
	return typeof value === 'string' && value !== '';
}
