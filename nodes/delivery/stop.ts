const nothing = () => {};

/**
 * Ends a run early: the Stop button, or a failure under On Error = Stop. Like an abort signal, but for hundreds of
 * listeners, at which Node.js would warn of a leak.
 */
export class Stop {
	private readonly listeners = new Set<{ tell: () => void }>();
	private stopped = false;

	get isStopped(): boolean {
		return this.stopped;
	}

	/** Stops the run; only the first call counts. */
	now(): void {
		if (this.stopped) return;
		this.stopped = true;
		for (const tell of [...this.listeners].map((entry) => entry.tell)) tell();
		this.listeners.clear();
	}

	/** Calls `listener` when the run stops, at once if it has. Returns a function that ends listening. */
	listen(listener: () => void): () => void {
		const entry = { tell: listener };
		if (this.stopped) listener();
		else this.listeners.add(entry);
		return () => {
			this.listeners.delete(entry);
			// A set that has grown keeps its last members in memory for a while: the whole call would stay with it.
			entry.tell = nothing;
		};
	}
}
