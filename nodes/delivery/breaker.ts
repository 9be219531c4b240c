import type { Failure } from '../api/failure';

/** Remembers, for one run, what every further request would end with as well. */
export class Breaker {
	private key: Failure | undefined;
	private readonly models = new Map<string | null, Failure>();

	/** The failure that a request on a lane would end with; it is not to be sent then. */
	failureFor(lane: string | null): Failure | undefined {
		return this.key ?? this.models.get(lane);
	}

	/** A request ended with a failure. Returns whether it is that of others as well. */
	record(failure: Failure, lane: string | null): boolean {
		// 403 is about a model or an address; 401 is about the key, and so about everything.
		const isOfKey = failure.kind === 'auth' && failure.status !== 403;
		const isOfModel = failure.kind === 'quota';
		if (isOfKey) this.key ??= failure;
		if (isOfModel) this.models.set(lane, failure);
		return isOfKey || isOfModel;
	}

	/** Nothing gets through on a lane any more. */
	trip(lane: string | null, failure: Failure): void {
		if (!this.models.has(lane)) this.models.set(lane, failure);
	}
}
