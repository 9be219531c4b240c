/**
 * Work that would keep the processor too long as a whole. After each `yield` it can wait until others have had it; how
 * long it waits is no matter of the work.
 */
export type InSlices<T> = Generator<void, T>;

/** How much is done between two of them, in characters or bytes that are looked through: some milliseconds. */
export const sliceLength = 256 * 1024;

/** Does the work without a pause. */
export function atOnce<T>(work: InSlices<T>): T {
	for (;;) {
		const step = work.next();
		if (step.done === true) return step.value;
	}
}
