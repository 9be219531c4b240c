import type { LimitHints } from '../../api/rateLimit/limitHints';
import type { Clock } from '../clock';
import type { Gate } from './gate';
import { Limiter } from './limiter/limiter';
import { OversizeDetector } from './oversize';
import { LaneQueue, type Holds, type Permit, type RunTerms, type Waiting } from './queue';

/**
 * All requests to one gateway with one key for one model, from all runs of the process. They pass one
 * limiter; the runs take turns, so that a run of one item beside a run of ten thousand waits for one
 * turn at most. There is one alarm at a time, whatever the number of requests.
 */
export class Lane {
	private readonly limiter: Limiter;
	private readonly oversize = new OversizeDetector();
	private readonly gates: Gate[] = [];
	/** When a gate last held something back, as far as was looked. */
	private gatedAt = -Infinity;
	/** In the order of their turns. */
	private readonly queues: LaneQueue[] = [];
	private inFlight = 0;
	private lastUsed: number;
	private isServing = false;
	private alarmAt = Infinity;
	private endAlarm = () => {};

	/**
	 * @param tellOthers passes on what holds for all lanes of the key
	 * @param random from 0 to 1
	 */
	constructor(
		private readonly clock: Clock,
		private readonly tellOthers: (hints: LimitHints) => void = () => {},
		private readonly random: () => number = Math.random,
	) {
		this.lastUsed = clock.now();
		this.limiter = new Limiter(this.lastUsed);
	}

	/** Opens a queue for a run; the run leaves it when it ends. */
	join(terms: RunTerms): LaneQueue {
		const queue = new LaneQueue(
			terms,
			() => this.serve(),
			() => this.dismiss(queue),
			() => this.holds,
		);
		this.queues.push(queue);
		this.keepTerms();
		return queue;
	}

	/** From now on requests go only when this gate lets them, too. */
	guard(gate: Gate): void {
		this.gates.push(gate);
	}

	/** Keeps to what the gateway said of the whole key to a request on another lane. */
	obey(hints: LimitHints): void {
		this.limiter.obey(hints, this.random(), this.clock.now());
		this.serve();
	}

	/** Milliseconds since the last run left and the last request ended; 0 while there are any. */
	idleFor(now: number): number {
		return this.queues.length > 0 || this.inFlight > 0 ? 0 : now - this.lastUsed;
	}

	/** Sends what may go, and sets the alarm for the next. */
	private serve(): void {
		if (this.isServing) return;
		this.isServing = true;
		try {
			this.wakeIn(this.serveAll());
		} finally {
			this.isServing = false;
		}
	}

	/** Returns the milliseconds until there may be more to serve; infinite: when something happens. */
	private serveAll(): number {
		for (;;) {
			const queue = this.queues.find(({ isReady }) => isReady);
			if (!queue) return Infinity;
			const delay = this.delay(this.clock.now());
			if (delay > 0) return delay;
			this.remove(queue);
			this.queues.push(queue);
			const next = queue.take(this.isOpen);
			if (next) this.start(queue, next);
		}
	}

	private delay(now: number): number {
		return Math.max(this.limiter.delay(now), this.gateDelay(now));
	}

	private gateDelay(now: number): number {
		let delay = 0;
		for (const gate of this.gates) delay = Math.max(delay, gate.delay(now));
		if (delay > 0) this.gatedAt = now;
		return delay;
	}

	private get holds(): Holds {
		this.gateDelay(this.clock.now());
		return { ...this.limiter.holds, gates: this.gatedAt, inFlight: this.inFlight };
	}

	/** Whether only probes may go. */
	private get isOpen(): boolean {
		return this.limiter.isOpen || this.gates.some(({ isOpen }) => isOpen);
	}

	private start(queue: LaneQueue, { size, start }: Waiting): void {
		const sent = this.limiter.send(size.tokens, this.clock.now());
		this.inFlight++;
		let isOver = false;
		const inFlight = () => this.inFlight;
		const permit: Permit = {
			get others() {
				return inFlight() - 1;
			},
			admitted: () => {
				this.oversize.admitted(size);
				this.limiter.admitted(sent, this.clock.now());
				this.serve();
			},
			refused: (hints) => {
				const now = this.clock.now();
				const isTooLarge = this.oversize.refused(size) || hints.tooLarge === true;
				if (isTooLarge) this.limiter.unjudged(sent, now);
				else {
					const ofKey = this.limiter.refused(sent, hints, this.random(), now);
					if (hints.wholeKey) this.tellOthers(ofKey);
				}
				this.serve();
				return isTooLarge ? 'tooLarge' : 'later';
			},
			crowded: () => {
				this.limiter.crowded(sent, this.clock.now());
				this.serve();
			},
			uncrowded: () => {
				this.limiter.uncrowded();
				this.serve();
			},
			ended: (tokensUsed) => {
				if (isOver) return;
				isOver = true;
				this.inFlight--;
				this.lastUsed = this.clock.now();
				this.limiter.ended(sent, tokensUsed, this.lastUsed);
				for (const gate of this.gates) gate.ended(permit, this.lastUsed);
				queue.terms.capacity.release();
				this.serve();
			},
		};
		for (const gate of this.gates) gate.sent(permit, sent.at);
		start(permit);
	}

	private dismiss(queue: LaneQueue): void {
		this.remove(queue);
		this.lastUsed = this.clock.now();
		this.keepTerms();
		this.serve();
	}

	private remove(queue: LaneQueue): void {
		this.queues.splice(this.queues.indexOf(queue), 1);
	}

	/** Of the limits that the users of all runs state, the strictest hold. */
	private keepTerms(): void {
		const all = this.queues.map(({ terms }) => terms);
		this.limiter.setUserLimits(
			Math.min(...all.map(({ requestsPerMinute = Infinity }) => requestsPerMinute)),
			Math.min(...all.map(({ tokensPerMinute = Infinity }) => tokensPerMinute)),
		);
	}

	private wakeIn(milliseconds: number): void {
		const at = this.clock.now() + milliseconds;
		if (at === this.alarmAt) return;
		this.endAlarm();
		this.alarmAt = at;
		if (at === Infinity) return;
		this.endAlarm = this.clock.after(milliseconds, () => {
			this.alarmAt = Infinity;
			this.serve();
		});
	}
}
