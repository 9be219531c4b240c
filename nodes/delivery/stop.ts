/**
 * Ends a run early: the Stop button, or a failure under On Error = Stop. Like an abort signal, but for hundreds of
 * listeners, at which Node.js would warn of a leak.
 */
export class Stop {
	private readonly listeners = new Set<() => void>();
	private stopped = false;

	get isStopped(): boolean {
		return this.stopped;
	}

	/** Stops the run; only the first call counts. */
	now(): void {
		if (this.stopped) return;
		this.stopped = true;
		for (const listener of [...this.listeners]) listener();
		this.listeners.clear();
	}

	/** Calls `listener` when the run stops, at once if it has. Returns a function that ends listening. */
	listen(listener: () => void): () => void {
		if (this.stopped) listener();
		else this.listeners.add(listener);
		return () => void this.listeners.delete(listener);
	}
}
