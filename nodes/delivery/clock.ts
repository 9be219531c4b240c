/** Time as delivery sees it; tests turn it by hand. */
export interface Clock {
	/** Milliseconds since some fixed instant; never goes back. */
	now(): number;
	/** Calls `action` once, at least `milliseconds` from now, unless the returned function is called first. */
	after(milliseconds: number, action: () => void): () => void;
}
