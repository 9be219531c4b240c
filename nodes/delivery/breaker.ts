import type { Failure } from '../api/failure';

/** Remembers, for one run, what every further request would end with as well. */
export class Breaker {
	private key: Failure | undefined;
	private readonly models = new Map<string | null, Failure>();

	/** The failure that a request on a lane would end with; it is not to be sent then. */
	broken(lane: string | null): Failure | undefined {
		return this.key ?? this.models.get(lane);
	}

	/** A request ended with a failure that may be that of all others. */
	note(failure: Failure, lane: string | null): void {
		// 403 is about a model or an address; 401 is about the key, and so about everything.
		if (failure.kind === 'auth' && failure.status !== 403) this.key ??= failure;
		if (failure.kind === 'quota') this.models.set(lane, failure);
	}
}
