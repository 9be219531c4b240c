/** Turns what is pushed into what is pulled: a stream that one side fills and the other reads. */
export class Channel<T> implements AsyncIterable<T> {
	private readonly waiting: T[] = [];
	private over: { failure?: unknown } | undefined;
	private wake = () => {};

	/** Adds a piece. */
	push(piece: T): void {
		this.waiting.push(piece);
		this.wake();
	}

	/** Nothing more comes; the reader gets what is left, and then the failure, if there is one. */
	end(failure?: { failure: unknown }): void {
		this.over ??= failure ?? {};
		this.wake();
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<T> {
		for (;;) {
			const piece = this.waiting.shift();
			if (piece !== undefined) yield piece;
			else if (this.over) break;
			else await new Promise<void>((resolve) => (this.wake = resolve));
		}
		if ('failure' in this.over) return await Promise.reject(this.over.failure);
	}
}
