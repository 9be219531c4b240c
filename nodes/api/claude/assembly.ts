import { readContent } from '../answer/content';
import { endingWord } from '../answer/endings';
import { partialAnswer } from '../answer/partial';
import { joinThoughts, splitThoughts } from '../answer/thoughts';
import { unknownFormFailure } from '../answer/usability';
import type { Failure } from '../failure';
import { isObject, type JsonObject } from '../json';
import type { Assembly } from '../readers/eventStream';
import type { Reading, ResponseHead } from '../readers/reader';
import { isUsage, laterUsage } from '../usage/usage';
import { type ClaudeAnswer, readAnswer } from './answer';
import { Blocks } from './blocks';

/**
 * Puts the events of a streamed answer of POST /v1/messages together. The result is, key by key, the body
 * that would have come without streaming.
 */
export class ClaudeAssembly implements Assembly<ClaudeAnswer> {
	private message: JsonObject | undefined;
	private readonly blocks = new Blocks();
	private hasStopped = false;
	private hasUnread = false;

	constructor(private readonly head: ResponseHead) {}

	/** Takes the next event; its type is in its data as well. A whole message in place of an event counts as one. */
	add(event: JsonObject): boolean {
		switch (typeOf(event)) {
			case 'message_start':
				if (isObject(event.message)) this.begin(event.message);
				return true;
			case 'message':
				this.begin(event);
				return true;
			case 'content_block_start':
				this.blocks.start(event.index, event.content_block);
				return true;
			case 'content_block_delta':
				this.blocks.extend(event.index, event.delta);
				return true;
			case 'content_block_stop':
				this.blocks.stop(event.index);
				return true;
			case 'message_delta':
				this.end(event);
				return true;
			case 'message_stop':
				this.hasStopped = true;
				return true;
			default:
				return event.type === 'ping';
		}
	}

	isOver(): boolean {
		return this.hasStopped;
	}

	/** Whether the answer has said why it ended, or that it has. */
	isComplete(): boolean {
		return this.hasBegun() && (this.hasStopped || endingWord(this.message?.stop_reason) !== null);
	}

	hasBegun(): boolean {
		return this.message !== undefined;
	}

	partial(): Partial<Failure> {
		const content = readContent(this.blocks.list());
		const { text, reasoning } = splitThoughts(content.text);
		const thoughts = joinThoughts(content.reasoning, reasoning);
		return partialAnswer({ text, reasoning: thoughts, usage: this.message?.usage });
	}

	result(): Reading<ClaudeAnswer> {
		const reading = readAnswer({ ...this.message, content: this.blocks.list() }, this.head);
		// Something came that is no event, or no block: what it held is missing.
		const isUnread = this.hasUnread || this.blocks.isUnread;
		return reading.value !== undefined && isUnread
			? { failure: unknownFormFailure(this.head, this.partial()) }
			: reading;
	}

	/** The message as it begins; a gateway may send it whole, with its content. */
	private begin(message: JsonObject): void {
		const { content, usage, ...rest } = message;
		this.message ??= {};
		takeMembers(this.message, rest);
		this.addUsage(usage);
		this.blocks.replace(content);
	}

	private end({ delta, usage }: JsonObject): void {
		this.message ??= {};
		if (isObject(delta)) {
			// An empty reason in a later event does not take back the one before.
			const { stop_reason, ...rest } = delta;
			takeMembers(this.message, rest);
			if (endingWord(stop_reason) !== null || this.message.stop_reason === undefined)
				this.message.stop_reason = stop_reason;
		} else this.hasUnread ||= delta !== undefined && delta !== null;
		this.addUsage(usage);
	}

	private addUsage(usage: unknown): void {
		if (!isUsage(usage) || this.message === undefined) return;
		const { usage: before } = this.message;
		this.message.usage = laterUsage(isObject(before) ? before : null, usage);
	}
}

const types = [
	'message_start',
	'message',
	'content_block_start',
	'content_block_delta',
	'content_block_stop',
	'message_delta',
	'message_stop',
];

/** Members that a message has; each event could bring others. */
const mostMembers = 200;

/** Takes further members of a message. */
function takeMembers(message: JsonObject, more: JsonObject): void {
	for (const name of Object.keys(more))
		if (Object.hasOwn(message, name) || Object.keys(message).length < mostMembers)
			message[name] = more[name];
}

/** The type of an event; where it has none that is known, what it holds tells. */
function typeOf({ type, message, content_block, delta }: JsonObject): unknown {
	if (typeof type === 'string' && types.includes(type)) return type;
	if (content_block !== undefined) return 'content_block_start';
	if (isObject(delta) && 'stop_reason' in delta) return 'message_delta';
	if (delta !== undefined) return 'content_block_delta';
	return isObject(message) ? 'message_start' : type;
}
