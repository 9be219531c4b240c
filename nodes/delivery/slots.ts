/** A fixed number of slots; who finds none free waits in line. */
export class Slots {
	private readonly line: Array<() => void> = [];
	private free: number;

	constructor(count: number) {
		this.free = count;
	}

	/** Runs `work` in a slot and gives the slot on, whatever becomes of the work. */
	async use<T>(work: () => Promise<T>): Promise<T> {
		if (this.free > 0) this.free--;
		else await new Promise<void>((resolve) => this.line.push(resolve));
		try {
			return await work();
		} finally {
			const next = this.line.shift();
			if (next) next();
			else this.free++;
		}
	}
}
