import { failure, type Failure } from '../../api/failure';
import { isApart, type PendingCall, type RunServices } from '../pendingCall';
import type { Permit } from './queue';
import { waitEnd, type WaitEnd } from './waitEnds';

/** How a request waits for its turn, and since when. */
interface QueueWait {
	/** When it first asked for its turn, on the clock. */
	since: number;
	/** Whether it goes before those that were never sent. */
	first: boolean;
	/** It steps back until this instant, on the clock. */
	notBefore?: number;
	/** What it was refused with just now, or failed with in an outage; absent: neither. */
	refusal?: Failure;
}

/**
 * Waits for the turn of a request in its run's queue. Ends early when the run stops, when `recheck` finds
 * a reason not to send, and when {@link waitEnd} says that the wait is over.
 */
export class Admission {
	private readonly waiting = new Set<() => void>();
	private isRechecking = false;
	/** Whether something has changed since all looked. */
	private isStale = false;

	constructor(
		private readonly services: Pick<
			RunServices,
			'clock' | 'stop' | 'verdicts' | 'capacity' | 'maxWait'
		>,
	) {
		services.stop.listen(() => this.recheck());
		services.capacity.whenSettled(() => this.recheck());
	}

	/** Lets every request that waits look again whether it still should. */
	recheck(): void {
		this.isStale = true;
		if (this.isRechecking) return;
		this.isRechecking = true;
		while (this.isStale) {
			this.isStale = false;
			for (const look of [...this.waiting]) look();
		}
		this.isRechecking = false;
	}

	/** Waits for the permit to send a request. Returns the failure in its place where it is not to be sent any more. */
	acquire(pending: PendingCall<unknown>, wait: QueueWait): Promise<Permit | Failure> {
		const { call, queue, size } = pending;
		const { clock, verdicts } = this.services;
		return new Promise((resolve) => {
			let endAlarm = () => {};
			let leave = () => {};
			const finish = (result: Permit | Failure) => {
				endAlarm();
				leave();
				this.waiting.delete(look);
				resolve(result);
			};
			const isEnded = () => {
				const reason = this.reasonNotToSend(pending);
				if (reason) finish(reason);
				return reason !== undefined;
			};
			const look = () => {
				if (isEnded() || call.lane === null) return;
				const end = this.endOf(pending, wait);
				const left = end.at - clock.now();
				endAlarm();
				// Less than the clock can tell is nothing.
				if (left >= 1) return void (endAlarm = clock.after(left, look));
				const why = end.why();
				finish(why);
				// The others of the run on this lane would wait as long for the same failure.
				if (end.isOfAll) verdicts.endLane(call.lane, why);
				this.recheck();
			};
			this.waiting.add(look);
			// A lane that lets nothing through gets this one as its probe, if it wants one just now; else the next model does.
			const mayProbe = call.hasNext === true;
			if (mayProbe) isEnded();
			else look();
			const enter = () => void (leave = queue.enter(size, finish, { first: wait.first }));
			const pause = (wait.notBefore ?? 0) - clock.now();
			// Only now, as the lane may let the request go at once.
			if (this.waiting.has(look) && pause > 0) leave = clock.after(pause, enter);
			else if (this.waiting.has(look)) enter();
			if (mayProbe && this.waiting.has(look)) look();
		});
	}

	private endOf({ call, queue, state }: PendingCall<unknown>, wait: QueueWait): WaitEnd {
		const { clock, maxWait } = this.services;
		const { since, refusal } = wait;
		const { holds, isReady } = queue;
		const { refusing, admittedAt, lastRefusal: words, trouble } = state;
		return waitEnd({
			now: clock.now(),
			since,
			maxWait,
			trouble,
			holds,
			hasNext: call.hasNext,
			hasRoom: isReady,
			refusal,
			refusing,
			admittedAt,
			words,
		});
	}

	private reasonNotToSend({ call, size }: PendingCall<unknown>): Failure | undefined {
		const { stop, verdicts, capacity } = this.services;
		if (stop.isStopped) return failure('cancelled');
		return (isApart(call) ? undefined : verdicts.failureFor(call.lane)) ?? capacity.refusal(size);
	}
}
