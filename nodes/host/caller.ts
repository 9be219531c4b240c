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

	constructor(
		private readonly context: Pick<IExecuteFunctions, 'sendChunk'>,
		private readonly redactor: Redactor,
	) {}

	/** Passes on the text of one item as it comes. */
	onText(item: number): OnText {
		return (text) => {
			const pieces = this.begun.get(item) ?? this.begin(item);
			pieces.add(text);
		};
	}

	/**
	 * Items are done. What went wrong is told, also in the middle of a text; where it stops the workflow, n8n
	 * tells it.
	 */
	end(items: readonly number[], failure?: Failure): void {
		for (const item of items) {
			this.begun.get(item)?.end();
			if (failure !== undefined) {
				const { message, description } = bounded(failure);
				const words = `${message}. ${description}`;
				this.send('error', item, this.redactor.message(words));
			}
			if (this.begun.has(item)) this.send('end', item);
		}
	}

	/** Resolves when everything is passed on. */
	async done(): Promise<void> {
		await this.last;
	}

	private begin(item: number): RedactedPieces {
		this.send('begin', item);
		const pieces = this.redactor.pieces((text) => this.send('item', item, text));
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
export function callerOf(context: IExecuteFunctions, redactor: Redactor): Caller | undefined {
	return context.isStreaming?.() ? new Caller(context, redactor) : undefined;
}
