import type { IExecuteFunctions } from 'n8n-workflow';
import type { OnText } from '../api/call';
import type { Failure } from '../api/failure';
import { bounded } from './bounded';
import type { Redactor } from '../api/redact/redactor';
import type { RedactedPieces } from '../api/redact/pieces';

/**
 * Whoever started the workflow and reads along: a chat, or a webhook that answers as a stream. Items are
 * kept apart by their number, which travels with every piece.
 */
export class Caller {
	/** Texts of items that have begun. */
	private readonly begun = new Map<number, RedactedPieces>();
	/** n8n passes pieces on asynchronously; one after the other they stay in order. */
	private last: Promise<unknown> = Promise.resolve();

	constructor(private readonly context: Pick<IExecuteFunctions, 'sendChunk'>) {}

	/**
	 * Passes on the text of one item as it comes.
	 *
	 * @param redactor takes out what must not appear in it
	 */
	onText(item: number, redactor: Redactor): OnText {
		return (text) => {
			const pieces = this.begun.get(item) ?? this.begin(item, redactor);
			pieces.add(text);
		};
	}

	/**
	 * Items are done. What went wrong is told, also in the middle of a text; where it stops the workflow, n8n
	 * tells it.
	 */
	end(items: readonly number[], redactor: Redactor, failure?: Failure): void {
		for (const item of items) {
			this.begun.get(item)?.end();
			if (failure !== undefined) {
				const { message, description } = bounded(failure);
				const words = `${message}. ${description}`;
				this.send('error', item, redactor.message(words));
			}
			if (this.begun.has(item)) this.send('end', item);
		}
	}

	/** Resolves when everything is passed on, what was held back of texts that were not ended included. */
	async done(): Promise<void> {
		for (const pieces of this.begun.values()) pieces.end();
		await this.last;
	}

	private begin(item: number, redactor: Redactor): RedactedPieces {
		this.send('begin', item);
		const pieces = redactor.pieces((text) => this.send('item', item, text));
		this.begun.set(item, pieces);
		return pieces;
	}

	private send(type: 'begin' | 'item' | 'end' | 'error', item: number, content?: string): void {
		// A caller who is gone must not fail the item: its answer is paid for.
		this.last = this.last
			.then(async () => await this.context.sendChunk(type, item, content))
			.catch(() => {});
	}
}

/** The caller, if there is one who reads along. Older versions of n8n know none. */
export function callerOf(context: IExecuteFunctions): Caller | undefined {
	return context.isStreaming?.() ? new Caller(context) : undefined;
}
