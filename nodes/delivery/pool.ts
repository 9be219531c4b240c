/**
 * Works on units of items, several at once, and returns the results in the order of the units. A unit
 * is taken only when there is room for it, so what a unit needs is prepared late and dropped early.
 *
 * The first rejection stops the pool: no further unit is taken, `stop` is called so that what is open
 * can be aborted, and the rejection is passed on once everything has come to rest.
 *
 * @param units taken lazily, one after the other
 * @param work makes the result of a unit; what should not stop the pool is returned, not thrown
 * @param atOnce units worked on at the same time, at least 1
 */
export async function pool<Unit, Result>(
	units: Iterable<Unit>,
	work: (unit: Unit) => Promise<Result>,
	atOnce: number,
	stop: () => void,
): Promise<Result[]> {
	const results: Result[] = [];
	const rejections: unknown[] = [];
	const iterator = units[Symbol.iterator]();
	let position = 0;

	const takeUntilDone = async (): Promise<void> => {
		while (rejections.length === 0) {
			const next = iterator.next();
			if (next.done) return;
			const own = position++;
			try {
				results[own] = await work(next.value);
			} catch (rejection) {
				if (rejections.push(rejection) === 1) stop();
			}
		}
	};
	await Promise.all(Array.from({ length: atOnce }, takeUntilDone));

	if (rejections.length > 0) return await Promise.reject(rejections[0]);
	return results;
}
