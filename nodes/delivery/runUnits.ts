import type { Failure } from '../api/failure';

/**
 * Which units of a run were refused for the balance or the key. Where every one was, and nothing was admitted, no
 * further unit can show that it was bad luck, and the run ends with one request an item.
 */
export class RunUnits {
	private expected: number | undefined;
	private hasAdmitted = false;
	private readonly over = new Set<object>();
	/** Units that were refused and are not over. */
	private readonly refusedOnes = new Set<object>();
	/** The last refusal on each lane. */
	private readonly refusals = new Map<string, Failure>();

	/** The run has so many units. Never called in a chat, where further ones may always come. */
	expect(count: number): void {
		this.expected = count;
	}

	/** A unit is finished, or waits for an answer that another one buys. */
	ended(unit: object): void {
		this.over.add(unit);
		this.refusedOnes.delete(unit);
	}

	admitted(): void {
		this.hasAdmitted = true;
	}

	/** A request of a unit was refused. Returns whether that ends nothing yet, this unit, or all of them. */
	refused(unit: object, lane: string, why: Failure): 'unknown' | 'one' | 'all' {
		if (!this.over.has(unit)) this.refusedOnes.add(unit);
		this.refusals.set(lane, why);
		if (this.hasAdmitted) return 'unknown';
		if (this.expected === undefined) return 'one';
		return this.refusedOnes.size >= this.expected - this.over.size ? 'all' : 'unknown';
	}

	/** The last refusal on each lane. */
	get lastRefusals(): ReadonlyMap<string, Failure> {
		return this.refusals;
	}
}
