import type { Clock } from './clock';
import { Limiter, type Refusal, type Sent } from './limiter';

export interface Wishes {
	cap: number;
	requestsPerMinute?: number;
	tokensPerMinute?: number;
}

interface Waiting {
	tokens: number;
	start: (pass: Pass) => void;
}

export interface Pass {
	admitted(headers: { [name: string]: string }): void;
	refused(hints: Refusal): void;
	ended(tokensUsed?: number): void;
}

export class Lane {
	private readonly limiter: Limiter;
	private readonly queues: Queue[] = [];
	private serving = false;
	private alarmAt = Infinity;
	private endAlarm = () => {};

	constructor(
		private readonly clock: Clock,
		private readonly random: () => number = Math.random,
	) {
		this.limiter = new Limiter(clock.now());
	}

	join(wishes: Wishes): Queue {
		const queue = new Queue(wishes, () => this.serve());
		this.queues.push(queue);
		return queue;
	}

	private serve(): void {
		if (this.serving) return;
		this.serving = true;
		this.wakeAt(this.serveAll());
		this.serving = false;
	}

	private serveAll(): number {
		for (;;) {
			const index = this.queues.findIndex((queue) => queue.isReady);
			const queue = this.queues[index];
			if (!queue) return Infinity;
			const now = this.clock.now();
			const delay = this.limiter.delay(now);
			if (delay > 0) return now + delay;
			this.queues.splice(index, 1);
			this.queues.push(queue);
			const { tokens, start } = queue.take();
			const sent = this.limiter.send(tokens, now);
			start(this.pass(sent, queue));
		}
	}

	private pass(sent: Sent, queue: Queue): Pass {
		return {
			admitted: () => {
				this.limiter.admitted(sent, this.clock.now());
				this.serve();
			},
			refused: (hints) => {
				this.limiter.refused(sent, hints, this.clock.now(), this.random());
				this.serve();
			},
			ended: () => {
				queue.inFlight--;
				this.limiter.ended(sent, this.clock.now());
				this.serve();
			},
		};
	}

	private wakeAt(at: number): void {
		if (at === this.alarmAt) return;
		this.endAlarm();
		this.alarmAt = at;
		if (at === Infinity) return;
		this.endAlarm = this.clock.after(at - this.clock.now(), () => {
			this.alarmAt = Infinity;
			this.serve();
		});
	}
}

export class Queue {
	inFlight = 0;
	private readonly again = new Set<Waiting>();
	private readonly fresh = new Set<Waiting>();
	constructor(
		readonly wishes: Wishes,
		private readonly serve: () => void,
	) {}

	get isReady(): boolean {
		return this.inFlight < this.wishes.cap && this.again.size + this.fresh.size > 0;
	}

	enter({ tokens }: { tokens: number }, start: (pass: Pass) => void, { first = false } = {}) {
		const waiting = { tokens, start };
		const line = first ? this.again : this.fresh;
		line.add(waiting);
		this.serve();
		return () => void line.delete(waiting);
	}

	take(): Waiting {
		const line = this.again.size > 0 ? this.again : this.fresh;
		const [next] = line;
		line.delete(next!);
		this.inFlight++;
		return next!;
	}
}
