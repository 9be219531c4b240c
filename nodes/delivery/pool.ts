import { lookedAtOnce, UnitQueue } from './unitQueue';

/** Waits for something that is not worked on here; meanwhile another unit may be begun. */
export type WhileWaiting = <T>(awaited: Promise<T>) => Promise<T>;

/** Most units that are begun beyond `atOnce`, while others only wait: it bounds the memory that they take. */
const mostBeside = 1_000;

/** How a pool works. */
export interface PoolOptions<Unit> {
	/** Units worked on at the same time, at least 1; one that only waits does not count. */
	atOnce: number;
	/** Called at the first rejection, so that what is open can be aborted. */
	stop: () => void;
	/**
	 * Whether the run is over before its time. What is left is then begun at once, whatever room there is: the work
	 * on it ends without doing anything.
	 */
	isStopped?: () => boolean;
	/**
	 * Lets what was begun go out before the next unit is begun. Units begun in one go would prepare their
	 * requests side by side, send them all at the end and get their answers together: the processor would
	 * idle while the gateway works, and the gateway while the processor works.
	 */
	yieldToEventLoop: () => Promise<void>;
	/**
	 * Present where units wait for different lanes: then one lane that lets nothing through keeps no other from
	 * work.
	 */
	lookAhead?: LookAhead<Unit>;
}

/** What the pool must know to pass over units whose lane has enough of them already. */
export interface LookAhead<Unit> {
	/** Names the lane of a unit that is not begun, cheaply; asked once a unit. */
	laneOf(unit: Unit): string;
	/** Finds out what names the lanes of so many units, from this position on; absent where that is known. */
	prepare?(from: number, count: number): Promise<void>;
	/** Whether as many requests are in flight as may be. */
	readonly capacity: { readonly isFull: boolean; whenFree(look: () => void): void };
}

/**
 * Works on units of items, several at once, and returns the results in the order of the units. A unit is taken
 * only when there is room for it, so what a unit needs is prepared late and dropped early. Beyond `atOnce`, units
 * of further lanes are begun only while requests could go out and those that are begun only wait.
 *
 * The first rejection stops the pool: no further unit is begun, and the rejection is passed on once everything
 * has come to rest.
 *
 * @param units taken lazily, one after the other
 * @param work makes the result of a unit; what should not stop the pool is returned, not thrown
 */
export async function pool<Unit, Result>(
	units: Iterable<Unit>,
	work: (unit: Unit, yieldSlot: WhileWaiting) => Promise<Result>,
	{ atOnce, stop, isStopped = () => false, yieldToEventLoop, lookAhead }: PoolOptions<Unit>,
): Promise<Result[]> {
	const queue = new UnitQueue(units, lookAhead?.laneOf ?? (() => ''), atOnce);
	const results: Result[] = [];
	const rejections: unknown[] = [];
	let unfinished = 0;
	let wake = () => {};
	const whenFree = () => wake();
	const somethingEnds = () =>
		new Promise<void>((resolve) => {
			wake = resolve;
			if (lookAhead?.capacity.isFull) lookAhead.capacity.whenFree(whenFree);
		});
	const hasRoom = () =>
		unfinished < atOnce + mostBeside &&
		(queue.atWork < atOnce || (lookAhead !== undefined && !lookAhead.capacity.isFull));

	const begin = async (unit: Unit, position: number, lane: string): Promise<void> => {
		let waits = 0;
		const yieldSlot: WhileWaiting = async (awaited) => {
			if (waits++ === 0) queue.leave(lane);
			wake();
			try {
				return await awaited;
			} finally {
				if (--waits === 0) queue.enter(lane);
			}
		};
		unfinished++;
		queue.enter(lane);
		try {
			results[position] = await work(unit, yieldSlot);
		} catch (rejection) {
			if (rejections.push(rejection) === 1) stop();
		}
		queue.leave(lane);
		unfinished--;
		wake();
	};

	while (rejections.length === 0 && !queue.isOver && !isStopped()) {
		if (lookAhead?.prepare && hasRoom()) await lookAhead.prepare(queue.looked, lookedAtOnce);
		const next = hasRoom() ? queue.next() : undefined;
		if (next) void begin(next.unit, next.position, next.lane);
		if (next || (hasRoom() && !queue.isExhausted)) await yieldToEventLoop();
		else if (!queue.isOver) await somethingEnds();
	}
	for (const { unit, position } of isStopped() ? queue.rest() : []) {
		if (rejections.length > 0) break;
		await begin(unit, position, '');
	}
	while (unfinished > 0) await somethingEnds();

	if (rejections.length > 0) return await Promise.reject(rejections[0]);
	return results;
}
