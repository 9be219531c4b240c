import type { Permit } from '../queue';
import { SlowestRefusal } from '../slowestRefusal';

/** Pause before the next probe, in milliseconds; it doubles with each that is refused. */
const firstPause = 100;
const longestPause = 800;
/** After so many probes it doubles further, and so far: a verdict waits for answers that take minutes. */
const many = 15;
const longestOfAll = 20_000;
/**
 * A probe that is silent for so long, in milliseconds, and for longer than refusals take, no longer holds back the
 * next.
 */
const leastPatience = 250;
/** A request that is silent for so long, and for longer than refusals take, counts as admitted. */
const leastSilence = 1_000;

/** When requests go in doubt: one at a time, after ever longer pauses. */
export class Probes {
	private refused = 0;
	private readonly refusals = new SlowestRefusal(leastPatience);
	/** From when the next one may go. */
	private nextAt = -Infinity;
	private last: { permit: Permit; at: number } | undefined;

	/** A request that is silent for so long, in milliseconds, is most likely being answered. */
	get patience(): number {
		return this.refusals.patience;
	}

	/** A request that is silent for so long, in milliseconds, was admitted. */
	get silence(): number {
		return Math.max(leastSilence, 2 * this.refusals.time);
	}

	/** Milliseconds until the next probe may go. */
	delay(now: number): number {
		const silence = this.last ? this.last.at + this.patience - now : 0;
		const delay = Math.max(silence, this.nextAt - now);
		return delay > 0 ? Math.max(1, delay) : 0;
	}

	sent(permit: Permit, now: number): void {
		this.last = { permit, at: now };
	}

	ended(permit: Permit): void {
		if (this.last?.permit === permit) this.last = undefined;
	}

	/** A refusal took so many milliseconds. */
	timed(took: number): void {
		this.refusals.took(took);
	}

	/** A request was refused in doubt. */
	pause(permit: Permit, now: number): void {
		if (this.last?.permit === permit) this.refused++;
		const most = this.refused <= many ? longestPause : longestOfAll;
		const doublings = this.refused <= many ? this.refused : this.refused - many + 3;
		this.nextAt = Math.max(this.nextAt, now + Math.min(most, firstPause * 2 ** doublings));
	}

	/** Something may have changed: the next probe need not wait for the end of a long pause. */
	hurry(now: number): void {
		this.nextAt = Math.min(this.nextAt, now + firstPause);
	}

	/** The doubt is over. */
	end(): void {
		this.last = undefined;
		this.nextAt = -Infinity;
		this.refused = 0;
	}
}
