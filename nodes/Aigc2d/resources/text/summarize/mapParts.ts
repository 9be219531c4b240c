/**
 * Works on parts in their order, so many at once, and returns the results in the order of the parts. After
 * the first rejection nothing more is begun; it is passed on when everything that was begun is over.
 *
 * @param atOnce parts that are worked on at the same time, at least 1
 * @param onDone told of each result with the position of its part
 */
export async function mapParts<Part, Result>(
	parts: readonly Part[],
	atOnce: number,
	work: (part: Part, position: number) => Promise<Result>,
	onDone: (result: Result, position: number) => void,
): Promise<void> {
	const rejections: unknown[] = [];
	const queue = parts.entries();
	// All workers take from the one queue.
	const worker = async (): Promise<void> => {
		for (const [position, part] of queue) {
			if (rejections.length > 0) return;
			try {
				onDone(await work(part, position), position);
			} catch (rejection) {
				rejections.push(rejection);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, parts.length) }, worker));
	if (rejections.length > 0) return await Promise.reject(rejections[0]);
}
