/** Shortest time from the first refusal to the verdict, in milliseconds: reservations of other clients pass. */
const shortest = 2_000;
/** With so many refused items it is a doubt, also where other requests are in flight. */
const suspicious = 3;

/** Refusals in a row, with nothing admitted between. */
export class Row {
	/** Whether only probes go. */
	isDoubt = false;
	/** Whether it waits for what is in flight, because the key has never been accepted. */
	waitsForOthers = false;
	lastAt: number;
	private readonly items = new Set<object>();
	/** Items that were sent after the refusal before had come back: what went out together is one piece of news. */
	private readonly news = new Set<object>();
	private newsAt = -Infinity;

	/**
	 * @param since when the first refusal came
	 * @param elsewhere admissions on the other lanes of the key by then
	 */
	constructor(
		readonly since: number,
		readonly elsewhere: number,
	) {
		this.lastAt = since;
	}

	/** An item was refused that went out at `sentAt`. */
	add(item: object, sentAt: number, isAlone: boolean, now: number): void {
		this.lastAt = now;
		this.items.add(item);
		this.isDoubt ||= isAlone || this.isWave;
		if (sentAt < this.newsAt) return;
		this.newsAt = now;
		this.news.add(item);
	}

	/** Whether more were refused than bad luck explains. */
	get isWave(): boolean {
		return this.items.size >= suspicious;
	}

	/** Whether so many different items were refused, for long enough, that all others would be. */
	isVerdict(needed: number, now: number): boolean {
		return this.news.size >= needed && now - this.since >= shortest;
	}
}
