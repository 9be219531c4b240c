// Temporary stand-in while the limiter is being made.
import type { Clock } from './clock';
import type { LimitHints } from '../api/limitHints';
export interface Pass {
	readonly others: number;
	admitted(headers: { [name: string]: string }): void;
	refused(hints: LimitHints): void;
	ended(tokens?: number): void;
}
interface Waiting { start: (pass: Pass) => void }
export class Queue {
	readonly waiting: Waiting[] = [];
	constructor(private readonly lane: Lane) {}
	enter(_cost: { tokens: number }, start: (pass: Pass) => void, { first = false } = {}): () => void {
		const entry = { start };
		if (first) this.waiting.unshift(entry);
		else this.waiting.push(entry);
		this.lane.serve();
		return () => {
			const at = this.waiting.indexOf(entry);
			if (at >= 0) this.waiting.splice(at, 1);
		};
	}
	leave(): void {
		this.waiting.length = 0;
		this.lane.queues.delete(this);
	}
}
export class Lane {
	readonly queues = new Set<Queue>();
	private inFlight = 0;
	private gate = 0;
	private limit = 64;
	constructor(private readonly clock: Clock) {}
	join(_wishes: object): Queue {
		const queue = new Queue(this);
		this.queues.add(queue);
		return queue;
	}
	serve(): void {
		const now = this.clock.now();
		if (now < this.gate) { this.clock.after(this.gate - now, () => this.serve()); return; }
		for (const queue of this.queues) {
			while (this.inFlight < this.limit) {
				const next = queue.waiting.shift();
				if (!next) break;
				this.inFlight++;
				const lane = this;
				next.start({
					get others() { return lane.inFlight - 1; },
					admitted: () => {},
					refused: ({ wait = 200, about }) => {
						if (about === 'inFlight') this.limit = Math.max(1, this.inFlight >> 1);
						else this.gate = this.clock.now() + wait;
					},
					ended: () => { this.inFlight--; this.serve(); },
				});
			}
		}
	}
}
