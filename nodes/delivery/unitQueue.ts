/** How many units are looked at in one go, to find one whose lane has room. */
export const lookedAtOnce = 20;

interface Numbered<Unit> {
	unit: Unit;
	position: number;
	lane: string;
}

/**
 * The units that are not begun yet, taken from their source one after the other. A unit whose lane has enough at
 * work is passed over and kept, as the caller's small description of it, until its lane has room again; so the
 * units of one lane are begun in their order.
 */
export class UnitQueue<Unit> {
	/** Units that are begun, and neither finished nor waiting. */
	atWork = 0;
	/** Whether every unit has been looked at. */
	isExhausted = false;
	private readonly source: Iterator<Unit>;
	private position = 0;
	private readonly atWorkIn = new Map<string, number>();
	/** By lane; `taken`: how many of them are begun. To remove each from the front of a long list would take minutes. */
	private readonly passedOver = new Map<string, { units: Array<Numbered<Unit>>; taken: number }>();

	/** @param most units of one lane at work at the same time */
	constructor(
		units: Iterable<Unit>,
		private readonly laneOf: (unit: Unit) => string,
		private readonly most: number,
	) {
		this.source = units[Symbol.iterator]();
	}

	/** Units that were looked at, which is the position of the next one. */
	get looked(): number {
		return this.position;
	}

	/** Whether every unit has been handed out. */
	get isOver(): boolean {
		return this.isExhausted && this.passedOver.size === 0;
	}

	/** The next unit to be begun; undefined when none was found, among those looked at, whose lane has room. */
	next(): Numbered<Unit> | undefined {
		for (const [lane, kept] of this.passedOver) {
			if (!this.hasRoom(lane)) continue;
			const next = kept.units[kept.taken++];
			if (kept.taken === kept.units.length) this.passedOver.delete(lane);
			return next;
		}
		for (let looked = 0; looked < lookedAtOnce; looked++) {
			const { done, value: unit } = this.source.next();
			if (done) {
				this.isExhausted = true;
				return undefined;
			}
			const lane = this.laneOf(unit);
			const numbered = { unit, lane, position: this.position++ };
			if (this.hasRoom(lane)) return numbered;
			const before = this.passedOver.get(lane);
			if (before) before.units.push(numbered);
			else this.passedOver.set(lane, { units: [numbered], taken: 0 });
		}
		return undefined;
	}

	/** All units that are not begun, in no order and whatever their lane: for a run that is over. */
	*rest(): Generator<Omit<Numbered<Unit>, 'lane'>> {
		for (const { units, taken } of this.passedOver.values()) yield* units.slice(taken);
		this.passedOver.clear();
		for (let next = this.source.next(); !next.done; next = this.source.next())
			yield { unit: next.value, position: this.position++ };
		this.isExhausted = true;
	}

	/** A unit of a lane is begun, or comes back from waiting. */
	enter(lane: string): void {
		this.count(lane, 1);
	}

	/** A unit of a lane is finished, or only waits. */
	leave(lane: string): void {
		this.count(lane, -1);
	}

	private hasRoom(lane: string): boolean {
		return (this.atWorkIn.get(lane) ?? 0) < this.most;
	}

	private count(lane: string, change: number): void {
		this.atWork += change;
		this.atWorkIn.set(lane, (this.atWorkIn.get(lane) ?? 0) + change);
	}
}
