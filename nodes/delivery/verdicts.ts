import type { Failure } from '../api/failure';

/** Remembers, for one run, what every further request would end with as well. */
export class Verdicts {
	private key: Failure | undefined;
	private readonly models = new Map<string | null, Failure>();

	/** The failure that a request on a lane would end with; it is not to be sent then. */
	failureFor(lane: string | null): Failure | undefined {
		return this.key ?? this.models.get(lane);
	}

	/** The key is refused, whatever the lane. */
	endKey(failure: Failure): void {
		this.key ??= failure;
	}

	/** Nothing gets through on a lane any more. */
	endLane(lane: string | null, failure: Failure): void {
		if (!this.models.has(lane)) this.models.set(lane, failure);
	}
}
