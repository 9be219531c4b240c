import type { LimitHints } from '../../api/rateLimit/limitHints';
import type { Capacity } from '../capacity';
import type { RequestSize } from './oversize';

/** What a run may do on its lanes. */
export interface RunTerms {
	/** What the run may have under way, on all its lanes together. */
	capacity: Capacity;
	/** Limits of the key as the user states them; of all runs on a lane the strictest holds. */
	requestsPerMinute?: number;
	tokensPerMinute?: number;
}

/**
 * What a refusal means for the request: it may go again whenever the lane lets it, and that costs it
 * nothing; it is larger than anything that was ever admitted, and waiting will hardly help; or nothing,
 * because no limit of ours counts it.
 */
export type RefusalMeaning = 'later' | 'tooLarge' | 'unlimited';

/** Permission to send one request, and the way to report what became of it. */
export interface Permit {
	/** Other requests of the lane that are in flight. */
	readonly others: number;
	/** At the status line of a good answer. */
	admitted(): void;
	/** At a refusal for a limit (status 429). */
	refused(hints: LimitHints): RefusalMeaning;
	/** At a refusal that is about too much at once although it does not say so: the window is halved. */
	crowded(): void;
	/** It was not: what such refusals took off the window is given back. */
	uncrowded(): void;
	/** Always, and last: the request is over, with its tokens when they are known. */
	ended(tokensUsed?: number): void;
}

/** Sends the request; called as soon as it may go, and it must not throw. */
export type Start = (permit: Permit) => void;

/** A request that waits. */
export interface Waiting {
	size: RequestSize;
	start: Start;
}

/** What keeps the requests of a lane back, and what is under way. Instants on the clock, in milliseconds. */
export interface Holds {
	/** Requests of all runs. */
	inFlight: number;
	/** Until when a wait is kept that the gateway stated. */
	stated: number;
	/** Until when nothing goes, for that wait or after a refusal. */
	block: number;
	/** Since when the breaker for limits is open, with no probe admitted; absent: it is not. */
	openSince?: number | undefined;
	/** Until when the pace that was found keeps the next one back; absent: it does not. */
	paced?: number;
	/** When a gate, such as that for trouble, last held them back. */
	gates: number;
}

/** Where requests of a run wait for permission to go. */
export interface Queue {
	readonly holds: Holds;
	/** Whether a request waits for which the run has room, and tokens. */
	readonly isReady: boolean;
	/**
	 * Waits for permission to send a request.
	 *
	 * @param options `first`: before those of the run that were never sent, as one that goes again
	 * @returns takes the request back, if it still waits
	 */
	enter(size: RequestSize, start: Start, options?: { first?: boolean }): () => void;
}

/** The requests of one run that wait in a lane. */
export class LaneQueue implements Queue {
	private readonly first = new Set<Waiting>();
	private readonly others = new Set<Waiting>();
	private hasLeft = false;

	constructor(
		readonly terms: RunTerms,
		private readonly serve: () => void,
		private readonly onLeave: (queue: LaneQueue) => void,
		private readonly holdsOf: () => Holds,
	) {}

	get holds(): Holds {
		return this.holdsOf();
	}

	enter(size: RequestSize, start: Start, { first = false } = {}): () => void {
		const line = first ? this.first : this.others;
		const waiting = { size, start };
		line.add(waiting);
		this.serve();
		return () => void line.delete(waiting);
	}

	/** The run is over or cancelled: nothing of it goes any more, now or later. */
	leave(): void {
		if (this.hasLeft) return;
		this.hasLeft = true;
		this.onLeave(this);
	}

	get isReady(): boolean {
		return this.next([this.first, this.others]) !== undefined;
	}

	/**
	 * Takes the next request out.
	 *
	 * @param asProbe prefer one that was never sent: else one bad request might be all that is ever tried
	 */
	take(asProbe: boolean): Waiting | undefined {
		const next = this.next(asProbe ? [this.others, this.first] : [this.first, this.others]);
		if (next === undefined) return undefined;
		this.first.delete(next);
		this.others.delete(next);
		this.terms.capacity.take(next.size);
		return next;
	}

	private next(lines: ReadonlyArray<ReadonlySet<Waiting>>): Waiting | undefined {
		const { capacity } = this.terms;
		for (const [head] of lines)
			if (head !== undefined && capacity.admits(head.size, this.serve)) return head;
		return undefined;
	}
}
