/** Time as delivery sees it; tests turn it by hand. */
export interface Clock {
	/** Milliseconds since some fixed instant; never goes back. */
	now(): number;
	/** Calls `action` once, at least `milliseconds` from now, unless the returned function is called first. */
	after(milliseconds: number, action: () => void): () => void;
	/**
	 * Milliseconds so far in which the process was too busy to read anything, as far as was noticed while an alarm was
	 * set; only differences mean something. Absent: none.
	 */
	lost?(): number;
}
