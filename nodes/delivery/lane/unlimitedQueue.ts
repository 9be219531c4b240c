import type { Capacity } from '../capacity';
import type { RequestSize } from './oversize';
import type { Queue, Start, Waiting } from './queue';

/** Where calls of a run wait that no limit of a lane counts: polls, downloads, lists. */
export class UnlimitedQueue implements Queue {
	/** No limit keeps anything back. */
	readonly holds = {
		inFlight: 0,
		stated: -Infinity,
		block: -Infinity,
		gates: -Infinity,
	};
	private readonly waiting = new Set<Waiting>();

	constructor(private readonly capacity: Capacity) {}

	get isReady(): boolean {
		return this.waiting.size > 0 && !this.capacity.isFull;
	}

	enter(size: RequestSize, start: Start): () => void {
		const waiting = { size, start };
		this.waiting.add(waiting);
		this.serve();
		return () => void this.waiting.delete(waiting);
	}

	private readonly serve = (): void => {
		for (const next of this.waiting) {
			if (!this.capacity.admits(next.size, this.serve)) return;
			this.waiting.delete(next);
			this.capacity.take(next.size);
			let isOver = false;
			next.start({
				others: 0,
				admitted: () => {},
				refused: () => 'unlimited',
				crowded: () => {},
				uncrowded: () => {},
				ended: () => {
					if (!isOver) this.capacity.release();
					isOver = true;
				},
			});
		}
	};
}
