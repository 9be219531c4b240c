/** What the slowest refusal keeps of itself with every further one. */
const fading = 0.9;
/**
 * How much slower than the slowest so far the next refusal may be, and in milliseconds; fast ones only twice as
 * slow.
 */
const slower = 1.1;
const margin = 200;

/** How long refusals take: what is silent for longer was not refused. Times in milliseconds. */
export class SlowestRefusal {
	/** From sending to refusal; 0 as long as none came. */
	time = 0;

	/** @param least shortest silence that means anything */
	constructor(private readonly least: number) {}

	/** A refusal took so long. */
	took(time: number): void {
		this.time = Math.max(fading * this.time, time);
	}

	/** A request that is silent for longer than this was admitted. */
	get patience(): number {
		return Math.max(this.least, Math.min(2 * this.time, slower * this.time + margin));
	}
}
