import type { JsonObject } from '../call';
import { isObject, textOf, tryParseJson } from '../json';

/** A block that is being put together. */
interface Started {
	block: JsonObject;
	/** The input of a tool so far, as JSON that is not complete yet. */
	input: string[];
}

/**
 * Puts the events of a streamed answer of POST /v1/messages together. The result is, key by key, the body
 * that would have come without streaming.
 */
export class ClaudeAssembly {
	private message: JsonObject | undefined;
	private readonly blocks = new Map<number, Started>();
	private hasStopped = false;

	/** Takes the next event; its type is in its data as well. */
	add(event: JsonObject): void {
		const index = typeof event.index === 'number' ? event.index : 0;
		switch (event.type) {
			case 'message_start':
				if (isObject(event.message)) this.message = { ...event.message };
				break;
			case 'content_block_start':
				if (isObject(event.content_block)) {
					this.blocks.set(index, { block: { ...event.content_block }, input: [] });
				}
				break;
			case 'content_block_delta':
				if (isObject(event.delta)) this.extend(index, event.delta);
				break;
			case 'message_delta':
				this.end(event);
				break;
			case 'message_stop':
				this.hasStopped = true;
		}
	}

	/** Whether the answer is over: it has said why it ended, or that it has. */
	get complete(): boolean {
		return this.begun && (this.hasStopped || textOf(this.message?.stop_reason) !== null);
	}

	/** Whether the last event has come. */
	get stopped(): boolean {
		return this.hasStopped;
	}

	/** Whether anything of an answer has arrived. */
	get begun(): boolean {
		return this.message !== undefined;
	}

	/** The text so far. */
	get text(): string {
		return this.content()
			.map((block) => (block.type === 'text' ? (textOf(block.text) ?? '') : ''))
			.join('');
	}

	/** Token usage, or null as long as none has arrived. */
	get spent(): JsonObject | null {
		return isObject(this.message?.usage) ? this.message.usage : null;
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

	private extend(index: number, delta: JsonObject): void {
		const started = this.blocks.get(index) ?? { block: { type: 'text', text: '' }, input: [] };
		this.blocks.set(index, started);
		if (typeof delta.partial_json === 'string') started.input.push(delta.partial_json);
		for (const member of ['text', 'thinking', 'signature']) {
			const piece = delta[member];
			if (typeof piece !== 'string') continue;
			const before = started.block[member];
			started.block[member] = (typeof before === 'string' ? before : '') + piece;
		}
		if (isObject(delta.citation)) {
			const { citations } = started.block;
			started.block.citations = [...(Array.isArray(citations) ? citations : []), delta.citation];
		}
	}

	private end({ delta, usage }: JsonObject): void {
		this.message ??= {};
		if (isObject(delta)) Object.assign(this.message, delta);
		if (!isObject(usage)) return;
		this.message.usage = { ...(isObject(this.message.usage) ? this.message.usage : {}), ...usage };
	}
}
