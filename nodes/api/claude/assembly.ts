import type { JsonObject } from '../call';
import { endingWord } from '../answer/endings';
import { readContent } from '../answer/content';
import { splitThoughts } from '../answer/thoughts';
import type { Failure } from '../failure';
import { isObject, tryParseJson } from '../json';
import { laterUsage } from '../usage';

/** A block that is being put together. */
interface Started {
	block: JsonObject;
	/** The input of a tool so far, as JSON that is not complete yet. */
	input: string[];
	/** Whether a piece has come: the first one may repeat what the block began with (MiniMax). */
	hasPieces: boolean;
}

/**
 * Puts the events of a streamed answer of POST /v1/messages together. The result is, key by key, the body
 * that would have come without streaming.
 */
export class ClaudeAssembly {
	private message: JsonObject | undefined;
	private readonly blocks = new Map<number, Started>();
	private hasStopped = false;

	/**
	 * Takes the next event; its type is in its data as well. A whole message in place of an event counts as one.
	 * Returns whether it was anything of an answer.
	 */
	add(event: JsonObject): boolean {
		const index = typeof event.index === 'number' ? event.index : 0;
		switch (event.type) {
			case 'message_start':
				if (isObject(event.message)) this.begin(event.message);
				return true;
			case 'message':
				this.begin(event);
				return true;
			case 'content_block_start':
				if (isObject(event.content_block)) this.start(index, event.content_block);
				return true;
			case 'content_block_delta':
				if (isObject(event.delta)) this.extend(index, event.delta);
				return true;
			case 'message_delta':
				this.end(event);
				return true;
			case 'message_stop':
				this.hasStopped = true;
				return true;
			default:
				return event.type === 'content_block_stop' || event.type === 'ping';
		}
	}

	/** Whether the answer is over: it has said why it ended, or that it has. */
	get complete(): boolean {
		return this.begun && (this.hasStopped || endingWord(this.message?.stop_reason) !== null);
	}

	/** Whether the last event has come. */
	get stopped(): boolean {
		return this.hasStopped;
	}

	/** Whether anything of an answer has arrived. */
	get begun(): boolean {
		return this.message !== undefined;
	}

	/** What there is of the answer so far. */
	get partial(): Partial<Failure> {
		const content = readContent(this.content());
		const { text, reasoning } = splitThoughts(content.text);
		const thoughts = [content.reasoning, reasoning].filter((part) => part !== '').join('\n\n');
		const usage = this.message?.usage;
		return {
			...(text === '' ? {} : { text }),
			...(thoughts === '' ? {} : { reasoning: thoughts }),
			...(isObject(usage) ? { usage } : {}),
		};
	}

	/** The body as it would have come without streaming. */
	body(): JsonObject {
		return { ...this.message, content: this.content() };
	}

	private content(): JsonObject[] {
		return [...this.blocks.entries()]
			.sort(([one], [other]) => one - other)
			.map(([, { block, input }]) => {
				const json = input.join('');
				return json === '' ? block : { ...block, input: tryParseJson(json) ?? json };
			});
	}

	/** The message as it begins; a gateway may send it whole, with its content. */
	private begin(message: JsonObject): void {
		const { content, usage, ...rest } = message;
		this.message = { ...this.message, ...rest };
		this.spend(usage);
		if (Array.isArray(content))
			content.forEach((block, index) => {
				if (isObject(block)) this.start(index, block);
			});
	}

	private start(index: number, block: JsonObject): void {
		this.blocks.set(index, { block: { ...block }, input: [], hasPieces: false });
	}

	private extend(index: number, delta: JsonObject): void {
		const began = this.blocks.get(index) ?? {
			block: emptyBlock(delta),
			input: [],
			hasPieces: false,
		};
		this.blocks.set(index, began);
		if (typeof delta.partial_json === 'string') began.input.push(delta.partial_json);
		for (const member of ['text', 'thinking', 'signature']) {
			const piece = delta[member];
			if (typeof piece !== 'string') continue;
			const before = typeof began.block[member] === 'string' ? began.block[member] : '';
			const isRepetition = !began.hasPieces && before !== '' && piece.startsWith(before);
			began.block[member] = isRepetition ? piece : before + piece;
			began.hasPieces = true;
		}
		if (isObject(delta.citation)) {
			const { citations } = began.block;
			began.block.citations = [...(Array.isArray(citations) ? citations : []), delta.citation];
		}
	}

	private end({ delta, usage }: JsonObject): void {
		this.message ??= {};
		if (isObject(delta)) {
			// An empty reason in a later event does not take back the one before.
			const { stop_reason, ...rest } = delta;
			Object.assign(this.message, rest);
			if (endingWord(stop_reason) !== null || this.message.stop_reason === undefined)
				this.message.stop_reason = stop_reason;
		}
		this.spend(usage);
	}

	private spend(usage: unknown): void {
		if (!isObject(usage) || this.message === undefined) return;
		const { usage: before } = this.message;
		this.message.usage = laterUsage(isObject(before) ? before : null, usage);
	}
}

/** The block of a piece whose beginning did not come. */
function emptyBlock({ type }: JsonObject): JsonObject {
	if (type === 'thinking_delta' || type === 'signature_delta') return { type: 'thinking' };
	return type === 'input_json_delta' ? { type: 'tool_use' } : { type: 'text' };
}
