import type { Failure } from '../api/failure';

/** The failures that every further request of a run would end with as well: on a lane, or with the key. */
export class Verdicts {
	private key: Failure | undefined;
	private readonly lanes = new Map<string | null, Failure>();

	/** The failure that a request on a lane would end with; it is not to be sent then. */
	failureFor(lane: string | null): Failure | undefined {
		return this.key ?? this.lanes.get(lane);
	}

	/** The key is refused, whatever the lane. */
	endKey(failure: Failure): void {
		this.key ??= failure;
	}

	/** Nothing gets through on a lane any more. */
	endLane(lane: string | null, failure: Failure): void {
		if (!this.lanes.has(lane)) this.lanes.set(lane, failure);
	}
}
