import { formatDuration, minute, second } from '../api/duration';
import type { Clock } from '../delivery/clock';
import { grouped } from './runInWords';

/** How often it is looked whether there is something to say; the first line comes after as long. */
const look = 10 * second;
/** Least time between two lines. */
const apart = 30 * second;
/** A run that stands still says so after this. */
const atLatest = 5 * minute;
/** Least part of the items between two lines. */
const share = 0.1;

/** How far a run is. */
export interface SoFar {
	/** Items that it was given. */
	items: number;
	/** Items that have their output or failure. */
	done: number;
	/** What else there is to say: failures, refusals, tokens, cost. */
	facts: readonly string[];
}

/**
 * Tells how far a run is while it goes on, for n8n shows nothing of a node until it has ended. The first line comes after
 * 10 seconds, so that short runs say nothing; each further one after 30 seconds and a tenth of the items, whichever is
 * later, but after five minutes in any case. A run that has said something says how it ended.
 */
export class Progress {
	private readonly started: number;
	private last: { at: number; done: number };
	private isTold = false;
	private forget: () => void = () => {};

	/**
	 * @param say takes a line; what it throws is not caught
	 */
	constructor(
		private readonly clock: Clock,
		private readonly soFar: () => SoFar,
		private readonly say: (line: string) => void,
	) {
		this.started = clock.now();
		this.last = { at: this.started, done: 0 };
		// Of one item there is nothing to tell until it is done.
		if (soFar().items > 1) this.lookLater();
	}

	/** The run is over: no alarm is left. */
	close(): void {
		this.forget();
		this.forget = () => {};
		if (!this.isTold) return;
		const { words, rate } = this.reached(this.started, 0);
		this.say([`Ended: ${words}`, ...paceInWords(rate), ...this.soFar().facts].join(' · '));
	}

	private lookLater(): void {
		this.forget = this.clock.after(look, () => {
			if (this.isDue()) this.tell();
			this.lookLater();
		});
	}

	private isDue(): boolean {
		if (!this.isTold) return true;
		const { items, done } = this.soFar();
		const passed = this.clock.now() - this.last.at;
		const isFurther = done - this.last.done >= share * items;
		return passed >= atLatest || (passed >= apart && isFurther);
	}

	private tell(): void {
		const { at, done: before } = this.last;
		const { words, rate } = this.reached(at, before);
		const { items, done, facts } = this.soFar();
		this.isTold = true;
		this.last = { at: this.clock.now(), done };
		this.say([words, ...paceInWords(rate, items - done), ...facts].join(' · '));
	}

	/** How far it is, and at which rate since a time at which so many were done. */
	private reached(since: number, before: number): { words: string; rate: number } {
		const { items, done } = this.soFar();
		const now = this.clock.now();
		const time = formatDuration(now - this.started);
		const words = `${grouped(done)} of ${grouped(items)} items done in ${time}`;
		return { words, rate: ((done - before) / Math.max(1, now - since)) * second };
	}
}

/** How fast, in items a second, and how long so many others take at that. */
function paceInWords(rate: number, left = 0): string[] {
	if (rate === 0) return [];
	const pace = rate < 1 ? `${rounded(rate * 60)} a minute` : `${rounded(rate)} a second`;
	return [left === 0 ? pace : `${pace}, about ${formatDuration((left / rate) * second)} left`];
}

/** Tenths count only below ten. */
function rounded(rate: number): string {
	return rate < 9.95 ? rate.toFixed(1) : grouped(Math.round(rate));
}
