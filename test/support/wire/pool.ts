/**
 * Does a thing for every entry, so many at the same time, in their order.
 *
 * @returns a promise for each entry
 */
export function pooled<T, R>(
	entries: readonly T[],
	atOnce: number,
	act: (entry: T) => Promise<R>,
): Array<Promise<R>> {
	const lines = Array.from({ length: atOnce }, () => Promise.resolve<unknown>(undefined));
	return entries.map((entry, position) => {
		const before = lines[position % atOnce] as Promise<unknown>;
		const now = before.then(async () => await act(entry));
		lines[position % atOnce] = now.catch(() => undefined);
		// Whoever awaits it learns of a failure; until then it is not to count as unheard.
		now.catch(() => undefined);
		return now;
	});
}
