import { inWords } from '../../api/duration';
import { failure, type Failure } from '../../api/failure';
import { maxQueueWait } from '../longWait';
import { isApart, type PendingCall, type RunServices } from '../pendingCall';
import type { Permit } from './queue';

/** How and since when a request waits for its turn. */
export interface QueueWait {
	/** When it first asked for its turn, on the clock. */
	since: number;
	/** Before those that were never sent. */
	first: boolean;
}

/**
 * Waits for the turn of a request in its run's queue. Ends early when the run stops, when `recheck` finds
 * a reason not to send, and when the lane has let nothing through for ten minutes.
 */
export class Admission {
	private readonly waiting = new Set<() => void>();

	constructor(
		private readonly services: Pick<RunServices, 'clock' | 'stop' | 'breaker' | 'capacity'>,
	) {
		services.stop.listen(() => this.recheck());
		services.capacity.onSettled = () => this.recheck();
	}

	/** Lets everyone who waits look again whether there is still a reason to. */
	recheck(): void {
		for (const look of [...this.waiting]) look();
	}

	/** Waits for permission to send a request. Returns the reason not to send it at all, if there is one by then. */
	acquire(pending: PendingCall<unknown>, { since, first }: QueueWait): Promise<Permit | Failure> {
		const { call, queue, size, state } = pending;
		const { clock, breaker } = this.services;
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
				const reason = this.reasonNotToSend(pending);
				if (reason) finish(reason);
			};
			const watch = (begin: number) => {
				const left = Math.max(begin, state.lastSuccess) + maxQueueWait - clock.now();
				// Less than the clock can tell is nothing.
				if (left >= 1) endAlarm = clock.after(left, () => watch(begin));
				else if (this.isHeldByRun(pending)) watch(clock.now());
				else {
					const starved = starvation(state.lastRefusal);
					finish(starved);
					// Nobody else of the run need wait as long to learn the same.
					breaker.trip(call.lane, starved);
					this.recheck();
				}
			};
			this.waiting.add(look);
			look();
			if (call.lane !== null && this.waiting.has(look)) watch(since);
			// Only then: the lane may let the request go at once.
			if (this.waiting.has(look)) leave = queue.enter(size, finish, { first });
		});
	}

	private reasonNotToSend({ call, size }: PendingCall<unknown>): Failure | undefined {
		const { stop, breaker, capacity } = this.services;
		if (stop.isStopped) return failure('cancelled');
		return (isApart(call) ? undefined : breaker.failureFor(call.lane)) ?? capacity.refusal(size);
	}

	/** Whether the run holds the request back, and the lane, as far as is known, would let it go. */
	private isHeldByRun({ size, state }: PendingCall<unknown>): boolean {
		return !this.services.capacity.hasRoomFor(size) && !state.isRefusing;
	}
}

/** The failure of who has waited for too long: the gateway's own words, where it had any. */
function starvation(refusal?: Failure): Failure {
	const description = `Waited ${inWords(maxQueueWait)}, in which the gateway let nothing through for this key and model. Run the item again later, or ask the gateway about the limit of the key.`;
	if (refusal) return { ...refusal, description };
	const message = 'The gateway has let nothing through for 10 minutes';
	return failure('rateLimit', { message, description });
}
