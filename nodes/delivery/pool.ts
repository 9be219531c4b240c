/** Waits for something that is not worked on here; meanwhile another unit may be begun. */
export type WhileWaiting = <T>(awaited: Promise<T>) => Promise<T>;

/**
 * Works on units of items, several at once, and returns the results in the order of the units. A unit
 * is taken only when there is room for it, so what a unit needs is prepared late and dropped early.
 *
 * The first rejection stops the pool: no further unit is taken, `stop` is called so that what is open
 * can be aborted, and the rejection is passed on once everything has come to rest.
 *
 * @param units taken lazily, one after the other
 * @param work makes the result of a unit; what should not stop the pool is returned, not thrown
 * @param atOnce units worked on at the same time, at least 1; one that rests does not count, so that
 *   waiting for a picture keeps nobody from asking for another
 * @param yieldToEventLoop lets what was begun go out before the next unit is begun. Units begun in one go would
 *   prepare their requests side by side, send them all at the end and get their answers together: the
 *   processor would idle while the gateway works, and the gateway while the processor works.
 */
export async function pool<Unit, Result>(
	units: Iterable<Unit>,
	work: (unit: Unit, yieldSlot: WhileWaiting) => Promise<Result>,
	atOnce: number,
	stop: () => void,
	yieldToEventLoop: () => Promise<void>,
): Promise<Result[]> {
	const results: Result[] = [];
	const rejections: unknown[] = [];
	let working = 0;
	let unfinished = 0;
	let wake = () => {};
	const oneEnds = () => new Promise<void>((resolve) => (wake = resolve));

	const yieldSlot: WhileWaiting = async (awaited) => {
		working--;
		wake();
		try {
			return await awaited;
		} finally {
			working++;
		}
	};

	const begin = async (unit: Unit, position: number): Promise<void> => {
		working++;
		unfinished++;
		try {
			results[position] = await work(unit, yieldSlot);
		} catch (rejection) {
			if (rejections.push(rejection) === 1) stop();
		}
		working--;
		unfinished--;
		wake();
	};

	let position = 0;
	for (const unit of units) {
		void begin(unit, position++);
		await yieldToEventLoop();
		while (working >= atOnce) await oneEnds();
		if (rejections.length > 0) break;
	}
	while (unfinished > 0) await oneEnds();

	if (rejections.length > 0) return await Promise.reject(rejections[0]);
	return results;
}
