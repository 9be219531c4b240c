import type { Send } from './send';

/** Sends that are remembered: at least so many, at most twice as many. */
const remembered = 256;
/** A level is high if less than this share of the sends before reached it. */
const rare = 0.05;
/** So many limits at the same level, within so many milliseconds, are a limit of requests in flight. */
const times = 4;
const within = 30_000;
/** The same means: from this level on, as low ones are alike by chance; and the share by which they may differ. */
const least = 8;
const tolerance = 0.04;

/** Tells from the levels of sends (requests in flight) whether it was the level that was refused. */
export class Levels {
	private sends: Send[] = [];
	private found: Array<{ level: number; at: number }> = [];

	/** A request goes out. */
	sent(send: Send): void {
		this.sends.push(send);
		if (this.sends.length >= 2 * remembered) this.sends = this.sends.slice(-remembered);
	}

	/** Of those sent after a refused one the first, or only the very last, if nothing is known of it yet. */
	underWay({ seq }: Send, isLast: boolean): Send | undefined {
		const isOpen = (send: Send) => send.seq > seq && !send.wasRefused && !send.wasAdmitted;
		return this.sends.slice(isLast ? -1 : 0).find(isOpen);
	}

	/** A limit was met with a send. Returns whether it is likely one of requests in flight. */
	met(send: Send, now: number): boolean {
		const isFirst = this.found.length === 0;
		this.found = [...this.found, { level: send.level, at: now }].slice(-times);
		return isFirst || this.isSame(now) || this.isHigh(send);
	}

	private isSame(now: number): boolean {
		const levels = this.found.filter(({ at }) => now - at <= within).map(({ level }) => level);
		const lowest = Math.min(...levels);
		const spread = Math.max(...levels) - lowest;
		return levels.length === times && lowest >= least && spread <= Math.max(1, tolerance * lowest);
	}

	private isHigh({ seq, level }: Send): boolean {
		const before = this.sends.filter((send) => send.seq < seq && !send.wasRefused);
		const asHigh = before.filter((send) => send.level >= level).length;
		return asHigh < rare * before.length;
	}
}
