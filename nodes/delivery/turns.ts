import { type InSlices, sliceLength } from '../api/slices';
import type { Clock } from './clock';

/**
 * Most work in one turn of the event loop, in bytes or characters that are looked through. Ordinary events take
 * some milliseconds, and the worst some tens.
 */
const mostInTurn = 128 * 1024;

/**
 * Shares the processor between all answers that are being read, and the rest of n8n: what would be too much for one
 * turn of the event loop waits for the next, in order.
 */
export class Turns {
	private done = 0;
	private waiting: Array<{ work: number; go: () => void }> = [];

	/** @param turn resolves when the event loop has turned once */
	constructor(
		private readonly turn: () => Promise<void>,
		private readonly most = mostInTurn,
	) {}

	/** Asks for so much work. Returns what has to be waited for; undefined where it can be done now. */
	room(work: number): Promise<void> | undefined {
		if (this.waiting.length === 0 && this.done < this.most) {
			this.done += work;
			return undefined;
		}
		return new Promise((go) => {
			if (this.waiting.push({ work, go }) === 1) void this.run();
		});
	}

	/** The event loop has turned. */
	turned(): void {
		if (this.waiting.length === 0) this.done = 0;
	}

	private async run(): Promise<void> {
		while (this.waiting.length > 0) {
			await this.turn();
			this.done = 0;
			let admitted = 0;
			for (const { work, go } of this.waiting) {
				if (this.done >= this.most) break;
				this.done += work;
				admitted++;
				go();
			}
			this.waiting = this.waiting.slice(admitted);
		}
	}
}

/** Does work with the turns that it needs between its slices. */
export async function inTurns<T>({ room }: Pick<Clock, 'room'>, work: InSlices<T>): Promise<T> {
	for (;;) {
		await room?.(sliceLength);
		const step = work.next();
		if (step.done === true) return step.value;
	}
}
