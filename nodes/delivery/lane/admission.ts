import { inWords } from '../../api/duration';
import { failure, type Failure } from '../../api/failure';
import type { Clock } from '../clock';
import type { Stop } from '../stop';
import { maxQueueWait } from '../longWait';
import type { RequestSize } from './oversize';
import type { Permit, Queue } from './queue';

/** Why and since when a request waits for its lane. */
export interface QueueWait {
	/** When the request first asked for its turn, on the clock. */
	since: number;
	/** When an answer last came on the lane, on the clock. */
	lastSuccess(): number;
	/** What the gateway last said when it refused a request of the lane, if it did. */
	lastRefusal(): Failure | undefined;
}

/** How long a request may still wait on a lane that lets nothing through, in milliseconds. */
function waitLeft({ since, lastSuccess }: QueueWait, now: number): number {
	return Math.max(since, lastSuccess()) + maxQueueWait - now;
}

/**
 * Waits for the turn of a request in its run's queue. Ends early when the run stops, when `recheck` finds
 * a reason not to send, and when the lane has let nothing through for ten minutes.
 */
export class Admission {
	private readonly waiting = new Set<() => void>();

	constructor(
		private readonly clock: Clock,
		private readonly stop: Stop,
	) {
		stop.listen(() => this.recheck());
	}

	/** Lets everyone who waits look again whether there is still a reason to. */
	recheck(): void {
		for (const look of [...this.waiting]) look();
	}

	/** @param reasonNotToSend the reason not to send at all, if there is one by now */
	acquire(
		queue: Queue,
		size: RequestSize,
		first: boolean,
		queueWait: QueueWait,
		reasonNotToSend: () => Failure | undefined,
	): Promise<Permit | Failure> {
		return new Promise((resolve) => {
			let endAlarm = () => {};
			let leave = () => {};
			const finish = (result: Permit | Failure) => {
				endAlarm();
				leave();
				this.waiting.delete(look);
				resolve(result);
			};
			const look = () => {
				const reason = this.stop.isStopped ? failure('cancelled') : reasonNotToSend();
				if (reason) finish(reason);
			};
			const watch = () => {
				const left = waitLeft(queueWait, this.clock.now());
				// Less than the clock can tell is nothing.
				if (left < 1) return finish(starvation(queueWait.lastRefusal()));
				endAlarm = this.clock.after(left, watch);
			};
			this.waiting.add(look);
			watch();
			look();
			// Only then: the lane may let the request go at once.
			if (this.waiting.has(look)) leave = queue.enter(size, finish, { first });
		});
	}
}

/** The failure of who has waited for too long: the gateway's own words, where it had any. */
function starvation(refusal?: Failure): Failure {
	const description = `Waited ${inWords(maxQueueWait)}, in which the gateway let nothing through for this key and model. Run the item again later, or ask the gateway about the limit of the key.`;
	if (refusal) return { ...refusal, description };
	const message = 'The gateway has let nothing through for 10 minutes';
	return failure('rateLimit', { message, description });
}
