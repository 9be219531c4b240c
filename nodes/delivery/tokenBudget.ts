import { failure, type Failure } from '../api/failure';

/**
 * Bounds the tokens of a run: what was used, plus the estimates of what is in flight. A request that
 * might not fit waits until the others have settled, because most use less than they may.
 */
export class TokenBudget {
	private used = 0;
	private reserved = 0;

	/** @param limit tokens that the run may use */
	constructor(private readonly limit: number) {}

	/** Whether a request of so many tokens fits beside those in flight. */
	fits(estimate: number): boolean {
		return this.used + this.reserved + estimate <= this.limit;
	}

	/** Why a request that does not fit is not to be sent at all: there is none in flight that it could wait for. */
	refusal(estimate: number): Failure | undefined {
		if (this.fits(estimate) || this.reserved > 0) return undefined;
		return failure('budget', {
			message: `Not sent: it would exceed the token budget of ${this.limit} for this run`,
		});
	}

	/** Sets tokens aside for a request. */
	reserve(estimate: number): void {
		this.reserved += estimate;
	}

	/** Puts what a request really used in the place of its estimate. */
	settle(estimate: number, used: number): void {
		this.reserved -= estimate;
		this.used += used;
	}
}
