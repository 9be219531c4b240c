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
	/**
	 * Asks for the processor, for so many bytes or characters that are to be looked through. Returns what has to be waited
	 * for, so that others get it in between; undefined where the work can be done now. Absent: always.
	 */
	room?(work: number): Promise<void> | undefined;
}
