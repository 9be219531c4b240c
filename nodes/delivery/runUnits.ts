import type { Failure } from '../api/failure';

/**
 * Which units of a run were refused: where every one was, and nothing was admitted, there is nobody left whose
 * fate could tell more, and the run ends with one request an item.
 */
export class RunUnits {
	private expected: number | undefined;
	private hasAdmitted = false;
	private readonly over = new Set<object>();
	/** Units that were refused and are not over. */
	private readonly refusedOnes = new Set<object>();
	/** The last refusal on each lane. */
	private readonly refusals = new Map<string, Failure>();

	/** The run has so many units. Where nobody says so, as in a chat, further ones may always come. */
	expect(count: number): void {
		this.expected = count;
	}

	/** Nothing more comes of a unit, or it waits for what another one buys. */
	ended(unit: object): void {
		this.over.add(unit);
		this.refusedOnes.delete(unit);
	}

	admitted(): void {
		this.hasAdmitted = true;
	}

	/** A request of a unit was refused. Returns what it means for the unit: nothing yet, its end, or that of all. */
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
